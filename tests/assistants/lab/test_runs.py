"""Runs of the AI Lab: three modes over targets, each step once, whatever happens (`assistants.md` 3.13)."""

import csv
import io
import zipfile
from collections.abc import Callable
from typing import Any

import httpx2

from comity.kernel.llm import SCRIPTS, Script, Scripted, play
from tests.assistants.lab.conftest import API, REFUNDS, SAID, Lab


async def test_each_mode_says_what_it_found(lab: Lab) -> None:
    desk = await lab.assistant()
    chunk = lab.chunks[REFUNDS]
    file = f"no.,question,expected chunk id\ncase-1-1,When are refunds paid?,{chunk}\ncase-2-1,When are refunds paid?,"
    made = await lab.upload(file)
    run = await lab.tried(made["id"], desk["id"], modes=["search_km", "actual_km", "expected_km"])
    assert (run["status"], run["done"], run["total"], run["failed"]) == ("finished", 6, 6, 0)
    first, second = await lab.cases(run["id"])
    found = {one["mode"]: one for one in first["results"]}
    assert (found["search_km"]["match"], found["search_km"]["rank"], found["search_km"]["answer"]) == ("match", 1, None)
    assert (found["actual_km"]["match"], found["actual_km"]["answer"]) == ("match", SAID)
    assert (found["expected_km"]["answer"], [c["id"] for c in found["expected_km"]["chunks"]]) == (SAID, [chunk])
    bare = {one["mode"]: one for one in second["results"]}
    assert (bare["search_km"]["match"], bare["search_km"]["passed"]) == ("n/a", None)
    assert (bare["expected_km"]["skipped"], bare["expected_km"]["passed"]) == ("no_expected_chunk", None)


async def test_a_missed_chunk_is_no_match_and_fails(lab: Lab) -> None:
    desk = await lab.assistant()
    wrong = lab.chunks["Room 0 has a desk."]
    made = await lab.upload(f"no.,question,expected chunk id\ncase-1-1,When are refunds paid?,{wrong}")
    run = await lab.tried(made["id"], desk["id"], modes=["search_km"])
    case = (await lab.cases(run["id"]))[0]
    assert (case["results"][0]["match"], case["results"][0]["passed"], run["failed"]) == ("no_match", False, 1)
    assert run["figures"][0]["matchRate"] == 0.0


async def test_steps_of_a_case_share_a_session_and_cases_do_not(lab: Lab, speaking: Callable[..., Script]) -> None:
    desk = await lab.assistant()
    made = await lab.upload(
        "no.,question\ncase-7-1,When are refunds paid?\ncase-7-2,Refunds are paid how?\ncase-8-1,Are refunds paid soon?"
    )
    script = speaking(SAID)
    await lab.tried(made["id"], desk["id"])
    prompts = {call.request.messages[-1]["content"]: call.request.messages for call in script.calls}
    said = [message["content"] for message in prompts["Refunds are paid how?"]]
    assert "When are refunds paid?" in said and SAID in said
    assert len(prompts["Are refunds paid soon?"]) == len(prompts["When are refunds paid?"]) == 2


async def test_checks_of_the_file_are_judged_without_a_model(lab: Lab) -> None:
    desk = await lab.assistant()
    columns = "no.,question,must contain,must not contain,must cite,expect,language,max seconds"
    good = f"case-1-1,When are refunds paid?,7 DAYS,30 days,{lab.chunks[REFUNDS]},answered,en,30"
    bad = f"case-2-1,When are refunds paid?,30 days,7 days,{lab.chunks['Room 0 has a desk.']},fallback,th,0.001"
    made = await lab.upload("\n".join([columns, good, bad]))
    run = await lab.tried(made["id"], desk["id"])
    first, second = ((case["results"][0]) for case in await lab.cases(run["id"]))
    assert first["passed"] and all(check["passed"] for check in first["checks"])
    assert not any(check["passed"] for check in second["checks"]) and len(second["checks"]) == 6
    assert (run["figures"][0]["passRate"], run["figures"][0]["passed"]) == (0.5, 1)
    assert run["figures"][0]["interval"] == {"low": 0.0945, "high": 0.9055}


