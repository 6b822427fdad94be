"""HTTP: what every endpoint shares. Parsing, refusing in the documented shape, authentication by a hook, paging,
`If-Match`, `Idempotency-Key`, security headers, request ids, metrics, the console's event stream and its files.
"""

from comity.kernel.http.asgi import ALLOWANCE, Handler, Hot, read_body, send_json
from comity.kernel.http.dependencies import Cursor, IfMatch, Limit, Rt, anyone, requires
from comity.kernel.http.describing import partial
from comity.kernel.http.schema import Listing, Wire, check_revision
from comity.kernel.http.server import create_app

__all__ = [
    "ALLOWANCE",
    "Cursor",
    "Handler",
    "Hot",
    "IfMatch",
    "Limit",
    "Listing",
    "Rt",
    "Wire",
    "anyone",
    "check_revision",
    "create_app",
    "partial",
    "read_body",
    "requires",
    "send_json",
]
