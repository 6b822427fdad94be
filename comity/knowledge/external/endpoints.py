"""HTTP of external bases: trying the connection, and the checks that an address passes before it is kept."""

from urllib.parse import urlsplit

from fastapi import APIRouter

from comity.kernel.context import Actor
from comity.kernel.errors import Validation, field_error
from comity.kernel.http import Rt, requires
from comity.kernel.outbound import BlockedAddress
from comity.kernel.runtime import Runtime
from comity.knowledge import service as bases
from comity.knowledge.external import service
from comity.knowledge.external.asking import ask, show_entries, show_exchange
from comity.knowledge.external.contract import request_body
from comity.knowledge.external.schemas import ConnectionTest, ConnectionTestResult

router = APIRouter(tags=["knowledge"])
READ = "genai.knowledge.read"
TESTS_PER_MINUTE = 30


@router.post("/knowledge-bases/{base_id}/test-connection")
async def test_base_connection(
    rt: Rt, base_id: str, body: ConnectionTest | None = None, actor: Actor = requires(READ)
) -> ConnectionTestResult:
    """Asks the Target Endpoint a sample question; 502950 with the exchange in `errors[0].exchange` when it fails."""
    await rt.limits.take(f"knowledge-test:{actor.workspace_id}", TESTS_PER_MINUTE)
    question = (body or ConnectionTest()).question
    endpoint = await rt.db.aread(
        lambda tx: service.endpoint_for_test(tx, rt.secrets, bases.get_base(tx, actor, base_id))
    )
    sent = request_body(question, None, (), (), send_terms=endpoint.send_generated_terms)
    exchange = await ask(rt.outbound, endpoint, sent)
    shown = show_exchange(exchange)
    if exchange.rule:
        raise exchange.error(exchange=shown.model_dump(mode="json"))
    return ConnectionTestResult(exchange=shown, entries=show_entries(exchange), warnings=exchange.warnings)


async def check_address(rt: Runtime, url: str | None) -> None:
    """Raises `Validation` for an address that is not https, `BlockedAddress` (422558) for one that may not be called.

    Plain http is taken for what the install's own configuration opens, such as a search service beside it.
    """
    if url is None:
        return
    if urlsplit(url).scheme.lower() != "https" and not rt.outbound.is_opened(url):
        message = "Use an address that begins with https://."
        raise Validation([field_error("targetEndpoint", "scheme", message)])
    try:
        await rt.outbound.check(url, purpose="knowledge")
    except BlockedAddress as error:
        error.errors = [field_error("targetEndpoint", error.rule, error.message)]
        raise
