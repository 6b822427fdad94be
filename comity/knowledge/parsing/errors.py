"""How a file cannot be read (`knowledge.md` 3.1)."""


class ParseFailure(Exception):
    """Reading ends here for good; `code` is the documented reason code, `message` says what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class UnsupportedType(Exception):
    """Not a type that is taken, or content that is not what the name says."""
