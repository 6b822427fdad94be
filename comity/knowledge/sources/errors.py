"""How websites refuse, and how a sync or a page of it ends."""

from comity.kernel.errors import NotFound


class SourceNotFound(NotFound):
    """No such website in this base."""

    code = 404954
    message = "There is no such website in this knowledge base."


class SyncFailed(Exception):
    """The sync ends here: nothing of what is served is taken away. `code` and `message` say why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


class PageFailed(Exception):
    """A page could not be fetched; what is served of it stays. `is_server`: the server is in trouble rather than the page."""

    def __init__(self, code: str, message: str, *, is_server: bool = False) -> None:
        super().__init__(message)
        self.code, self.message, self.is_server = code, message, is_server
