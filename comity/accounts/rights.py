"""Rights, roles and scopes as data (`accounts.md` 2.3, 3.9)."""

from comity.kernel.context import SCOPE_OF_RIGHT

GENAI_READ = frozenset(
    {
        "genai.assistants.read",
        "genai.models.read",
        "genai.fulfillments.read",
        "genai.knowledge.read",
        "genai.memorized.read",
        "genai.lab.read",
        "genai.sandbox.live",
        "genai.reports.read",
    }
)
GENAI_EDIT = GENAI_READ | {
    "genai.assistants.write",
    "genai.fulfillments.write",
    "genai.knowledge.write",
    "genai.memorized.write",
    "genai.lab.write",
    "genai.sandbox.draft",
    "genai.reports.export",
}
GENAI_MANAGE = GENAI_EDIT | {
    "genai.keys.manage",
    "genai.models.manage",
    "genai.assistants.delete",
    "genai.gate.override",
}

ROLE_RIGHTS: dict[str, dict[str, frozenset[str]]] = {
    "genai": {"admin": GENAI_MANAGE, "editor": GENAI_EDIT, "viewer": GENAI_READ},
    "chatbot": {role: frozenset() for role in ("admin", "developer", "editor", "moderator")},
    "campaign": {role: frozenset() for role in ("admin", "editor", "moderator")},
    "livechat": {role: frozenset() for role in ("admin", "supervisor", "agent")},
}
PLATFORM_RIGHTS = frozenset({"workspace.manage", "workspace.keys", "workspace.audit"})
ALL_RIGHTS = GENAI_MANAGE | PLATFORM_RIGHTS

SCOPE_RIGHTS: dict[str, frozenset[str]] = {
    "assistants:read": frozenset(
        {
            "genai.assistants.read",
            "genai.models.read",
            "genai.fulfillments.read",
            "genai.memorized.read",
            "genai.lab.read",
            "genai.reports.read",
        }
    ),
    "assistants:write": frozenset(
        {
            "genai.assistants.write",
            "genai.assistants.delete",
            "genai.keys.manage",
            "genai.models.manage",
            "genai.fulfillments.write",
            "genai.memorized.write",
            "genai.lab.write",
            "genai.gate.override",
            "genai.sandbox.draft",
        }
    ),
    "assistants:message": frozenset({"genai.sandbox.live"}),
    "knowledge:read": frozenset({"genai.knowledge.read"}),
    "knowledge:write": frozenset({"genai.knowledge.write"}),
    "audit:read": frozenset({"workspace.audit"}),
    "export:read": frozenset({"genai.reports.export"}),
}
LATER_SCOPES = frozenset(
    {"users:read", "users:write", "admins:write", "audience:read", "audience:write", "audience:erase"}
    | {"conversations:read", "conversations:write", "channels:read", "channels:manage"}
    | {"livechat:read", "livechat:write", "chatbot:read", "chatbot:write", "chatbot:understand"}
    | {"templates:read", "templates:write", "campaigns:read", "campaigns:write", "campaigns:send"}
    | {"insight:read", "webhooks:manage"}
)
SCOPES = frozenset(SCOPE_RIGHTS) | LATER_SCOPES

for _scope, _rights in SCOPE_RIGHTS.items():
    for _right in _rights:
        SCOPE_OF_RIGHT[_right] = _scope


def rights_of_roles(roles: dict[str, str | None]) -> frozenset[str]:
    """The rights that roles by product give together."""
    given = [ROLE_RIGHTS.get(product, {}).get(role or "", frozenset()) for product, role in roles.items()]
    return frozenset().union(*given)


def rights_of_scopes(scopes: list[str]) -> frozenset[str]:
    """The rights that an API key's scopes give together."""
    return frozenset().union(*(SCOPE_RIGHTS.get(scope, frozenset()) for scope in scopes))
