"""The sandbox's thread over HTTP: it survives a reload with all that the inspector shows (`assistants.md` 5)."""

import httpx2

from comity.kernel.runtime import Runtime
from tests.accounts.test_rights import add_member
from tests.assistants.conftest import Make

PATH = "/api/v1/assistants"


async def ask(http: httpx2.AsyncClient, url: str, text: str, **more: str) -> httpx2.Response:
    return await http.post(f"{url}/messages", json={"message": text, "sessionId": "s-1", "version": "draft", **more})


async def test_a_session_is_listed_oldest_first_with_inspection_prompt_and_what_missed_the_threshold(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    url = f"{PATH}/{(await make(greetingMessage='Welcome'))['id']}"
    answers = [(await ask(signed_in, url, text)).json() for text in ("What about refunds?", "And prices?")]
    listed = (await signed_in.get(f"{url}/sessions/s-1/messages")).json()
    assert [m["question"] for m in listed["data"]] == ["What about refunds?", "And prices?"]
    for shown, answer in zip(listed["data"], answers, strict=True):
        assert (shown["messageId"], shown["answer"]) == (answer["messageId"], answer["answer"])
        assert (shown["status"], shown["outcome"], shown["version"]) == ("finished", "fallback", "draft")
        assert shown["inspection"]["prompt"] == []
        assert shown["inspection"]["source"] == "sandbox"
        assert (shown["below"], shown["searchResults"]) == ([], {"total": 0, "data": []})
        assert (shown["error"], shown["feedback"]) == (None, [])
    assert "Welcome" not in str(answers)


async def test_a_thread_is_paged_and_an_unknown_one_is_empty(signed_in: httpx2.AsyncClient, make: Make) -> None:
    url = f"{PATH}/{(await make())['id']}"
    for text in ("One?", "Two?", "Three?"):
        await ask(signed_in, url, text)
    first = (await signed_in.get(f"{url}/sessions/s-1/messages?limit=2")).json()
    rest = (await signed_in.get(f"{url}/sessions/s-1/messages?limit=2&cursor={first['nextCursor']}")).json()
    assert [m["question"] for m in first["data"] + rest["data"]] == ["One?", "Two?", "Three?"]
    assert (await signed_in.get(f"{url}/sessions/other/messages")).json() == {"data": [], "nextCursor": None}


async def test_feedback_stands_beside_its_answer(signed_in: httpx2.AsyncClient, make: Make) -> None:
    url = f"{PATH}/{(await make())['id']}"
    answer = (await ask(signed_in, url, "What about refunds?")).json()
    await signed_in.put(f"/api/v1/messages/{answer['messageId']}/feedback", json={"rating": "down", "userId": "u"})
    [shown] = (await signed_in.get(f"{url}/sessions/s-1/messages")).json()["data"]
    assert shown["feedback"] == [{"userId": "u", "rating": "down"}]


async def test_the_same_session_name_in_two_assistants_or_over_the_api_never_mixes(
    signed_in: httpx2.AsyncClient, make: Make
) -> None:
    one, two = f"{PATH}/{(await make(name='One'))['id']}", f"{PATH}/{(await make(name='Two'))['id']}"
    await ask(signed_in, one, "Only for one")
    await signed_in.post(f"{two}/publish")
    key = (await signed_in.get(f"{two}/secret-key?reveal=true")).json()["secretKey"]
    body = {"message": "Over the API", "sessionId": "s-1"}
    await signed_in.post("/api/v1/messages", json=body, headers={"Authorization": f"Bearer {key}"})
    assert [m["question"] for m in (await signed_in.get(f"{one}/sessions/s-1/messages")).json()["data"]] == [
        "Only for one"
    ]
    assert (await signed_in.get(f"{two}/sessions/s-1/messages")).json()["data"] == []


async def test_a_viewer_may_try_the_live_version_only(
    signed_in: httpx2.AsyncClient, make: Make, runtime: Runtime
) -> None:
    url = f"{PATH}/{(await make())['id']}"
    assert (await ask(signed_in, url, "Live?", version="live")).json()["code"] == 409900
    await signed_in.post(f"{url}/publish")
    await runtime.db.awrite(lambda tx: add_member(tx, "view@example.com", {"genai": "viewer"}))
    reply = await signed_in.post("/api/v1/sign-in", json={"email": "view@example.com", "password": "Abcdef1!"})
    signed_in.headers["X-CSRF-Token"] = reply.json()["csrfToken"]
    assert (await ask(signed_in, url, "Draft?")).json()["code"] == 403000
    assert (await ask(signed_in, url, "Live?", version="live")).status_code == 200
    assert len((await signed_in.get(f"{url}/sessions/s-1/messages")).json()["data"]) == 1
