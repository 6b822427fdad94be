"""How an outgoing call fails: refused by the guard, not connected, too slow, broken off, or too big."""

from comity.kernel.errors import BadGateway, Invalid, TimedOut


class BlockedAddress(Invalid):
    """The egress guard refused the target (422558); `rule` names which rule, `address` what the name led to."""

    code = 422558

    def __init__(self, host: str, rule: str, address: str = "") -> None:
        self.host, self.rule, self.address = host, rule, address
        super().__init__(_sentence(host, rule))


class ConnectFailed(BadGateway):
    """The other side could not be reached: no such name, refused, no TLS, or closed before it answered (502558)."""

    code = 502558


class ReplyBroken(BadGateway):
    """The other side stopped in the middle of its reply or did not speak HTTP (502559)."""

    code = 502559


class ReplyTooLarge(BadGateway):
    """More bytes after decompression than the purpose allows (502560)."""

    code = 502560


class OutboundTimeout(TimedOut):
    """The other side did not answer in time (504558)."""

    code = 504558


def _sentence(host: str, rule: str) -> str:
    name = host or "This address"
    reasons = {
        "url": f"'{name}' is not a web address that Comity can call. Use http:// or https:// and a host name.",
        "scheme": "Only http and https addresses can be called.",
        "userinfo": "Leave user name and password out of the address; use a header instead.",
        "port": f"'{name}' is on a port that is not open to calls. Use port 80 or 443, or ask whoever runs Comity to allow it.",
        "downgrade": f"'{name}' was reached by a redirect from https to http, which is not followed.",
    }
    return reasons.get(
        rule,
        f"'{name}' leads to a private or reserved network. Use a public address, "
        "or ask whoever runs Comity to allow this one.",
    )
