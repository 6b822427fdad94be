"""How the AI Lab refuses (`assistants.md` 4.3)."""

from comity.kernel.errors import Conflict, Invalid, NotFound


class TestSetNotFound(NotFound):
    """No such test set here."""

    code = 404910
    message = "There is no such test set. It may have been deleted; reload the list."


class LabRunNotFound(NotFound):
    """No such run here."""

    code = 404911
    message = "There is no such run. It may have been deleted; reload the list."


class LabFileInvalid(Invalid):
    """The file cannot be taken; `errors` lists every place. Nothing was stored and nothing runs."""

    code = 422910


class LabAssistantNotSupported(Invalid):
    """The lab compares what one knowledge base gives."""

    code = 422911
    message = (
        "This assistant searches more than one knowledge base. Test one that searches a single base, "
        "or allow several with allowMultipleKnowledgeBases."
    )


class LabRunNotFinished(Conflict):
    """There is nothing to download or delete yet."""

    code = 409911
    message = "This run has not ended yet. Wait for its end, or cancel it."
