"""How fulfillments refuse."""

from comity.kernel.errors import NotFound


class FulfillmentNotFound(NotFound):
    """No such fulfillment here."""

    code = 404903
    message = "There is no such fulfillment in this workspace."
