"""A sample is a program that runs as it stands once the secret key is in the environment."""

from dataclasses import dataclass
from typing import Literal, get_args

from comity.assistants.samples.scripts import CURL, JAVASCRIPT, NODE, PYTHON
from comity.assistants.samples.typed import GO, JAVA, PHP
from comity.assistants.schemas import SampleRead

Language = Literal["curl", "python", "javascript", "node", "php", "java", "go"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
KEY_VARIABLE = "COMITY_SECRET_KEY"
QUESTION = "What can you help me with?"


@dataclass(frozen=True, slots=True)
class Sample:
    """The file a program belongs in, and its text: whole answer and stream."""

    file_name: str
    whole: str
    stream: str


SAMPLES: dict[Language, Sample] = {
    "curl": Sample("ask.sh", *CURL),
    "python": Sample("ask.py", *PYTHON),
    "javascript": Sample("ask.js", *JAVASCRIPT),
    "node": Sample("ask.mjs", *NODE),
    "php": Sample("ask.php", *PHP),
    "java": Sample("Ask.java", *JAVA),
    "go": Sample("ask.go", *GO),
}


def show_sample(language: Language, base_url: str, masked_key: str, *, stream: bool) -> SampleRead:
    """The program for a language; the address is this install's, the key stays in an environment variable."""
    sample = SAMPLES[language]
    text = sample.stream if stream else sample.whole
    code = text.strip("\n") + "\n"
    for name, value in {"URL": f"{base_url}/api/v1/messages", "KEY": KEY_VARIABLE, "QUESTION": QUESTION}.items():
        code = code.replace(f"@{name}@", value)
    return SampleRead(
        language=language,
        stream=stream,
        file_name=sample.file_name,
        key_variable=KEY_VARIABLE,
        masked_key=masked_key,
        code=code,
    )
