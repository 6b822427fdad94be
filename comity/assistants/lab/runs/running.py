"""Carrying a run out: four cases at a time, each step asked, checked, judged and stored once, whatever dies in between."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from comity import models
from comity.assistants import queries as assistant_queries
from comity.assistants.errors import RunTimeout
from comity.assistants.lab.models import LabRun, TestStep
from comity.assistants.lab.replays.comparing import Said, differences
from comity.assistants.lab.replays.reading import Turn, turns_of
from comity.assistants.lab.runs import modes, queries, service, storing
from comity.assistants.lab.runs.checks import check, match_of, verdict
from comity.assistants.lab.runs.judging import judge
from comity.assistants.lab.runs.modes import Asked, Heard
from comity.assistants.lab.runs.schemas import Difference
from comity.assistants.lab.runs.storing import Result
from comity.assistants.lab.testsets.schemas import StepSpec
from comity.assistants.messaging.ledger import Exchange
from comity.assistants.writing.configs import AssistantConfig, config_of
from comity.kernel import clock
from comity.kernel.db import Tx
from comity.kernel.errors import ComityError, Internal
from comity.kernel.ids import new_id
from comity.kernel.logs import logger
from comity.kernel.realtime import hub
from comity.kernel.runtime import Runtime
from comity.models import ModelNotFound, ResolvedModel

PARALLEL = 4
TELL_SECONDS = 0.5
ASSISTANT_GONE = "The assistant was deleted before the run ended."
log = logger("lab")
Done = frozenset[tuple[int, str, str]]


@dataclass(frozen=True, slots=True)
class Case:
    """The steps of one case on one target in one mode; `session` is theirs alone."""

    target: str
    mode: str
    steps: Sequence[TestStep]
    session: str


@dataclass(slots=True)
class Session:
    """The session of a case: its id, and the questions asked in it so far."""

    key: str
    id: str = field(default_factory=new_id)
    is_stored: bool = False
    asked: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run has to do, as it was read when it was taken up."""

    run: LabRun
    steps: Sequence[TestStep]
    done: Done
    configs: dict[str, AssistantConfig]
    judge: ResolvedModel | None
    turns: dict[int, Turn]

    def question_of(self, step: TestStep) -> str:
        """What a step asks: empty where a person's words were erased since."""
        turn = self.turns.get(step.position)
        return turn.question if turn else step.question

    def cases(self) -> Iterator[Case]:
        """The cases in the order of the file, each on every target in every mode."""
        by_case: dict[str, list[TestStep]] = {}
        for step in sorted(self.steps, key=lambda step: step.step):
            by_case.setdefault(step.case, []).append(step)
        for name in dict.fromkeys(step.case for step in self.steps):
            for target in self.configs:
                for mode in self.run.modes:
                    key = f"{self.run.id}.{target}.{mode}.{by_case[name][0].position}"
                    yield Case(target, mode, by_case[name], key)


async def carry_out(rt: Runtime, workspace_id: str, run_id: str) -> None:
    """Takes a run up, or on from where it was left, and ends it; does nothing for one that is gone or has ended."""
    plan = await rt.db.awrite(lambda tx: _take_up(tx, rt, workspace_id, run_id))
    if plan is not None:
        await Running(rt, plan).run()


def _take_up(tx: Tx, rt: Runtime, workspace_id: str, run_id: str) -> Plan | None:
    run = queries.find_run(tx, workspace_id, run_id, lock=True)
    if run is None or run.status not in queries.OPEN:
        return None
    if run.cancel_requested:
        service.end_run(tx, run, "cancelled")
        return None
    assistant = assistant_queries.find_assistant(tx, workspace_id, run.assistant_id)
    if assistant is None:
        service.end_run(tx, run, "failed", ASSISTANT_GONE)
        return None
    run.status, run.started_at = "running", run.started_at or clock.now()
    configs = {one["target"]: config_of(tx, rt, assistant, one["version"], one["content"]) for one in run.targets}
    done = frozenset((one.position, one.target, one.mode) for one in queries.results_of(tx, run))
    service.tell(tx, run)
    steps = queries.steps_of(tx, run)
    return Plan(run, steps, done, configs, _judge(tx, rt, run), turns_of(tx, run, steps))


def _judge(tx: Tx, rt: Runtime, run: LabRun) -> ResolvedModel | None:
    name = run.options.get("judgeModel")
    try:
        return models.resolve(tx, rt.secrets, run.workspace_id, name) if name else None
    except ModelNotFound:
        return None


