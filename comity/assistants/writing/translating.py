"""Stage 5: the question in English, for an assistant that works in it and for external bases (`assistants.md` 3.3)."""

from comity.assistants.writing.answer import Answer
from comity.assistants.writing.short_calls import ask, model_of

MAX_TOKENS = 400
TRANSLATE = (
    "Translate the user's message into English. Reply with the translation alone, without quotes and without remarks."
)


async def translate(answer: Answer) -> str:
    """Sets `questionEn` and returns how it went: `ok`, `skipped` or `failed`."""
    in_english = answer.content.question_input_source == "english"
    wanted = in_english or any(one.is_external for one in answer.searches)
    if not wanted or answer.inspection.language == "en":
        return "skipped"
    model = model_of(answer)
    if model is None:
        answer.warn("translation_unavailable", "No model is connected, so the original question was used.")
        return "skipped"
    messages = [{"role": "system", "content": TRANSLATE}, {"role": "user", "content": answer.exchange.question}]
    translated = await ask(answer, model, messages, max_tokens=MAX_TOKENS)
    if not translated:
        answer.warn("translation_unavailable", "The model did not translate, so the original question was used.")
        return "failed"
    answer.inspection.question_en = translated
    return "ok"
