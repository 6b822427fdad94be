"""The runtime: the parts of the kernel that a process opened, handed to endpoints and tasks as `rt`."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from comity.kernel.config import Settings
from comity.kernel.db import Database

if TYPE_CHECKING:
    from comity.kernel.limits import Limits
    from comity.kernel.outbound import Outbound
    from comity.kernel.secrets import Secrets
    from comity.kernel.storage import Storage


@dataclass(slots=True)
class Runtime:
    """Everything a process opened at start. `parts` holds what a domain keeps for the life of the process, by its name."""

    settings: Settings
    db: Database
    storage: "Storage"
    outbound: "Outbound"
    secrets: "Secrets"
    limits: "Limits"
    parts: dict[str, Any] = field(default_factory=dict)
