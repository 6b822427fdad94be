"""Which searches are made for a question: all, or those that the model picks by their descriptions (`assistants.md` 2.1, `routing`)."""

from comity.assistants.answering import choice_messages, read_choice
from comity.assistants.writing.answer import Answer
from comity.assistants.writing.short_calls import ask, model_of

MAX_TOKENS = 100


async def choose_searches(answer: Answer) -> None:
    """Keeps the searches that the model picks, when the assistant is set up so. Without a model, or a clear reply, all stay."""
    ready = [one for one in answer.searches if one.knowledge_base_id is not None and not one.is_empty]
    model = model_of(answer)
    if answer.content.routing != "auto" or len(ready) < 2 or model is None:
        return
    previous = answer.history[-1].question if answer.history else None
    sources = [(one.name, one.description) for one in ready]
    messages = choice_messages(sources, answer.exchange.question, previous)
    reply = await ask(answer, model, messages, max_tokens=MAX_TOKENS, json_reply=True)
    chosen = read_choice(reply, len(ready)) if reply is not None else None
    if chosen is None:
        answer.warn("routing_failed", "The model did not choose among the searches, so all of them were made.")
        return
    answer.searches = tuple(ready[place] for place in chosen)
    names = ", ".join(one.name for one in answer.searches)
    answer.routed = f"The model chose {len(answer.searches)} of {len(ready)}: {names}."
