"""The install's own secrets: random files of mode 0600 in the data directory, made at first start and never again."""

import base64
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519

KEY_BYTES = 32
MASTER_KEY, SESSION_KEY, AUDIT_KEY, VAPID_KEY = "master.key", "session.key", "audit.pem", "vapid.pem"


@dataclass(frozen=True, slots=True)
class SecretFiles:
    """What the files hold: two random keys of 32 bytes and two private keys as PEM (PKCS 8)."""

    master_key: bytes
    session_key: bytes
    audit_key: bytes
    vapid_key: bytes

    def audit_signer(self) -> ed25519.Ed25519PrivateKey:
        """The key that signs the audit chain's checkpoints."""
        key = serialization.load_pem_private_key(self.audit_key, None)
        assert isinstance(key, ed25519.Ed25519PrivateKey)
        return key

    def vapid_public(self) -> str:
        """The public half of the web push pair, as browsers take it: an uncompressed point in base64url (RFC 8292)."""
        key = serialization.load_pem_private_key(self.vapid_key, None)
        point = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
        return base64.urlsafe_b64encode(point).decode().rstrip("=")


def generate_secret_files(data_dir: Path, *, master_key: str = "") -> SecretFiles:
    """Reads the secret files and makes those that are missing; two processes that start together agree on one.

    `master_key`: 32 bytes in base64 from the configuration; then no file is made for it. Raises `SystemExit` when a key
    does not have 32 bytes.
    """
    folder = data_dir / "secrets"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return SecretFiles(
        master_key=_key(master_key, "COMITY_SECRETS__MASTER_KEY") if master_key else _key_file(folder / MASTER_KEY),
        session_key=_key_file(folder / SESSION_KEY),
        audit_key=secret_file(folder / AUDIT_KEY, lambda: _pem(ed25519.Ed25519PrivateKey.generate())),
        vapid_key=secret_file(folder / VAPID_KEY, lambda: _pem(ec.generate_private_key(ec.SECP256R1()))),
    )


def _key_file(path: Path) -> bytes:
    text = secret_file(path, lambda: base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
    return _key(text.decode("ascii", "replace"), str(path))


def _key(text: str, source: str) -> bytes:
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise SystemExit(f"{source} does not hold {KEY_BYTES} bytes in base64. Put the right key back before starting.")
    return key


def secret_file(path: Path, make: Callable[[], bytes]) -> bytes:
    """The content of a file of mode 0600 that is written whole, once: whoever links it first wins."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()


def _pem(key: ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
