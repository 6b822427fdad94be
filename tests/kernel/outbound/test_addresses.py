"""Which addresses the egress guard takes for what they are (`accounts.md` 3.12)."""

import pytest

from comity.kernel.outbound.addresses import judge, parse_address, parse_allowed
from comity.kernel.outbound.guard import Guard

NOTHING = parse_allowed([])


@pytest.mark.parametrize(
    "spelling",
    [
        *("127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.0.0.1."),
        *("10.0.0.1", "100.64.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1"),
        *("192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1"),
        *(
            "240.0.0.1",
            "255.255.255.255",
            "0.0.0.0",
            "[::]",
            "[::1]",
            "[fc00::1]",
            "[fd12::1]",
            "[fe80::1]",
            "[ff02::1]",
        ),
        *("[::ffff:127.0.0.1]", "[::ffff:a9fe:a9fe]", "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[2002:7f00:1::]"),
        *("[2002:a00:1::1]", "[::127.0.0.1]"),
    ],
)
def test_reserved_addresses_are_refused_in_every_spelling(spelling: str) -> None:
    address = parse_address(spelling)
    assert address is not None
    assert judge(spelling, address, 443, NOTHING)


@pytest.mark.parametrize(
    "spelling",
    ["1.1.1.1", "16843009", "[2606:4700:4700::1111]", "[64:ff9b::1.1.1.1]", "[2002:101:101::1]", "172.32.0.1"],
)
def test_public_addresses_pass(spelling: str) -> None:
    address = parse_address(spelling)
    assert address is not None
    assert judge(spelling, address, 443, NOTHING) is None


def test_another_port_is_refused_even_on_a_public_address() -> None:
    address = parse_address("1.1.1.1")
    assert address is not None
    assert judge("1.1.1.1", address, 22, NOTHING) == "port"


@pytest.mark.parametrize("name", ["example.com", "a1.example", "1x.example", "xn--o3cw4h.example", "localhost"])
def test_a_name_is_not_taken_for_an_address(name: str) -> None:
    assert parse_address(name) is None


@pytest.mark.parametrize("name", ["1.2.3.4.5", "256.1.1.1", "example.0x", "example.99"])
def test_a_host_that_ends_in_a_number_and_is_no_address_is_an_error(name: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        parse_address(name)


def test_configuration_opens_exactly_what_it_names() -> None:
    allowed = parse_allowed(["127.0.0.1:9900", "10.1.0.0/16:8000", "[::1]:9900", "models.internal:11434"])
    for host, port, opened in [
        ("127.0.0.1", 9900, True),
        ("127.0.0.1", 9901, False),
        ("10.1.200.3", 8000, True),
        ("10.2.0.1", 8000, False),
        ("::1", 9900, True),
        ("::ffff:10.1.0.1", 8000, True),
    ]:
        address = parse_address(host)
        assert address is not None
        assert (judge(host, address, port, allowed) is None) == opened, host
    inner = parse_address("192.168.7.7")
    assert inner is not None
    assert judge("models.internal", inner, 11434, allowed) is None
    assert judge("other.internal", inner, 11434, allowed) == "port"


@pytest.mark.parametrize("entry", ["127.0.0.1", "host:", "host:http", ":80", "host:70000"])
def test_a_malformed_entry_is_named(entry: str) -> None:
    with pytest.raises(ValueError, match=r"outbound\.allow"):
        parse_allowed([entry])


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("http://models.internal:11434/v1", True),
        ("http://MODELS.internal:11434", True),
        ("http://models.internal/v1", False),
        ("http://127.0.0.1:9900/x", True),
        ("http://10.1.2.3:8000/x", True),
        ("http://10.1.2.3/x", False),
        ("http://localhost:9900", False),
        ("https://example.com", False),
        ("not an address", False),
    ],
)
def test_only_what_the_configuration_names_is_opened(url: str, opened: bool) -> None:
    guard = Guard(["127.0.0.1:9900", "10.1.0.0/16:8000", "models.internal:11434"])
    assert guard.is_opened(url) is opened
