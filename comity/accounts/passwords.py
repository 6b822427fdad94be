"""Passwords: the policy of `accounts.md` 2.5 and their hashes (argon2id, 19 MiB, two passes)."""

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from comity.accounts.errors import PasswordPolicy
from comity.kernel.errors import field_error

MIN_LENGTH = 8
SUPER_ADMIN_MAX_LENGTH = 99
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def check_policy(password: str, *, super_admin: bool) -> None:
    """Raises `PasswordPolicy` (422550) with one item for each broken rule."""
    text = unicodedata.normalize("NFC", password)
    broken = [
        ("minLength", f"Use at least {MIN_LENGTH} characters.", len(text) < MIN_LENGTH),
        ("maxLength", "Use at most 99 characters.", super_admin and len(text) > SUPER_ADMIN_MAX_LENGTH),
        ("lower", "Add a lower-case letter.", not any(c.islower() for c in text)),
        ("upper", "Add an upper-case letter.", not any(c.isupper() for c in text)),
        ("digit", "Add a digit.", not any(c.isdigit() for c in text)),
        ("special", "Add a special character.", all(c.isalpha() or c.isdigit() for c in text)),
    ]
    errors = [field_error("password", rule, message) for rule, message, is_broken in broken if is_broken]
    if errors:
        count = len(errors)
        raise PasswordPolicy(f"The password breaks {count} rule{'s' if count > 1 else ''}.", errors=errors)


def hash_password(password: str) -> str:
    """The argon2id hash of a password, compared after NFC."""
    return _hasher.hash(unicodedata.normalize("NFC", password))


def verify_password(stored: str | None, password: str) -> bool:
    """Whether the password fits; without a stored hash a dummy is checked, so that time tells nothing."""
    try:
        fits = _hasher.verify(stored or _dummy(), unicodedata.normalize("NFC", password))
    except (VerifyMismatchError, InvalidHashError):
        return False
    return fits and stored is not None


@cache
def _dummy() -> str:
    return _hasher.hash("a password that nobody has")
