"""How an embedder refuses, and how it asks to wait."""

from comity.kernel.errors import Invalid, NotFound


class EmbedderNotFound(NotFound):
    """No such embedder here."""

    code = 404000
    message = "There is no such embedder in this workspace."


class EmbedderRefused(Invalid):
    """A test failed: the embedder cannot be used as it is set up."""

    code = 422954

    @property
    def name(self) -> str:
        """Documented under the name of what people see; the code calls so what is not installed."""
        return "EmbedderUnavailableException"


class EmbedderWaits(Exception):
    """The embedder cannot be asked now. `code`: `rate_limited` or `model_unavailable`; `seconds`: how long to wait."""

    def __init__(self, code: str, seconds: float, detail: str) -> None:
        self.code, self.seconds, self.detail = code, seconds, detail
        super().__init__(detail)
