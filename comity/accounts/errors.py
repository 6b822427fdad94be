"""How accounts refuse (`accounts.md` 4)."""

from comity.kernel.errors import Conflict, Forbidden, Gone, Invalid, NotFound, Unauthenticated, Unavailable


class SessionExpired(Unauthenticated):
    """The sign-in session ended."""

    code = 401550
    message = "Your session has ended. Sign in again."


class BadCredentials(Unauthenticated):
    """One answer for every wrong sign-in."""

    code = 401551
    message = "Wrong e-mail or password, or the account is locked."


class ApiKeyExpired(Unauthenticated):
    """The key's time is over."""

    code = 401554
    message = "This API key has expired. Make a new one in Settings, API keys."


class CsrfFailed(Forbidden):
    """A cookie call without the token or from elsewhere."""

    code = 403557
    message = "This call did not come from the console. Reload the page and try again."


class AddressNotAllowed(Forbidden):
    """The caller's address is not in the key's list."""

    code = 403560
    message = "This API key may not be used from this address."


class ApiKeyNotFound(NotFound):
    """No such key here."""

    code = 404552
    message = "There is no such API key in this workspace."


class WorkspaceNotFound(NotFound):
    """No such workspace for this account."""

    code = 404554
    message = "You are not a member of such a workspace."


class AlreadySetUp(Conflict):
    """There is an account already, or the token was used."""

    code = 409560
    message = "Comity is set up already. Sign in instead."


class LinkExpired(Gone):
    """A one-time link that is too old or used."""

    code = 410550
    message = "This link has expired. Make a new one with 'comity setup link'."


class PasswordPolicy(Invalid):
    """The password breaks rules, listed in `errors[]`."""

    code = 422550


class SetupRequired(Unavailable):
    """Nobody has set Comity up yet."""

    code = 503550
    message = (
        "Comity is not set up yet. Open the set-up link printed at start, or run 'comity setup link' for a new one."
    )
