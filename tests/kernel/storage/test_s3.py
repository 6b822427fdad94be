"""S3: the signature of Amazon's documented example, and what a broken store looks like."""

from datetime import UTC, datetime

import pytest

from comity.kernel.config import Settings
from comity.kernel.outbound import Outbound
from comity.kernel.storage import StorageUnavailable, open_storage
from comity.kernel.storage.signing import EMPTY_SHA256, Credentials, sign
from tests.kernel.storage.bucket import Bucket

EXAMPLE = Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
AT = datetime(2013, 5, 24, tzinfo=UTC)
HOST = "examplebucket.s3.amazonaws.com"


@pytest.mark.parametrize(
    ("path", "query", "headers", "signature"),
    [
        (
            "/test.txt",
            {},
            {"range": "bytes=0-9"},
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        ("/", {"lifecycle": ""}, {}, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        (
            "/",
            {"prefix": "J", "max-keys": "2"},
            {},
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
    ],
)
def test_a_signature_is_the_one_of_the_documentation(
    path: str, query: dict[str, str], headers: dict[str, str], signature: str
) -> None:
    sent = sign(EXAMPLE, "GET", HOST, path, query, headers, EMPTY_SHA256, AT)
    assert sent["Authorization"].endswith(f"Signature={signature}")


@pytest.mark.anyio
async def test_files_lie_under_the_prefix_of_the_settings() -> None:
    bucket = Bucket()
    runner = await bucket.start()
    settings = Settings(storage=bucket.settings())
    outbound = Outbound.of(settings)
    await open_storage(settings, outbound).put("w1/a", b"x")
    assert bucket.files == {"comity/one/w1/a": b"x"}
    await outbound.aclose()
    await runner.cleanup()


@pytest.mark.anyio
async def test_a_store_that_is_down_or_refuses_the_key_is_unavailable() -> None:
    bucket = Bucket()
    runner = await bucket.start()
    wrong = bucket.settings().model_copy(update={"access_key": "other"})
    settings = Settings(storage=wrong)
    outbound = Outbound.of(settings)
    store = open_storage(settings, outbound)
    with pytest.raises(StorageUnavailable):
        await store.read("w1/a")
    await runner.cleanup()
    with pytest.raises(StorageUnavailable):
        await store.put("w1/a", b"x")
    await outbound.aclose()


def test_an_address_that_is_no_store_stops_the_start() -> None:
    settings = Settings.model_validate({"storage": {"url": "ftp://files"}})
    with pytest.raises(SystemExit, match="s3://"):
        open_storage(settings, Outbound())
