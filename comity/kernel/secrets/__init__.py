"""Secrets: the install's own keys as files, and the sealing of what workspaces entrust to the database."""

from comity.kernel.secrets.files import SecretFiles, generate_secret_files, secret_file
from comity.kernel.secrets.keys import HIDDEN, key_of, leads_elsewhere, masked_key, set_key
from comity.kernel.secrets.sealing import DataKey, Secrets, SecretUnreadable

__all__ = [
    "HIDDEN",
    "DataKey",
    "SecretFiles",
    "SecretUnreadable",
    "Secrets",
    "generate_secret_files",
    "key_of",
    "leads_elsewhere",
    "masked_key",
    "secret_file",
    "set_key",
]
