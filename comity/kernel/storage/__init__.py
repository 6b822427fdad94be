"""Storage: files by key, on disk by default."""

from comity.kernel.config import Settings
from comity.kernel.outbound import Outbound
from comity.kernel.storage.disk import DiskStorage
from comity.kernel.storage.port import FileMissing, Storage, StorageUnavailable, Stored, check_key


def open_storage(settings: Settings, outbound: Outbound) -> Storage:
    """The store that the settings name. Raises `SystemExit` for an address that is no store."""
    if not settings.storage.url:
        return DiskStorage(settings.data_dir / "files")
    if not settings.storage.url.startswith("s3://"):
        raise SystemExit("COMITY_STORAGE__URL must be empty or s3://bucket/prefix.")
    from comity.kernel.storage.s3 import S3Storage

    return S3Storage(settings.storage, outbound)


__all__ = ["FileMissing", "Storage", "StorageUnavailable", "Stored", "check_key", "open_storage"]