class Running:
    """One run while it is carried out."""

    def __init__(self, rt: Runtime, plan: Plan) -> None:
        self._rt = rt
        self._plan = plan
        self._run = plan.run
        self._cases = plan.cases()
        self._is_cancelled = False
        self._told_at = time.monotonic()

    async def run(self) -> None:
        """Asks everything that has no result yet, then settles the run."""
        watching = asyncio.create_task(self._watch())
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(PARALLEL):
                    group.create_task(self._work())
        finally:
            watching.cancel()
        await self._rt.db.awrite(self._end)

    def _end(self, tx: Tx) -> None:
        run = queries.find_run(tx, self._run.workspace_id, self._run.id, lock=True)
        if run is not None and run.status in queries.OPEN:
            service.end_run(tx, run, "finished" if run.done >= run.total else "cancelled")

    async def _watch(self) -> None:
        while not self._is_cancelled:
            await hub.wait(f"lab:{self._run.id}", 0.5)
            await self._look_for_cancel()

    async def _look_for_cancel(self) -> None:
        workspace_id, run_id = self._run.workspace_id, self._run.id
        run = await self._rt.db.aread(lambda tx: queries.find_run(tx, workspace_id, run_id))
        self._is_cancelled = run is None or run.cancel_requested

    async def _work(self) -> None:
        for case in self._cases:
            await self._ask_case(case)
            if self._is_cancelled:
                return

    async def _ask_case(self, case: Case) -> None:
        session = Session(case.session)
        for step in case.steps:
            if self._is_cancelled:
                return
            if (step.position, case.target, case.mode) not in self._plan.done:
                await self._open(session)
                await self._ask_step(case, step, session)
            session.asked.append(self._plan.question_of(step))

    async def _open(self, session: Session) -> None:
        """Finds the session that the case began before this process took the run up."""
        if session.asked and not session.is_stored:
            assistant_id = self._run.assistant_id
            known = await self._rt.db.aread(
                lambda tx: queries.find_session(tx, assistant_id, self._source, session.key)
            )
            session.id, session.is_stored = known or session.id, known is not None

    async def _ask_step(self, case: Case, step: TestStep, session: Session) -> None:
        spec = StepSpec.model_validate(step.spec)
        exchange = self._exchange(case, step, session)
        began = time.perf_counter()
        asked, error = await self._ask(case, exchange, spec)
        seconds = time.perf_counter() - began
        result = await self._result(case, step, spec, _timed(asked, seconds), error)
        is_new = not session.is_stored
        tell = self._is_time_to_tell()
        await self._rt.db.awrite(lambda tx: storing.store(tx, exchange, result, is_new=is_new, tell=tell))
        session.is_stored = session.is_stored or result.asked.ending is not None

    @property
    def _source(self) -> str:
        return "lab" if self._run.replay is None else "replay"

    def _exchange(self, case: Case, step: TestStep, session: Session) -> Exchange:
        turn = self._plan.turns.get(step.position)
        history = None if session.is_stored else []
        if case.mode == "search_km":
            turns = self._plan.configs[case.target].history_turns
            history = [(question, "") for question in session.asked[-turns:]] if turns else []
        return Exchange(
            message_id=new_id(),
            workspace_id=self._run.workspace_id,
            assistant_id=self._run.assistant_id,
            session_key=session.key,
            question=self._plan.question_of(step),
            source=self._source,
            version=case.target,
            user_id=turn.user_id if turn else None,
            metadata=turn.metadata if turn else None,
            options={},
            created_us=clock.now_us(),
            session_id=session.id,
            history=history,
            recorded=turn.as_recorded() if turn else None,
        )

    async def _ask(self, case: Case, exchange: Exchange, spec: StepSpec) -> tuple[Asked, str]:
        """What came back, or the sentence that says why nothing did."""
        config = self._plan.configs[case.target]
        if not exchange.question:
            return Asked(Heard(), skipped=modes.ERASED), ""
        try:
            async with asyncio.timeout(config.content.run_timeout_seconds):
                return await modes.ask(self._rt, config, exchange, case.mode, spec.expected_chunk_ids), ""
        except TimeoutError:
            return _failed(), RunTimeout.message
        except ComityError as error:
            return _failed(), error.message
        except Exception as error:  # a step must have its result, whatever happened in it
            log.error("lab step failed", run=self._run.id, no=exchange.question[:40], exc_info=error)
            return _failed(), Internal().message

    async def _result(self, case: Case, step: TestStep, spec: StepSpec, asked: Asked, error: str) -> Result:
        heard = asked.heard
        match, rank = match_of(spec.expected_chunk_ids, heard.chunks) if case.mode != "expected_km" else ("n/a", None)
        checks = check(spec, heard)
        judged, judge_error = await self._judge(case, step, spec, asked)
        differing = self._differences(step, asked)
        passed = verdict(
            case.mode,
            match,
            checks,
            judged["passed"] if judged else None,
            require_match=self._run.options.get("requireMatch", True),
        )
        if judge_error or (error and not any(one["check"] == "expect" and one["passed"] for one in checks)):
            passed = False
        if differing is not None:
            passed = not differing and not error
        if asked.skipped:
            passed = None
        return Result(
            run_id=self._run.id,
            position=step.position,
            target=case.target,
            mode=case.mode,
            asked=asked,
            match=match,
            rank=rank,
            checks=checks,
            judge=judged,
            differences=differing,
            passed=passed,
            error=error or judge_error,
        )

    def _differences(self, step: TestStep, asked: Asked) -> list[Difference] | None:
        """What of a replayed turn is not as it was; None where nothing can be compared."""
        turn, heard = self._plan.turns.get(step.position), asked.heard
        if turn is None or asked.skipped:
            return None
        return differences(turn.said, Said(heard.outcome, [chunk.id for chunk in heard.chunks], heard.answer or ""))

    async def _judge(
        self, case: Case, step: TestStep, spec: StepSpec, asked: Asked
    ) -> tuple[dict[str, Any] | None, str]:
        model, heard = self._plan.judge, asked.heard
        if model is None or not spec.expected_answer or heard.answer is None or asked.ending is None:
            return None, ""
        masks = self._plan.configs[case.target].content.pii == "mask_before_model"
        found = await judge(self._rt, model, self._plan.question_of(step), spec.expected_answer, heard, masks=masks)
        return found, "" if found else "The judge could not be asked, or did not answer as it must."

    def _is_time_to_tell(self) -> bool:
        now = time.monotonic()
        if now - self._told_at < TELL_SECONDS:
            return False
        self._told_at = now
        return True


def _failed() -> Asked:
    return Asked(Heard(answer="", outcome="failed"))


def _timed(asked: Asked, seconds: float) -> Asked:
    return replace(asked, heard=replace(asked.heard, seconds=round(seconds, 3)))