async def test_targets_are_compared_with_live_and_regressions_named(lab: Lab) -> None:
    desk = await lab.assistant()
    await lab.call("POST", f"/assistants/{desk['id']}/publish", json={})
    await lab.call(
        "PATCH",
        f"/assistants/{desk['id']}",
        json={"blockedTopics": [{"name": "Money", "phrases": ["refunds paid"], "reply": "No."}]},
    )
    made = await lab.upload("no.,question,must contain\ncase-1-1,When are refunds paid?,7 days\ncase-2-1,Who won?,")
    run = await lab.tried(made["id"], desk["id"], targets=["live", "draft", "1"])
    assert run["baseline"] == "live"
    by_target = {one["target"]: one for one in run["figures"]}
    assert (by_target["draft"]["regressions"], by_target["1"]["regressions"]) == (["case-1"], [])
    assert (by_target["draft"]["fallbacks"], by_target["draft"]["interval"]) == (1, {"low": 0.0, "high": 0.7935})
    shown = await lab.cases(run["id"], show="regressions")
    assert [(case["no"], case["regressions"]) for case in shown] == [("case-1-1", ["draft"])]


async def test_a_run_keeps_the_draft_and_the_file_it_began_with(lab: Lab) -> None:
    desk = await lab.assistant()
    made = await lab.upload("no.,question\ncase-1-1,When are refunds paid?")
    run = await lab.start(made["id"], desk["id"])
    await lab.call(
        "PATCH",
        f"/assistants/{desk['id']}",
        json={"blockedTopics": [{"name": "Money", "phrases": ["refunds"], "reply": "No."}]},
    )
    files = {"file": ("other.csv", b"no.,question\ncase-9-1,Other?", "text/csv")}
    await lab.call("PUT", f"/lab/test-sets/{made['id']}/file", files=files)
    async with lab.working():
        await lab.ended(run["id"])
    case = (await lab.cases(run["id"]))[0]
    assert (case["no"], case["results"][0]["answer"]) == ("case-1-1", SAID)
    assert run["targets"][0]["contentHash"] != (await lab.start(made["id"], desk["id"]))["targets"][0]["contentHash"]


async def test_an_assistant_with_two_bases_is_refused_unless_several_are_allowed(lab: Lab) -> None:
    other = await lab.call("POST", "/knowledge-bases", json={"name": "Other"})
    body = {"kind": "search", "name": "Other", "knowledgeBaseId": other["id"]}
    second = await lab.call("POST", "/fulfillments", json=body)
    desk = await lab.assistant(fulfillmentIds=[lab.fulfillment, second["id"]])
    made = await lab.upload("no.,question\ncase-1-1,When?")
    asked: dict[str, Any] = {"testSetId": made["id"], "assistantId": desk["id"]}
    refused = await lab.http.post(f"{API}/lab/runs", json=asked)
    assert (refused.status_code, refused.json()["code"]) == (422, 422911)
    allowed = await lab.http.post(f"{API}/lab/runs", json={**asked, "allowMultipleKnowledgeBases": True})
    assert allowed.status_code == 202


async def test_with_several_bases_expected_chunks_may_come_from_any_and_results_name_the_base(lab: Lab) -> None:
    other = await lab.call("POST", "/knowledge-bases", json={"name": "Parking rules"})
    text = {"content": "Visitors park their cars in the basement."}
    parking = (await lab.call("POST", f"/knowledge-bases/{other['id']}/chunks", json=text))["chunkId"]
    third = await lab.call("POST", "/knowledge-bases", json={"name": "Of nobody"})
    foreign = (await lab.call("POST", f"/knowledge-bases/{third['id']}/chunks", json=text))["chunkId"]
    body = {"kind": "search", "name": "Parking", "knowledgeBaseId": other["id"]}
    second = await lab.call("POST", "/fulfillments", json=body)
    desk = await lab.assistant(fulfillmentIds=[lab.fulfillment, second["id"]], groundingPolicy="off")
    refunds = lab.chunks[REFUNDS]
    rows = f"case-1-1,When are refunds paid?,{refunds}\ncase-2-1,Where do visitors park cars?,{parking}|{refunds}"
    made = await lab.upload(f"no.,question,expected chunk id\n{rows}\ncase-3-1,Where do visitors park?,{foreign}")
    modes = ["search_km", "actual_km", "expected_km"]
    run = await lab.tried(made["id"], desk["id"], modes=modes, allowMultipleKnowledgeBases=True)
    assert run["knowledgeBases"] == {lab.base: "Policies", other["id"]: "Parking rules"}
    first, visitors, stranger = await lab.cases(run["id"])
    home = {refunds: lab.base, parking: other["id"]}
    for case in (first, visitors):
        assert [one["match"] for one in case["results"][:2]] == ["match", "match"]
        assert all(home[chunk["id"]] == chunk["knowledgeBaseId"] for one in case["results"] for chunk in one["chunks"])
    assert [chunk["id"] for chunk in visitors["results"][2]["chunks"]] == [parking, refunds]
    assert (stranger["results"][0]["match"], stranger["results"][2]["skipped"]) == ("no_match", "no_expected_chunk")


