"""How many topics that a base lacks are found as gaps, and whether accepting one answers the next such question (check 39).

    python -m evals.gaps [--data DIR] [--model DIR] [--seeds 3] [--sets en th banking]

A server is started for each set and seed; everything goes over its HTTP API. The base is a CSV of questions and answers from which
20 topics were held out. People ask about these, about topics that are there, and about something else (HWU64, Thai NLU). Then
gaps are searched. A topic is *found* when one of the 30 gaps on top is named after a question of it. Once more after one in four
of those who got a wrong answer rated it down. At last every gap that was found is accepted, and asked in a wording nobody used.

Ours, `evals/questions/paraphrases.tsv` with `answers.tsv`: 63 topics in English and in Thai, four wordings each, of which one is
kept for the end. `banking`: the 77 intents of BANKING77 with answers of ours (`banking-answers.tsv`), twenty of the test questions
each. DATA (`COMITY_EVAL_DATA`, else `evals/data`) holds `banking77/`, `hwu64/` and `thai-nlu/`.
"""

import argparse
import csv
import io
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.answer_sets import read_lines

QUESTIONS = Path(__file__).parent / "questions"
HELD_OUT, TOP, WANTED = 20, 30, 16
TIMES = (1, 1, 2, 3)
"""How often a wording may be asked, each time by somebody else."""
OTHERS, PER_INTENT, KNOWN_EACH = 60, 20, 3
RATES = 0.25
"""The share of people with a wrong answer who rate it down."""
PASSWORD = "Gaps-Eval-2026!"
SCOPES = ["assistants:read", "assistants:write", "assistants:message", "knowledge:read", "knowledge:write"]
NEXT_ANSWER = "That is answered now."


@dataclass(frozen=True, slots=True)
class Topic:
    """What the base would say, the questions that ask for it, and one that nobody asks before the end."""

    key: str
    answer: str
    questions: list[str]
    kept_back: str


@dataclass(frozen=True, slots=True)
class TopicSet:
    """The topics of one language, and questions about something else."""

    name: str
    topics: list[Topic]
    others: list[str]


def topic_set(name: str, data: Path) -> TopicSet:
    """`en`, `th` or `banking`."""
    if name == "banking":
        return TopicSet(name, _banking(data), sorted({row["text"] for row in read_lines(data / "hwu64/test.jsonl.gz")}))
    other = data / ("hwu64/test.jsonl.gz" if name == "en" else "thai-nlu/th_eval.jsonl.gz")
    return TopicSet(name, _ours(name), sorted({row["text"] for row in read_lines(other)}))


def _ours(language: str) -> list[Topic]:
    answers = {row[1]: row[2] for row in _rows("answers.tsv") if row[0] == language}
    wordings = [row[2].split(" | ") for row in _rows("paraphrases.tsv") if row[0] == language]
    return [Topic(texts[0], answers[texts[0]], texts[:-1], texts[-1]) for texts in wordings]


def _banking(data: Path) -> list[Topic]:
    asked: dict[str, list[str]] = defaultdict(list)
    for row in read_lines(data / "banking77/test.jsonl.gz"):
        asked[row["intent"]].append(row["text"])
    return [
        Topic(key, answer, asked[key][:PER_INTENT], asked[key][PER_INTENT])
        for key, answer in _rows("banking-answers.tsv")
    ]


def _rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (QUESTIONS / name).read_text("utf-8").splitlines() if line]


