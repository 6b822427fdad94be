"""How the report refuses."""

from comity.kernel.errors import Conflict, NotFound


class ExportNotFound(NotFound):
    """No such export here."""

    code = 404920
    message = "There is no such export. Exports are kept for seven days; ask for a new one."


class ExportNotReady(Conflict):
    """Its file is not written yet, or could not be."""

    code = 409920
    message = "This export is not ready. Read its state, and ask for a new one if it failed."
