"""How a reranker refuses, and how it fails in the middle of a search."""

from comity.kernel.errors import Invalid, NotFound


class RerankerNotFound(NotFound):
    """No such reranker here."""

    code = 404000
    message = "There is no such reranker in this workspace."


class RerankerUnavailable(Invalid):
    """A test failed: the reranker cannot be used as it is set up."""

    code = 422955
    message = "The reranker cannot be used as it is set up. Check its address, model and key."


class RerankerFailed(Exception):
    """The reranker gave no scores. `detail` is a sentence that says why."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(detail)
