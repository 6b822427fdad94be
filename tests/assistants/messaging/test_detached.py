"""A knowledge base that is deleted by force leaves its assistants answering (`knowledge.md` 3.12)."""

from comity.assistants.writing.configs import configs_of
from tests.assistants.messaging.conftest import Desk


async def test_the_very_next_question_gets_the_fallback_and_no_error(desk: Desk) -> None:
    base = await desk.manage("POST", "/knowledge-bases", {"name": "Policies", "type": "documents"})
    search = {"kind": "search", "name": "Policies", "knowledgeBaseId": base["id"]}
    found = await desk.manage("POST", "/fulfillments", search)
    configs_of(desk.rt)._known._seconds = 60  # as if the next question came at once, however slow the machine
    asker = await desk.another("Policies", fulfillmentIds=[found["id"]])
    await asker.ask()
    await desk.manage("DELETE", f"/knowledge-bases/{base['id']}?force=true")
    inspection = (await asker.ask())["inspection"]
    assert inspection["outcome"] == "fallback"
    assert [one["error"] for one in inspection["fulfillments"]] == [None]