class Server:
    """A Comity of its own, and calls to it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.key = ""

    def call(
        self, method: str, path: str, body: Any = None, *, key: str = "", headers: dict[str, str] | None = None
    ) -> Any:
        """The decoded reply; raises `RuntimeError` with what the server said when it refuses."""
        sent = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        told = {"Authorization": f"Bearer {key or self.key}", "Content-Type": "application/json", **(headers or {})}
        request = urllib.request.Request(self.url + "/api/v1" + path, data=sent, method=method, headers=told)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                return json.loads(reply.read() or b"null")
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.read().decode()}") from error


@contextmanager
def served(model: Path) -> Iterator[Server]:
    """A server on a free port with a new workspace and a key that may do everything."""
    from comity import accounts
    from comity.kernel.config import Settings
    from comity.kernel.context import system_actor
    from comity.kernel.db import Tx, open_database
    from comity.kernel.db.schema import bring_to_head
    from comity.migrations import FOLDER
    from comity.worker import every_queue

    with tempfile.TemporaryDirectory(prefix="comity-gaps-") as folder:
        data_dir = Path(folder)
        if (model / "models").is_dir():
            shutil.copytree(model / "models", data_dir / "models")
        settings = Settings(data_dir=data_dir)
        every_queue()
        bring_to_head(settings, FOLDER)
        database = open_database(settings)

        def fill(tx: Tx) -> str:
            workspace = accounts.SetupWorkspace(name="Gaps", slug="gaps")
            account = accounts.SetupAccount(email="gaps@example.com", display_name="Gaps", password=PASSWORD)
            made = accounts.add_workspace(tx, workspace, account)
            wanted = accounts.ApiKeyCreate(name="eval", scopes=SCOPES, rate_per_minute=6_000)
            return accounts.create_api_key(tx, system_actor(made.id), wanted)[1]

        key = database.write(fill)
        database.close()
        server = Server(f"http://127.0.0.1:{_free_port()}")
        server.key = key
        command = [
            sys.executable,
            "-m",
            "comity",
            "serve",
            "--port",
            server.url.rsplit(":", 1)[1],
            "--data-dir",
            folder,
        ]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait(lambda: _is_ready(server.url))
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(url + "/readyz", timeout=5) as reply:
            return reply.status == 200
    except OSError:
        return False


def _wait(is_done: Any, seconds: float = 300) -> None:
    end = time.monotonic() + seconds
    while not is_done():
        if time.monotonic() > end:
            raise TimeoutError("waited in vain")
        time.sleep(0.5)


@dataclass(slots=True)
class Desk:
    """The assistant of one trial: whom to ask."""

    server: Server
    key: str

    def ask(self, question: str, user: str) -> dict[str, Any]:
        """The documented reply to a question of somebody."""
        return self.server.call("POST", "/messages", {"message": question, "userId": user}, key=self.key)


def desk_of(server: Server, known: list[Topic]) -> Desk:
    """A published assistant that answers from a CSV of the topics that are known."""
    base = server.call("POST", "/knowledge-bases", {"name": "FAQ", "type": "csv"})
    boundary = "gaps-eval-boundary"
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="faq.csv"\r\nContent-Type: text/csv\r\n\r\n'
    body = (head + _csv(known) + f"\r\n--{boundary}--\r\n").encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    server.call("PUT", f"/knowledge-bases/{base['id']}/csv", body, headers=headers)
    _wait(lambda: server.call("GET", f"/knowledge-bases/{base['id']}")["counts"]["ready"] == 1)
    search = {"kind": "search", "name": "FAQ", "knowledgeBaseId": base["id"]}
    fulfillment = server.call("POST", "/fulfillments", search)
    wanted = {
        "name": "Desk",
        "fulfillmentIds": [fulfillment["id"]],
        "rateLimitPerMinute": 6_000,
        "userRateLimitPerMinute": 600,
    }
    assistant = server.call("POST", "/assistants", wanted)
    server.call("POST", f"/assistants/{assistant['id']}/publish", {})
    return Desk(server, server.call("GET", f"/assistants/{assistant['id']}/secret-key?reveal=true")["secretKey"])


def _csv(known: list[Topic]) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["id", "title", "content"])
    writer.writerows([number, topic.questions[0], topic.answer] for number, topic in enumerate(known))
    return file.getvalue()


@dataclass(slots=True)
class Trial:
    """What one set and seed came to."""

    asked: int = 0
    left: int = 0
    reachable: int = 0
    questions: int = 0
    wrong: int = 0
    gaps: int = 0
    found: int = 0
    found_rated: int = 0
    again: int = 0
    unseen: int = 0
    accepted: int = 0
    seconds: float = 0.0


def tried(one: TopicSet, seed: int, model: Path) -> Trial:
    """One trial on a server of its own."""
    rng, trial = random.Random(seed), Trial()
    held_out = rng.sample(one.topics, HELD_OUT)
    known = [topic for topic in one.topics if topic not in held_out]
    with served(model) as server:
        desk = desk_of(server, known)
        wrong = _replay(desk, one, held_out, known, rng, trial)
        begun = time.monotonic()
        trial.found = len(_found(_searched(server, trial), held_out))
        trial.seconds = time.monotonic() - begun
        for message_id in wrong:
            if rng.random() < RATES:
                server.call("PUT", f"/messages/{message_id}/feedback", {"rating": "down"}, key=desk.key)
        found = _found(_searched(server, trial), held_out)
        trial.found_rated = len(found)
        _accept_all(desk, found, trial)
    return trial


def _replay(
    desk: Desk, one: TopicSet, held_out: list[Topic], known: list[Topic], rng: random.Random, trial: Trial
) -> list[str]:
    """Asks everything in some order; returns the messages that answered a question whose topic the base lacks."""
    traffic = [(text, True) for topic in held_out for text in topic.questions for _ in range(rng.choice(TIMES))]
    traffic += [
        (text, False) for topic in known for text in rng.sample(topic.questions, min(KNOWN_EACH, len(topic.questions)))
    ]
    traffic += [(text, False) for text in rng.sample(one.others, OTHERS)]
    rng.shuffle(traffic)
    wrong, topic_of = [], {text: topic.key for topic in held_out for text in topic.questions}
    reachable = set()
    for number, (text, is_lacking) in enumerate(traffic):
        reply = desk.ask(text, f"u{number % 97}")
        outcome = reply["inspection"]["outcome"]
        trial.asked += 1
        trial.questions += is_lacking
        trial.left += is_lacking and outcome == "fallback"
        if is_lacking and outcome == "fallback":
            reachable.add(topic_of[text])
        if is_lacking and outcome == "answered":
            wrong.append(reply["messageId"])
    trial.reachable = len(reachable)
    trial.wrong = len(wrong)
    return wrong


def _searched(server: Server, trial: Trial) -> list[dict[str, Any]]:
    """The gaps on top after a search."""
    server.call("POST", "/gaps/search")
    _wait(lambda: server.call("GET", "/gaps/overview")["run"]["state"] == "done")
    trial.gaps = server.call("GET", "/gaps/overview")["counts"]["open"]
    return server.call("GET", f"/gaps?state=open&limit={TOP}")["data"]


def _found(gaps: list[dict[str, Any]], held_out: list[Topic]) -> dict[str, tuple[Topic, dict[str, Any]]]:
    """The held-out topics that gaps are named after, each with the first such gap."""
    topic_of = {text: topic for topic in held_out for text in topic.questions}
    found: dict[str, tuple[Topic, dict[str, Any]]] = {}
    for gap in gaps:
        if topic := topic_of.get(gap["label"]):
            found.setdefault(topic.key, (topic, gap))
    return found


def _accept_all(desk: Desk, found: dict[str, tuple[Topic, dict[str, Any]]], trial: Trial) -> None:
    """Accepts each gap as it is suggested, with the topic's answer, then asks it again and in the wording that was kept back."""
    for topic, gap in found.values():
        wanted = {"question": gap["label"], "alternates": gap["alternates"], "answer": f"{topic.answer} {NEXT_ANSWER}"}
        desk.server.call("POST", f"/gaps/{gap['id']}/accept", {"memorizedResponse": wanted})
        trial.accepted += 1
    for topic, gap in found.values():
        answer = f"{topic.answer} {NEXT_ANSWER}"
        trial.again += desk.ask(gap["label"].upper() + " ?", "next")["answer"] == answer
        trial.unseen += desk.ask(topic.kept_back, "next")["answer"] == answer


