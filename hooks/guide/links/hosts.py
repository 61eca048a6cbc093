"""Which machines may be asked: those that everybody can reach.

A pull request comes from a stranger, and the machine that checks it has neighbors, and an address that hands out its
secrets. So a link, or a redirect, that leads to a machine of a private network is not followed.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

_NAT64 = IPv6Network("64:ff9b::/96")
# Azure, where GitHub's machines run, answers them at this address, though it looks like a public one.
_BARRED = (IPv4Network("168.63.129.16/32"),)


def is_public(machine: str, allow_loopback: bool = False) -> bool:
    """Say whether a network address, written as text, is one that everybody can reach, whichever way it is written."""
    try:
        address = ip_address(machine.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(one) or (allow_loopback and one.is_loopback) for one in _unwrap(address))


def find_host(address: str) -> str:
    """Return the host of an address; empty where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    barred = any(address in network for network in _BARRED if network.version == address.version)
    return address.is_global and not address.is_multicast and not barred


def _unwrap(address: IPv4Address | IPv6Address) -> tuple[IPv4Address | IPv6Address, ...]:
    """Return the address that an IPv6 address wraps, or the address itself."""
    if isinstance(address, IPv4Address):
        return (address,)
    if address in _NAT64:
        return (IPv4Address(int(address) & 0xFFFFFFFF),)
    inner = address.ipv4_mapped or address.sixtofour
    return (inner,) if inner else (address,)
