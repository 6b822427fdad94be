"""Stage 5: the question in English, by the assistant's model."""

from comity.assistants.writing.answer import Answer
from comity.kernel.llm import ChatRequest, ModelFailed, llm_of

TRANSLATE = (
    "Translate the user's message into English. Reply with the translation alone, without quotes and without remarks."
)


async def translate(answer: Answer) -> str:
    """Sets `questionEn` and returns how it went: `ok`, `skipped` or `failed`."""
    inspection = answer.inspection
    if answer.content.question_input_source != "english" or inspection.language == "en":
        return "skipped"
    model = next((m for m in answer.config.models if m is not None), None)
    if model is None:
        answer.warn("translation_unavailable", "No model is connected, so the original question was used.")
        return "skipped"
    question = answer.masked(answer.exchange.question)
    messages = [{"role": "system", "content": TRANSLATE}, {"role": "user", "content": question}]
    request = ChatRequest(model.connection, model.model, messages, temperature=0, max_tokens=400)
    try:
        completion = await llm_of(answer.rt).complete(request)
    except ModelFailed:
        answer.warn("translation_unavailable", "The model did not translate, so the original question was used.")
        return "failed"
    inspection.question_en = answer.unmasked(completion.text.strip())
    return "ok"
