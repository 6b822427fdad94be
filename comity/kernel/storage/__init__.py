"""Storage: files by key, on disk by default."""

from comity.kernel.config import Settings
from comity.kernel.outbound import Outbound
from comity.kernel.storage.disk import DiskStorage
from comity.kernel.storage.port import FileMissing, Storage, StorageUnavailable, Stored, check_key


def open_storage(settings: Settings, outbound: Outbound) -> Storage:
    """The store that the settings name. Raises `SystemExit` for an address that is no store."""
    if settings.storage.url:
        raise SystemExit("COMITY_STORAGE__URL must be empty: files are kept in the data directory.")
    return DiskStorage(settings.data_dir / "files")


__all__ = ["FileMissing", "Storage", "StorageUnavailable", "Stored", "check_key", "open_storage"]