async def test_a_cancelled_run_stops_after_the_steps_in_flight_and_keeps_results(
    lab: Lab, speaking: Callable[..., Script]
) -> None:
    desk = await lab.assistant()
    speaking(Scripted(texts=(SAID,), first_seconds=0.2))
    rows = "\n".join(f"case-{n}-1,Are refunds paid? {n}" for n in range(60))
    made = await lab.upload(f"no.,question\n{rows}")
    run = await lab.start(made["id"], desk["id"])
    async with lab.working():
        await lab.progressed(run["id"], 1)
        told = await lab.call("POST", f"/lab/runs/{run['id']}/cancel")
        assert told["status"] == "cancelling"
        ended = await lab.ended(run["id"])
    assert ended["status"] == "cancelled" and 0 < ended["done"] < 60
    kept = [case for case in await lab.cases(run["id"]) if case["results"]]
    assert len(kept) == ended["done"] and (await lab.call("POST", f"/lab/runs/{run['id']}/cancel"))["done"] == len(kept)


async def test_a_run_that_waits_is_cancelled_at_once(lab: Lab) -> None:
    desk = await lab.assistant()
    made = await lab.upload("no.,question\ncase-1-1,When?")
    run = await lab.start(made["id"], desk["id"])
    assert (await lab.call("POST", f"/lab/runs/{run['id']}/cancel"))["status"] == "cancelled"
    async with lab.working():
        assert (await lab.ended(run["id"]))["done"] == 0


async def test_a_worker_that_goes_away_loses_nothing_and_nothing_runs_twice(
    lab: Lab, speaking: Callable[..., Script]
) -> None:
    desk = await lab.assistant()
    script = speaking(Scripted(texts=(SAID,), first_seconds=0.02))
    rows = "\n".join(f"case-{n}-{step},Are refunds paid? {n}.{step}" for n in range(20) for step in (1, 2))
    made = await lab.upload(f"no.,question\n{rows}")
    run = await lab.start(made["id"], desk["id"])
    async with lab.working():
        await lab.progressed(run["id"], 5)
    between = await lab.call("GET", f"/lab/runs/{run['id']}")
    assert between["status"] == "running" and between["done"] < 40
    async with lab.working():
        ended = await lab.ended(run["id"])
    cases = await lab.cases(run["id"])
    assert (ended["done"], [len(case["results"]) for case in cases]) == (40, [1] * 40)
    second = next(call for call in script.calls if call.request.messages[-1]["content"].endswith("19.2"))
    assert any(message["content"].endswith("19.1") for message in second.request.messages)
    asked = [call.request.messages[-1]["content"] for call in script.calls if call.is_finished]
    assert len(asked) - len(set(asked)) <= 4


async def test_one_persons_runs_go_one_after_the_other(lab: Lab, speaking: Callable[..., Script]) -> None:
    desk = await lab.assistant()
    speaking(Scripted(texts=(SAID,), first_seconds=0.05))
    made = await lab.upload("no.,question\n" + "\n".join(f"case-{n}-1,Are refunds paid? {n}" for n in range(8)))
    first, second = [await lab.start(made["id"], desk["id"]) for _ in range(2)]
    async with lab.working():
        done, later = await lab.ended(first["id"]), await lab.ended(second["id"])
    assert done["endedAt"] <= later["startedAt"]


async def test_the_zip_holds_two_files_whose_cells_cannot_reckon(lab: Lab) -> None:
    desk = await lab.assistant()
    made = await lab.upload("no.,question,expected answer\ncase-1-1,=1+1,'-5\ncase-2-1,ใครชนะ,")
    run = await lab.tried(made["id"], desk["id"], modes=["search_km", "actual_km"])
    reply = await lab.http.get(f"{API}/lab/runs/{run['id']}/download")
    files = zipfile.ZipFile(io.BytesIO(reply.content))
    assert files.namelist() == ["Summary.csv", "Test-cases.csv"]
    read = {name: files.read(name).decode("utf-8-sig") for name in files.namelist()}
    assert all(files.read(name).startswith(b"\xef\xbb\xbf") for name in read)
    header, first, second = csv.reader(io.StringIO(read["Test-cases.csv"]))
    assert header == (
        "no.,question,expected chunk id,expected answer,actual chunk ids,scores,match,rank,answer with actual km,"
        "answer with expected km,checks,judge score,passed,seconds,error"
    ).split(",")
    assert (first[1], first[3], second[1]) == ("'=1+1", "'-5", "ใครชนะ")
    metrics = [row[0] for row in csv.reader(io.StringIO(read["Summary.csv"]))]
    assert metrics == (
        "metric,run,assistant,target,model,modes,started,ended,cases,steps,matched,not matched,n/a,match rate,mean rank,"
        "pass rate,fallbacks,errors,mean seconds,p95 seconds,tokens"
    ).split(",")


