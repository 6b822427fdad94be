"""What a gate says of a draft: every test set of it must have passed on this content and this knowledge (`assistants.md` 3.13)."""

from collections.abc import Sequence
from typing import Any

from comity.assistants import queries as assistant_queries
from comity.assistants.gating import Judged
from comity.assistants.lab.models import LabRun, TestSet
from comity.assistants.lab.runs import queries, starting
from comity.assistants.lab.runs.figures import Told, cases_of, regressions
from comity.assistants.lab.runs.showing import told_of
from comity.assistants.lab.testsets.queries import find_set
from comity.assistants.models import Assistant
from comity.assistants.schemas import Gate
from comity.kernel.db import Tx
from comity.kernel.errors import FieldError, field_error

MODE = "actual_km"
RUNS_READ = 50
CASES_LISTED = 50


def judge(tx: Tx, assistant: Assistant) -> Judged:
    """What stands against publishing the draft, and the newest run that speaks for it."""
    gate = Gate.model_validate(assistant.gate)
    if not gate.test_set_ids:
        message = "The gate names no test set. Add one in the assistant's settings, or switch the gate off."
        return Judged([field_error("gate.testSetIds", "required", message)])
    found = [_Set(tx, assistant, gate, set_id).judge() for set_id in gate.test_set_ids]
    run_id = next((one.run_id for one in found if one.run_id), None)
    return Judged([item for one in found for item in one.failing], run_id)


def unknown_sets(tx: Tx, workspace_id: str, set_ids: Sequence[str]) -> list[str]:
    """Which of these test sets there are not."""
    return [set_id for set_id in set_ids if find_set(tx, workspace_id, set_id) is None]


def sets_to_run(tx: Tx, assistant: Assistant) -> list[str]:
    """The gate's test sets that have to be run before the draft can pass."""
    gate = Gate.model_validate(assistant.gate)
    found = {set_id: _Set(tx, assistant, gate, set_id) for set_id in gate.test_set_ids}
    return [set_id for set_id, one in found.items() if one.set is not None and one.run is None]


class _Set:
    """One test set of a gate, with the newest run of it that counts for the draft, if there is one."""

    def __init__(self, tx: Tx, assistant: Assistant, gate: Gate, set_id: str) -> None:
        self._tx, self._assistant, self._gate, self._set_id = tx, assistant, gate, set_id
        version = assistant.live_version
        live = assistant_queries.find_version(tx, assistant, version) if version else None
        self._live_hash = live.content_hash if live else None
        self.set: TestSet | None = find_set(tx, assistant.workspace_id, set_id)
        self.run: LabRun | None = self._counting()

    def judge(self) -> Judged:
        """What fails of this set."""
        if self.set is None:
            return Judged([self._error("exists", "A test set of the gate was deleted. Take it out of the gate.")])
        if self.run is None:
            message = (
                f"'{self.set.name}' was not run on this draft with the present knowledge"
                f"{' beside the live version' if self._live_hash else ''}. Run it, then publish."
            )
            return Judged([self._error("notRun", message)])
        return Judged(self._failures(self.run), self.run.id)

    def _counting(self) -> LabRun | None:
        """The newest finished run of the set's present file, on this content and this knowledge, and on live if there is one."""
        if self.set is None:
            return None
        workspace_id, draft = self._assistant.workspace_id, self._assistant.draft
        now = starting.bases_of(self._tx, workspace_id, draft["fulfillmentIds"])
        runs = queries.finished_runs(self._tx, workspace_id, self._assistant.id, self.set.id, RUNS_READ)
        for run in runs:
            hashes = {one["contentHash"] for one in run.targets}
            is_current = run.file_revision == self.set.file_revision and MODE in run.modes
            knows = all(run.knowledge_versions.get(base, {}).get("mark") == seen["mark"] for base, seen in now.items())
            if is_current and knows and {self._assistant.draft_hash, self._live_hash} - {None} <= hashes:
                return run
        return None

    def _failures(self, run: LabRun) -> list[FieldError]:
        told = told_of(queries.steps_of(self._tx, run), queries.results_of(self._tx, run))
        mine = self._on(run, told, self._assistant.draft_hash)
        before = self._on(run, told, self._live_hash) if self._live_hash else []
        cases = cases_of(mine)
        failed = [case for case, passed in cases.items() if passed is False]
        counted = sum(passed is not None for passed in cases.values())
        if not counted:
            message = (
                f"'{run.test_set_name}' asks nothing of the answers, so that nothing can pass. Give it expectations."
            )
            return [self._error("nothingAsked", message)]
        rate = (counted - len(failed)) / counted
        regressed = regressions(before, mine)
        items: list[FieldError] = []
        if rate < self._gate.min_pass_rate:
            wanted = f"{self._gate.min_pass_rate:.0%}"
            message = f"'{run.test_set_name}': {rate:.0%} of the cases pass; the gate wants {wanted}."
            items.append(self._error("passRate", message, limit=self._gate.min_pass_rate, actual=round(rate, 4)))
            items += self._cases(run, failed, "failed", "fails")
        if len(regressed) > self._gate.max_regressions:
            message = f"'{run.test_set_name}': {len(regressed)} cases that pass on the live version fail on the draft."
            limit = self._gate.max_regressions
            items.append(self._error("regressions", message, limit=limit, actual=len(regressed)))
            items += self._cases(run, regressed, "regression", "passes on the live version and fails on the draft")
        return items

    def _on(self, run: LabRun, told: Sequence[Told], content_hash: str | None) -> list[Told]:
        name = next(one["target"] for one in run.targets if one["contentHash"] == content_hash)
        return [one for one in told if one.target == name and one.mode == MODE]

    def _cases(self, run: LabRun, cases: Sequence[str], rule: str, how: str) -> list[FieldError]:
        return [
            self._error(rule, f"'{run.test_set_name}': {case} {how}.", case=case, labRunId=run.id)
            for case in cases[:CASES_LISTED]
        ]

    def _error(self, rule: str, message: str, **beside: Any) -> FieldError:
        name = self.set.name if self.set else None
        run_id = {"labRunId": self.run.id} if self.run is not None else {}
        return field_error("gate", rule, message, testSetId=self._set_id, testSetName=name, **{**run_id, **beside})
