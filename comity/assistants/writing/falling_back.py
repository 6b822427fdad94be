"""The honest text when the knowledge does not hold an answer (`assistants.md` 3.3)."""

from comity.assistants.answering import answer_language, fallback_text
from comity.assistants.messaging import ledger
from comity.assistants.messaging.ledger import Ending
from comity.assistants.writing.answer import Answer


async def fall_back(answer: Answer, *, handoff: bool = False) -> Ending:
    """Ends with the fallback text; a handoff is asked for where the assistant is set up to, or when `handoff` says so."""
    content = answer.content
    language = answer_language(content.answer_language, answer.exchange.question)
    text = fallback_text(content.fallback_text, language)
    if answer.run.text:
        answer.run.reset()
    if handoff or content.fallback_behaviour == "handoff" or await _falls_back_too_often(answer):
        answer.ask_for_human("fallback", answer.exchange.question[:500])
    return answer.end(text, "fallback")


async def _falls_back_too_often(answer: Answer) -> bool:
    if not answer.content.handoff.enabled:
        return False
    limit = answer.content.handoff.offer_after_fallbacks
    earlier = await answer.rt.db.aread(lambda tx: ledger.fallbacks_in_a_row(tx, answer.exchange, limit))
    return earlier + 1 >= limit
