"""Who is at the other end of a connection, and whom a proxy speaks for."""

import ipaddress
from collections.abc import Sequence
from typing import TypeAlias

Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address


def address_of(text: str) -> Address | None:
    """Return the address that *text* is; None for anything else."""
    try:
        found = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    # A socket for both kinds shows IPv4 in IPv6's clothes.
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def is_within(address: Address | None, networks: Sequence[str]) -> bool:
    """Whether an address is in one of the networks."""
    return address is not None and any(
        address in ipaddress.ip_network(network) for network in networks
    )


def client_of(peer: Address | None, forwarded: str, proxies: Sequence[str]) -> Address | None:
    """Return who asks, for the proxies among *proxies* that stand between.

    Args:
        peer: The other end of the connection.
        forwarded: All of `X-Forwarded-For`. Each proxy adds whom it heard it from, so it is read
            from its end, and only as far as proxies of ours wrote it.
        proxies: Networks of our proxies.
    """
    client = peer
    for step in reversed(forwarded.split(",")):
        before = address_of(step)
        if before is None or not is_within(client, proxies):
            break
        client = before
    return client


def neighbourhood(address: Address | None) -> str:
    """Return what attempts are counted for: an address, of IPv6 the network of 64 bits.

    Whoever has one address of IPv6 has all of its network.
    """
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)
