"""AWS Signature Version 4, for the one service and the few calls that file storage makes.

Source: "Authenticating Requests (AWS Signature Version 4)" in the Amazon S3 API reference.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

ALGORITHM = "AWS4-HMAC-SHA256"
EMPTY_SHA256 = hashlib.sha256(b"").hexdigest()


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who signs, and for which region."""

    access_key: str
    secret_key: str = field(repr=False)
    region: str


def quoted(path: str) -> str:
    """A path as it is signed and sent: everything escaped but letters, digits, `-._~` and slashes."""
    return quote(path, safe="/-._~")


def sign(
    credentials: Credentials,
    method: str,
    host: str,
    path: str,
    query: Mapping[str, str],
    headers: Mapping[str, str],
    body_sha256: str,
    at: datetime,
) -> dict[str, str]:
    """The headers to send: those given with date, content hash and `Authorization`. `path` is quoted already."""
    stamp, day = at.strftime("%Y%m%dT%H%M%SZ"), at.strftime("%Y%m%d")
    sent = {**headers, "x-amz-content-sha256": body_sha256, "x-amz-date": stamp}
    signed = {name.lower(): value.strip() for name, value in {**sent, "host": host}.items()}
    names = ";".join(sorted(signed))
    canonical = "\n".join(
        (
            method,
            path,
            canonical_query(query),
            *(f"{name}:{signed[name]}" for name in sorted(signed)),
            "",
            names,
            body_sha256,
        )
    )
    scope = f"{day}/{credentials.region}/s3/aws4_request"
    text = "\n".join((ALGORITHM, stamp, scope, hashlib.sha256(canonical.encode()).hexdigest()))
    signature = hmac.new(_signing_key(credentials, day), text.encode(), hashlib.sha256).hexdigest()
    who = f"{credentials.access_key}/{scope}"
    sent["Authorization"] = f"{ALGORITHM} Credential={who},SignedHeaders={names},Signature={signature}"
    return sent


def canonical_query(query: Mapping[str, str]) -> str:
    """The query string in the order and spelling that is signed; send exactly this."""
    return "&".join(f"{quote(name, safe='-._~')}={quote(query[name], safe='-._~')}" for name in sorted(query))


def _signing_key(credentials: Credentials, day: str) -> bytes:
    key = f"AWS4{credentials.secret_key}".encode()
    for part in (day, credentials.region, "s3", "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key
