"""How Comity refuses: seven kinds by meaning, a few by the letter of HTTP, one shape on the wire.

    ComityError
    ├── Invalid 422        the caller's data breaks a rule        ├── BadRequest 400
    ├── Unauthenticated 401                                       ├── TooLarge 413
    ├── Forbidden 403                                             ├── UnsupportedMedia 415
    ├── NotFound 404                                              ├── Gone 410
    ├── Conflict 409                                              ├── MethodNotAllowed 405
    ├── LimitReached 429   with retry_after_seconds               ├── BadGateway 502
    └── Unavailable 503    with retry_after_seconds               └── TimedOut 504

A domain error subclasses one kind, sets `code` (status x 1000 + detail) and says in one sentence what to do.
The wire name is the class name with `Exception` behind it. Source of the shape: the documented error frame.
"""

from typing import Any, ClassVar

FieldError = dict[str, Any]


def field_error(path: str, rule: str, message: str, **beside: Any) -> FieldError:
    """One item of `errors[]`: which field broke which rule; a page may add values beside (`limit`, `row`, ...)."""
    return {"path": path, "rule": rule, "message": message, **beside}


class ComityError(Exception):
    """The root: anything the product refuses or fails with on purpose."""

    status: ClassVar[int] = 500
    code: ClassVar[int] = 500000
    message: str = "Something went wrong inside Comity. Try again, and give the request id to whoever runs it."

    def __init__(
        self,
        message: str | None = None,
        *,
        errors: list[FieldError] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        self.message = message or type(self).message
        self.errors = errors or []
        self.headers = headers or {}
        super().__init__(self.message)

    @property
    def name(self) -> str:
        """The documented name: the class with `Exception` at its end."""
        return f"{type(self).__name__}Exception"

    def to_wire(self) -> dict[str, Any]:
        """The one error shape: name, code, status, message, errors."""
        return {
            "name": self.name,
            "code": self.code,
            "status": self.status,
            "message": self.message,
            "errors": self.errors,
        }


class Invalid(ComityError):
    """What was sent breaks a rule of the product."""

    status, code = 422, 422000


class Unauthenticated(ComityError):
    """Nobody known is asking."""

    status, code = 401, 401000
    message = "Sign in, or send a valid key as 'Authorization: Bearer <key>'."


class Forbidden(ComityError):
    """Somebody known asks for what they may not do."""

    status, code = 403, 403000
    message = "You do not have the right to do this. Ask an administrator of the workspace."


class ScopeMissing(Forbidden):
    """An API key without the scope that this call needs (403551)."""

    code = 403551


class NotFound(ComityError):
    """It is not there, or the caller may not know that it is."""

    status, code = 404, 404000
    message = "There is nothing here. Check the address and the id."


class Conflict(ComityError):
    """It would contradict what is already there."""

    status, code = 409, 409000


class LimitReached(ComityError):
    """Too much or too often; says when to come back."""

    status, code = 429, 429000

    def __init__(self, message: str | None = None, *, retry_after_seconds: int | None = None, **more: Any) -> None:
        super().__init__(message, **more)
        if retry_after_seconds is not None:
            self.headers.setdefault("Retry-After", str(max(1, retry_after_seconds)))


class Unavailable(ComityError):
    """Not now: starting, stopping, or a store is down."""

    status, code = 503, 503000
    message = "Comity is starting, stopping or cannot reach its store. Try again shortly."

    def __init__(self, message: str | None = None, *, retry_after_seconds: int = 2, **more: Any) -> None:
        super().__init__(message, **more)
        self.headers.setdefault("Retry-After", str(retry_after_seconds))


class BadRequest(ComityError):
    """Not JSON, or not the JSON type asked for."""

    status, code = 400, 400000
    message = "The body is not the JSON object this path takes."


class MethodNotAllowed(ComityError):
    """A known path with another method."""

    status, code = 405, 405000
    message = "This path does not take that method."


class Gone(ComityError):
    """It was there and will not come back."""

    status, code = 410, 410000


class TooLarge(ComityError):
    """A body or a file is over its limit."""

    status, code = 413, 413000


class UnsupportedMedia(ComityError):
    """A content or file type that this path does not take."""

    status, code = 415, 415000


class BadGateway(ComityError):
    """A system that Comity asked answered wrongly or not at all."""

    status, code = 502, 502000


class TimedOut(ComityError):
    """Something took longer than it was allowed to."""

    status, code = 504, 504000


class Validation(Invalid):
    """One item per broken field (422000); the documented `ValidationException`."""

    def __init__(self, errors: list[FieldError], message: str | None = None) -> None:
        count = len(errors)
        text = message or (errors[0]["message"] if count == 1 else f"{count} fields are not as they must be.")
        super().__init__(text, errors=errors)


class StaleRevision(Conflict):
    """`If-Match` is behind: somebody saved in between (409001)."""

    code = 409001

    def __init__(self, sent: int, current: int, current_object: dict[str, Any]) -> None:
        super().__init__(
            f"This was changed in the meantime: you edited revision {sent}, it is now at {current}. "
            "Load it again and repeat your change.",
            errors=[
                field_error(
                    "If-Match",
                    "stale",
                    f"Revision {sent} is behind {current}.",
                    sent=sent,
                    actual=current,
                    current=current_object,
                )
            ],
        )


class InUse(Conflict):
    """Still referenced; `errors[]` lists by whom (409003)."""

    code = 409003

    def __init__(self, message: str, users: list[FieldError]) -> None:
        super().__init__(message, errors=users)


class IdempotencyKeyReused(Conflict):
    """The same `Idempotency-Key` came with another body (409000)."""

    code = 409000
    message = "This Idempotency-Key was used with another body. Use a new key for a new request."


class RateLimit(LimitReached):
    """Too many calls (429000), with `Retry-After`."""

    code = 429000
    message = "Too many calls. Wait as long as 'Retry-After' says, then go on."


class PayloadTooLarge(TooLarge):
    """A body over its limit (413000)."""

    code = 413000


class UnsupportedMediaType(UnsupportedMedia):
    """A content type the path does not take (415000)."""

    code = 415000


class Internal(ComityError):
    """A bug; the request id leads to it in the log (500000)."""
