"""How assistants refuse (`assistants.md` 4.3)."""

from comity.kernel.errors import (
    BadGateway,
    ComityError,
    Conflict,
    Forbidden,
    Gone,
    LimitReached,
    NotFound,
    TimedOut,
    Unauthenticated,
)


class AssistantNotFound(NotFound):
    """No such assistant here, or the key is another's."""

    code = 404900
    message = "There is no such assistant. Check the id, and that the key belongs to it."


class MessageNotFound(NotFound):
    """No such message here."""

    code = 404901
    message = "There is no such message. It may have passed its retention."


class VersionNotFound(NotFound):
    """The assistant has no version of that number."""

    code = 404902
    message = "This assistant has no such version. List its versions to see which there are."


class SecretKeyExpired(Unauthenticated):
    """The key's grace is over."""

    code = 401900
    message = "This secret key was replaced and its grace is over. Use the current key."


class AssistantDisabled(Forbidden):
    """Switched off by its editors."""

    code = 403900
    message = "This assistant is switched off. Enable it in its settings, section API & Access."


class AssistantNotPublished(Conflict):
    """Nothing to answer with yet."""

    code = 409900
    message = "This assistant was never published. Publish it, or try the draft in the Chat Sandbox."


class KeyGraceActive(Conflict):
    """A third key would be needed."""

    code = 409901
    message = "The key before the current one still works. Wait for its grace to end, or rotate with force."


class PublishBlocked(Conflict):
    """The gate's test sets did not pass on this draft."""

    code = 409902
    message = "The gate of this assistant blocks publishing: its test sets have not passed on this draft."


class TooManyRuns(LimitReached):
    """As many answers at once as the assistant may write."""

    code = 429900
    message = "This assistant is writing as many answers as it may at once. Try again shortly."


class SessionBusy(LimitReached):
    """Ten messages of this session wait already."""

    code = 429901
    message = "Ten messages of this session are waiting already. Wait for their answers."


class ConfirmationNotFound(NotFound):
    """The message asked for no such confirmation."""

    code = 404907
    message = "This message asked for no such confirmation. Use the confirmationId of its action."


class ConfirmationExpired(Gone):
    """Nobody confirmed in time."""

    code = 410900
    message = "This confirmation is over: it was valid for 15 minutes. Ask again."


class RunInterrupted(ComityError):
    """The process that wrote the answer died twice."""

    status, code = 500, 500901
    message = "The answer was interrupted and could not be resumed. Ask again."


class ModelProvider(BadGateway):
    """No model answered and quoting is switched off."""

    code = 502900
    message = "The model did not answer."


class RunTimeout(TimedOut):
    """The run took longer than the assistant allows."""

    code = 504900
    message = "The answer took longer than this assistant allows. Ask again, or raise its run time limit."
