"""Assistants: versions, sessions, the answering pipeline and the streaming API.

An assistant answers a person's question from the workspace's knowledge. Without a model it quotes the documents, with one it
writes; either way it shows where each sentence came from. A run lives apart from the connection that started it.
"""

from comity import fulfillments
from comity import models as _models
from comity.assistants import service as _service
from comity.assistants.gaps.erasing import erase as _erase_in_gaps
from comity.assistants.gating import GATEKEEPERS as _GATEKEEPERS
from comity.assistants.gating import Gatekeeper as _Gatekeeper
from comity.assistants.keys.service import make_key, show_keys
from comity.assistants.lab.gate import service as _gate
from comity.assistants.lab.runs.queries import blank_results as _blank_results
from comity.assistants.report.erasing import ERASERS, Erased, erase_user
from comity.assistants.service import USED_BY, create_assistant, get_assistant, list_assistants, publish_assistant

__all__ = [
    "ERASERS",
    "USED_BY",
    "Erased",
    "create_assistant",
    "erase_user",
    "get_assistant",
    "list_assistants",
    "make_key",
    "publish_assistant",
    "show_keys",
]

fulfillments.USED_BY.append(_service.users_of_fulfillment)
_models.USED_BY.append(_service.users_of_connection)
_GATEKEEPERS.append(_Gatekeeper(_gate.judge, _gate.unknown_sets))
ERASERS["lab"] = _blank_results
ERASERS["gaps"] = _erase_in_gaps
