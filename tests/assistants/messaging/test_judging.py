"""Sentences are judged while the answer is written, without holding up anybody else (`assistants.md` 3.6)."""

import threading
from typing import Any

import pytest

from comity.assistants.answering.grounding import Grounding
from tests.assistants.messaging.conftest import Desk
from tests.assistants.messaging.model_server import ModelServer, Say

SENTENCES = ("Refunds are ", "paid within ", "7 days. ", "They are paid ", "in gold bars. ", "Ask us ", "for more.")


@pytest.mark.parametrize("policy", ["flag", "remove", "refuse", "handoff"])
async def test_sentences_are_judged_beside_the_event_loop(
    desk: Desk, model: ModelServer, monkeypatch: pytest.MonkeyPatch, policy: str
) -> None:
    await desk.change(groundingPolicy=policy)
    judge, threads = Grounding.judge, set[int]()

    def watched(self: Grounding, *args: Any, **kwargs: Any) -> Any:
        threads.add(threading.get_ident())
        return judge(self, *args, **kwargs)

    monkeypatch.setattr(Grounding, "judge", watched)
    model.say = Say(SENTENCES)
    await desk.ask()
    assert threads
    assert threading.get_ident() not in threads
