"""What the demo prints, kept in `secrets/demo.json` of the data directory (mode 0600), so that each call prints the same."""

import os
import secrets
from pathlib import Path

import msgspec

from comity.kernel.errors import Conflict
from comity.kernel.ids import base62
from comity.kernel.secrets import secret_file

FILE = "demo.json"


class DemoSecretsLost(Conflict):
    """The workspace is there, but not the file that holds its password and keys."""

    code = 409561
    message = (
        "This database has a workspace 'demo', but secrets/demo.json in the data directory is missing or belongs to another one. "
        "Put the file back, or make the demo in another data directory with --data-dir."
    )


class DemoAssistant(msgspec.Struct, rename="camel"):
    """A published assistant and the key that opens it."""

    name: str
    id: str
    secret_key: str


class Demo(msgspec.Struct, rename="camel"):
    """Where the demo is and how to get in."""

    url: str
    email: str
    password: str
    api_key: str
    assistants: list[DemoAssistant] = []


def read_or_begin(folder: Path, url: str, email: str) -> Demo:
    """The kept values; at the first call new ones, written before anything is made with them. Raises `DemoSecretsLost`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    begun = Demo(url, email, f"Demo-{base62(14)}-{10 + secrets.randbelow(90)}", f"cmt_ak_{base62(43)}")
    try:
        return msgspec.json.decode(secret_file(folder / FILE, lambda: msgspec.json.encode(begun)), type=Demo)
    except msgspec.DecodeError:
        raise DemoSecretsLost from None


def keep(folder: Path, demo: Demo) -> None:
    """Writes the values as a whole, readable by their owner alone."""
    draft = folder / f".{FILE}.{secrets.token_hex(8)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(demo), indent=2))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / FILE)
