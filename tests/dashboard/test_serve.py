import pytest

from dashboard.serve import RefusedAddress, check_address, configuration


@pytest.mark.parametrize("address", ["127.0.0.1", "127.3.2.1", "::1", "localhost"])
def test_loopback_is_served(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104
        "::",
        "192.168.1.4",
        "example.org",
        "",
        "127.0.0.1.example.org",
    ],
)
def test_every_other_address_is_refused_with_the_reason(address: str) -> None:
    with pytest.raises(RefusedAddress, match="no sign-in"):
        check_address(address)


def test_nothing_is_sent_out_by_default() -> None:
    chosen = configuration("127.0.0.1", 8501)
    assert chosen["browser.gatherUsageStats"] is False
    assert chosen["client.showErrorDetails"] == "none"
