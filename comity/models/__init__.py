"""Models: a workspace's connections to language models.

The look-up `resolve` turns `<connectionId>/<model>` into a model that can be asked. Keys and header values are sealed;
they leave this domain only inside a `ResolvedModel`.
"""

from comity.models.errors import ModelConnectionNotFound, ModelNotFound
from comity.models.schemas import EXTRACTIVE, Price
from comity.models.service import USED_BY, ResolvedModel, is_listed, resolve, workspace_default, workspace_model

__all__ = [
    "EXTRACTIVE",
    "USED_BY",
    "ModelConnectionNotFound",
    "ModelNotFound",
    "Price",
    "ResolvedModel",
    "is_listed",
    "resolve",
    "workspace_default",
    "workspace_model",
]
