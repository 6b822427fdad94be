"""The code samples: seven languages without a key in them, and the ones that can be run here run (check 41)."""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn

from comity.app import serving
from comity.assistants.samples.service import LANGUAGES, show_sample
from comity.kernel.runtime import Runtime
from tests.assistants.conftest import Make

PATH = "/api/v1/assistants"
PROGRAMS = {
    "curl": ("bash",),
    "python": (sys.executable,),
    "node": (shutil.which("node") or "node",),
    "php": ("php", "-l"),
    "java": ("javac", "-d", "."),
    "go": ("gofmt", "-e"),
}
RUN = ("curl", "python", "node")


@pytest.fixture
async def address(runtime: Runtime) -> AsyncIterator[str]:
    """The address of the application behind a real socket."""
    async with serving(runtime) as app:
        config = uvicorn.Config(app, port=0, lifespan="off", log_config=None)
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve())
        while not server.started:  # noqa: ASYNC110  it tells nobody
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        await task


def run(program: tuple[str, ...], file: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*program, str(file)],
        cwd=file.parent,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def test_seven_languages_are_written_for_this_install_with_the_key_left_out(
    signed_in: httpx2.AsyncClient, make: Make, runtime: Runtime
) -> None:
    url = f"{PATH}/{(await make())['id']}"
    key = (await signed_in.get(f"{url}/secret-key?reveal=true")).json()["secretKey"]
    assert len(LANGUAGES) == 7
    for language in LANGUAGES:
        for stream in (False, True):
            reply = await signed_in.get(f"{url}/samples", params={"language": language, "stream": stream})
            shown = reply.json()
            assert (shown["language"], shown["stream"]) == (language, stream)
            assert f"{runtime.settings.base_url}/api/v1/messages" in shown["code"]
            assert shown["keyVariable"] in shown["code"]
            assert ("stream" in shown["code"]) == stream or language == "javascript"
            assert key not in reply.text
            assert "@" not in shown["code"].replace("text/event-stream", "")
            assert shown["maskedKey"] == f"cmt_sk_••••{key[-4:]}"
    refused = await signed_in.get(f"{url}/samples?language=cobol")
    assert (refused.json()["code"], refused.json()["errors"][0]["rule"]) == (422000, "enum")


@pytest.mark.parametrize("stream", [False, True])
async def test_the_samples_of_curl_python_and_node_run_as_they_stand(
    signed_in: httpx2.AsyncClient, make: Make, address: str, tmp_path: Path, stream: bool
) -> None:
    text = "I could not find this in the documents I have."
    made = await make(fallbackText={"default": text})
    await signed_in.post(f"{PATH}/{made['id']}/publish")
    key = (await signed_in.get(f"{PATH}/{made['id']}/secret-key?reveal=true")).json()["secretKey"]
    ran = 0
    for language in RUN:
        program = PROGRAMS[language]
        if not shutil.which(program[0]):
            continue
        sample = show_sample(language, address, "", stream=stream)
        file = tmp_path / sample.file_name
        file.write_text(sample.code, encoding="utf-8")
        done = await asyncio.to_thread(run, program, file, COMITY_SECRET_KEY=key)
        assert done.returncode == 0, done.stderr
        assert text in done.stdout, language
        ran += 1
        wrong = await asyncio.to_thread(run, program, file, COMITY_SECRET_KEY="cmt_sk_wrong")
        assert wrong.returncode != 0 or "401000" in wrong.stdout, language
    assert ran >= 2


@pytest.mark.parametrize("language", ["php", "java", "go"])
@pytest.mark.parametrize("stream", [False, True])
def test_the_other_samples_are_at_least_well_formed(language: Any, stream: bool, tmp_path: Path) -> None:
    sample = show_sample(language, "http://127.0.0.1:8080", "", stream=stream)
    for opening, closing in ("()", "{}", "[]"):
        assert sample.code.count(opening) == sample.code.count(closing)
    program = PROGRAMS[language]
    if shutil.which(program[0]):
        file = tmp_path / sample.file_name
        file.write_text(sample.code, encoding="utf-8")
        done = run(program, file)
        assert done.returncode == 0, done.stderr
