"""Where a test may be made."""

import pytest

from hytedata.errors import InputError
from hytedata.runs.acceptance import require_test_addresses, where
from hytedata.runs.acceptance.hosts import Where


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://api.palvelutietovaranto.suomi.fi/api", "production"),
        ("https://api.palvelutietovaranto.suomi.fi:443/api", "production"),
        ("https://API.Palvelutietovaranto.SUOMI.FI./api", "production"),
        ("https://user:word@api.palvelutietovaranto.suomi.fi/api", "production"),
        ("https://api.palvelutietovaranto.suomi。fi/api", "production"),
        ("https://palveluhallinta.suomi.fi/api/auth/api-login", "production"),
        ("https://api-gw.palvelutietovaranto.suomi.fi/api", "production"),
        ("https://palvelutietovaranto.suomi.fi", "production"),
        ("https://something.new.suomi.fi", "production"),
        ("https://evil.suomi.fi.palvelutietovaranto.trn.suomi.fi", "test"),
        ("https://api.palvelutietovaranto.trn.suomi.fi/api", "test"),
        ("https://palvelutietovaranto.trn.suomi.fi/api/auth/api-login", "test"),
        ("http://127.0.0.1:8089/ptv/api", "loopback"),
        ("http://[::1]:8089/ptv/api", "loopback"),
        ("http://localhost/ptv", "loopback"),
        ("https://ptv.kunta.example/api", "unknown"),
        ("https://notsuomi.fi/api", "unknown"),
        ("https://127.0.0.1.example/api", "unknown"),
    ],
)
def test_an_address_is_told_by_its_host(url: str, kind: Where) -> None:
    assert where(url) == kind


@pytest.mark.parametrize("key", ["ptv.url", "ptv.token_url"])
def test_one_address_of_production_refuses_all_even_when_agreed(key: str) -> None:
    addresses = {
        "ptv.url": "http://127.0.0.1/api",
        "ptv.token_url": "http://127.0.0.1/login",
        key: "https://palveluhallinta.suomi.fi/api",
    }

    with pytest.raises(InputError, match=f"{key} leads to palveluhallinta.suomi.fi.*production"):
        require_test_addresses(addresses, agreed=True)


def test_an_unknown_host_is_taken_when_agreed_to() -> None:
    addresses = {"ptv.url": "https://ptv.kunta.example/api"}

    with pytest.raises(InputError, match="--yes"):
        require_test_addresses(addresses, agreed=False)

    assert require_test_addresses(addresses, agreed=True) == "unknown"
