"""How memorized responses refuse (`assistants.md` 4.3)."""

from typing import Any

from comity.kernel.errors import Conflict, NotFound, TooLarge, Validation


class MemorizedResponseNotFound(NotFound):
    """No such memorized response here."""

    code = 404904
    message = "There is no such memorized response. It may have been deleted; reload the list."


class DuplicateQuestion(Conflict):
    """Another entry has exactly this question, where and when this one would answer it."""

    code = 409903
    message = "Another entry has exactly this question. Change that entry, or the scope, language or dates of this one."

    def __init__(self, errors: list[dict[str, Any]]) -> None:
        first = errors[0]
        message = (
            f"'{first['question']}' already has a memorized answer. Change that entry, or its scope, language or dates."
        )
        super().__init__(message, errors=errors)


class ImportInvalid(Validation):
    """The file cannot be taken; `errors` lists up to 200 places. Nothing was changed."""

    @property
    def name(self) -> str:
        """Refused as any broken field is."""
        return "ValidationException"


class ImportTooLarge(TooLarge):
    """The file is larger than an import may be."""

    message = "The file is larger than 5 MB. Split it and import the parts one after the other."

    @property
    def name(self) -> str:
        """The documented name of what is too large."""
        return "PayloadTooLargeException"
