"""Outbound: the only way to another system's network address.

Every call passes the egress guard (`accounts.md` 3.12), is bounded in time and size by its purpose, and is refused while
this thread holds a transaction open.
"""

from comity.kernel.outbound.client import BUDGETS, Budget, Outbound
from comity.kernel.outbound.errors import BlockedAddress, ConnectFailed, OutboundTimeout, ReplyBroken, ReplyTooLarge
from comity.kernel.outbound.guard import Refusal
from comity.kernel.outbound.reply import Reply, StreamReply

__all__ = [
    "BUDGETS",
    "BlockedAddress",
    "Budget",
    "ConnectFailed",
    "Outbound",
    "OutboundTimeout",
    "Refusal",
    "Reply",
    "ReplyBroken",
    "ReplyTooLarge",
    "StreamReply",
]