async def test_the_judge_votes_three_times_and_the_majority_counts(lab: Lab, speaking: Callable[..., Script]) -> None:
    no, yes = '{"pass": false, "reason": "Too long."}', '{"pass": true, "reason": "It agrees."}'
    script = play("judge", no, yes, yes, "What?", "What?", no)
    body = {"name": "Judge", "baseUrl": "scripted://judge", "models": [{"name": "j"}]}
    connection = await lab.call("POST", "/model-connections", json=body)
    await lab.call("PUT", "/model-connections/default", json={"model": f"{connection['id']}/j"})
    desk = await lab.assistant()
    made = await lab.upload("no.,question,expected answer\ncase-1-1,When are refunds paid?,Within a week.")
    first = await lab.tried(made["id"], desk["id"], judge=True)
    second = await lab.tried(made["id"], desk["id"], judge=True)
    SCRIPTS.pop("judge")
    good, bad = [(await lab.cases(run["id"]))[0]["results"][0] for run in (first, second)]
    assert (good["judge"]["score"], good["judge"]["reason"], good["passed"]) == (0.67, "It agrees.", True)
    assert (bad["judge"], bad["passed"], bool(bad["error"])) == (None, False, True)
    assert (first["judgeModel"], script.calls[0].request.temperature) == ("j", 0)


async def test_a_judge_without_a_model_is_off(lab: Lab) -> None:
    desk = await lab.assistant(model="extractive")
    made = await lab.upload("no.,question,expected answer\ncase-1-1,When are refunds paid?,Within a week.")
    run = await lab.tried(made["id"], desk["id"], judge=True)
    result = (await lab.cases(run["id"]))[0]["results"][0]
    assert (run["judgeModel"], result["judge"], result["passed"], result["answer"]) == (None, None, None, SAID)


async def test_two_runs_of_the_same_differ_in_times_alone(lab: Lab) -> None:
    desk = await lab.assistant()
    made = await lab.upload("no.,question,must contain\ncase-1-1,When are refunds paid?,7\ncase-2-1,Open on Sunday?,10")
    runs = [await lab.tried(made["id"], desk["id"], modes=["search_km", "actual_km"]) for _ in range(2)]
    told = [[_without_times(case) for case in await lab.cases(run["id"])] for run in runs]
    assert told[0] == told[1]


def _without_times(case: dict[str, Any]) -> dict[str, Any]:
    return {
        **case,
        "results": [{k: v for k, v in one.items() if k not in ("seconds", "messageId")} for one in case["results"]],
    }


async def test_exchanges_of_the_lab_are_in_the_report_only_when_asked_for(lab: Lab) -> None:
    desk = await lab.assistant()
    made = await lab.upload("no.,question\ncase-1-1,When are refunds paid?")
    await lab.tried(made["id"], desk["id"])
    assert (await lab.call("GET", "/gen-ai/messages"))["data"] == []
    rows = (await lab.call("GET", "/gen-ai/messages", params={"source": "lab"}))["data"]
    assert [(row["question"], row["source"]) for row in rows] == [("When are refunds paid?", "lab")]


async def test_another_workspace_sees_no_set_and_no_run(lab: Lab, stranger: dict[str, str]) -> None:
    desk = await lab.assistant()
    made = await lab.upload("no.,question\ncase-1-1,When?")
    run = await lab.start(made["id"], desk["id"])
    async with httpx2.AsyncClient(transport=lab.http._transport, base_url=lab.http.base_url) as other:
        for path in (
            f"test-sets/{made['id']}",
            f"test-sets/{made['id']}/steps",
            f"runs/{run['id']}",
            f"runs/{run['id']}/cases",
        ):
            reply = await other.get(f"{API}/lab/{path}", headers=stranger)
            assert reply.status_code == 404, path
