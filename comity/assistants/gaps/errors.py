"""How gaps refuse."""

from comity.kernel.errors import Conflict, NotFound


class GapNotFound(NotFound):
    """No such gap here."""

    code = 404930
    message = "There is no such gap. Nobody may have asked about it for 30 days; reload the list."


class GapAccepted(Conflict):
    """Somebody answered it already."""

    code = 409930
    message = "This gap was accepted already. Open what was made of it, or assign the gap to open it again."
