"""Who acts, and whether a transaction is open: the two facts that travel with the work instead of through every signature."""

import contextvars
import threading
from dataclasses import dataclass, field

from comity.kernel.errors import Forbidden, ScopeMissing

request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")

SCOPE_OF_RIGHT: dict[str, str] = {}
"""Which API-key scope grants a right; filled by `accounts`, so that a refusal can name the scope."""

_thread = threading.local()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a user, an API key, an assistant's secret key, the command line or Comity itself.

    `rights` are the stable right names (`genai.knowledge.write`); `all_rights` stands for a platform admin.
    """

    kind: str
    id: str
    name: str
    workspace_id: str
    rights: frozenset[str] = frozenset()
    all_rights: bool = False
    account_id: str | None = None
    ip: str = ""
    user_agent: str = ""
    request_id: str = ""
    scopes: frozenset[str] = field(default_factory=frozenset)

    def may(self, right: str) -> bool:
        """Whether this actor holds the right."""
        return self.all_rights or right in self.rights

    def require(self, right: str) -> None:
        """Raises `Forbidden` (403000), or `ScopeMissing` (403551) for an API key, naming what is missing."""
        if self.may(right):
            return
        if self.kind == "apiKey":
            scope = SCOPE_OF_RIGHT.get(right, right)
            raise ScopeMissing(f"This key lacks the scope '{scope}'. Use a key that has it.")
        raise Forbidden(f"This needs the right '{right}'. Ask an administrator of the workspace.")


def system_actor(workspace_id: str) -> Actor:
    """Comity itself, at work in a workspace."""
    return Actor(kind="system", id="system", name="Comity", workspace_id=workspace_id, all_rights=True)


def mark_transaction(open_: bool) -> None:
    """Set by the database while this thread has a transaction open."""
    _thread.in_transaction = open_


def in_transaction() -> bool:
    """Whether this thread holds a transaction: then nothing may wait for a network."""
    return getattr(_thread, "in_transaction", False)
