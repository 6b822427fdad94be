"""Accounts: who may do what, in which workspace, proven and recorded.

Workspaces, people and their roles, sign-in, sessions, API keys and the audit log. It stands on the kernel and knows no other domain.
"""

from comity.accounts.audit import audit
from comity.accounts.authentication import Authentication, client_ip
from comity.accounts.errors import SetupRequired
from comity.accounts.queries import any_account, find_workspace, find_workspace_by_slug
from comity.accounts.retention import kept_days
from comity.accounts.schemas import ApiKeyCreate, SetupAccount, SetupWorkspace
from comity.accounts.service import add_workspace, create_api_key, issue_setup_token, members_with, set_up
from comity.accounts.verification import verify_chain

__all__ = [
    "ApiKeyCreate",
    "Authentication",
    "SetupAccount",
    "SetupRequired",
    "SetupWorkspace",
    "add_workspace",
    "any_account",
    "audit",
    "client_ip",
    "create_api_key",
    "find_workspace",
    "find_workspace_by_slug",
    "issue_setup_token",
    "kept_days",
    "members_with",
    "set_up",
    "verify_chain",
]
