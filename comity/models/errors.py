"""How the models domain refuses."""

from comity.kernel.errors import NotFound


class ModelConnectionNotFound(NotFound):
    """No such connection in the workspace."""

    code = 404905
    message = "No such model connection. It may have been deleted; choose another one."


class ModelNotFound(NotFound):
    """The connection does not offer this model, or there is no such connection."""

    code = 404906
    message = "No such model. Choose one that a model connection of this workspace lists."