def show(name: str, seed: int, one: Trial) -> str:
    """A line to read."""
    parts = [
        f"{name:8} seed {seed}: found {one.found} of {HELD_OUT} among the {TOP} on top, {one.found_rated} after ratings (wanted {WANTED})",
        f"{one.asked} asked, {one.questions} about held-out topics: {one.left} fallback (of {one.reachable} topics), {one.wrong} answered",
        f"{one.gaps} gaps, first search {one.seconds:.0f} s",
        f"accepted {one.accepted}: asked again {one.again}, in an unseen wording {one.unseen}",
    ]
    return "; ".join(parts)


def main() -> None:
    """Tries every set with every seed and prints a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    data = os.environ.get("COMITY_EVAL_DATA", Path(__file__).parent / "data")
    parser.add_argument("--data", type=Path, default=data)
    model = Path(tempfile.gettempdir()) / "comity-evals-model"
    parser.add_argument("--model", type=Path, default=model, help="a data directory that holds the derived model")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--sets", nargs="+", choices=("en", "th", "banking"), default=["en", "th", "banking"])
    chosen = parser.parse_args()
    for name in chosen.sets:
        one = topic_set(name, chosen.data)
        for seed in range(1, chosen.seeds + 1):
            print(show(name, seed, tried(one, seed, chosen.model)), flush=True)


if __name__ == "__main__":
    main()
