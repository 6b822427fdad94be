"""The install's own secrets as files (`accounts.md` 3.1)."""

import base64
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from comity.kernel.secrets import generate_secret_files


def test_first_start_makes_every_file_for_its_owner_alone(tmp_path: Path) -> None:
    generate_secret_files(tmp_path)
    files = sorted(path.name for path in (tmp_path / "secrets").iterdir())
    assert files == ["audit.pem", "master.key", "session.key", "vapid.pem"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "secrets").iterdir()} == {0o600}


def test_later_starts_read_the_same_keys_and_installs_differ(tmp_path: Path) -> None:
    first = generate_secret_files(tmp_path / "one")
    assert generate_secret_files(tmp_path / "one") == first
    assert generate_secret_files(tmp_path / "two").master_key != first.master_key


def test_processes_that_start_together_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: generate_secret_files(tmp_path), range(8)))
    assert all(files == made[0] for files in made)


def test_a_configured_master_key_leaves_no_file(tmp_path: Path) -> None:
    key = base64.b64encode(b"k" * 32).decode()
    assert generate_secret_files(tmp_path, master_key=key).master_key == b"k" * 32
    assert not (tmp_path / "secrets" / "master.key").exists()


def test_a_damaged_key_stops_the_start_and_names_its_source(tmp_path: Path) -> None:
    generate_secret_files(tmp_path)
    (tmp_path / "secrets" / "master.key").write_text("c2hvcnQ=\n")
    with pytest.raises(SystemExit, match=r"master\.key"):
        generate_secret_files(tmp_path)


def test_the_private_keys_can_be_used(tmp_path: Path) -> None:
    files = generate_secret_files(tmp_path)
    signer = files.audit_signer()
    signer.public_key().verify(signer.sign(b"checkpoint"), b"checkpoint")
    assert len(base64.urlsafe_b64decode(files.vapid_public() + "=")) == 65
