"""Which machines may be asked: those that everybody can reach.

A pull request comes from a stranger, and the machine that checks it has neighbors, and an address that hands out its
secrets. So a link, or a redirect, that leads to a machine of a private network is not followed.

The ranges stand here, and not in the Python that runs: what its `ipaddress` calls global differs from version to
version.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address

# IANA's registry of special purposes, all of it: where one of these may be reached, no page of a source stands there.
_BARRED_4 = (
    "0.0.0.0/8",  # this network
    "10.0.0.0/8",  # private
    "100.64.0.0/10",  # between a provider and its customers
    "127.0.0.0/8",  # this machine
    "168.63.129.16/32",  # not IANA's: Azure, where GitHub's machines run, answers them there
    "169.254.0.0/16",  # the same cable; clouds hand out secrets there
    "172.16.0.0/12",  # private
    "192.0.0.0/24",  # protocols
    "192.0.2.0/24",  # examples
    "192.31.196.0/24",  # AS112
    "192.52.193.0/24",  # multicast relays
    "192.88.99.0/24",  # relays of 6to4
    "192.168.0.0/16",  # private
    "192.175.48.0/24",  # AS112
    "198.18.0.0/15",  # measuring
    "198.51.100.0/24",  # examples
    "203.0.113.0/24",  # examples
    "224.0.0.0/4",  # multicast
    "240.0.0.0/4",  # reserved, and the broadcast
)
# Of IPv6 only one range has been given to the public; of it, these have a special purpose.
_PUBLIC_6 = IPv6Network("2000::/3")
_BARRED_6 = (
    "2001::/23",  # protocols: Teredo, measuring, ORCHID and more
    "2001:db8::/32",  # examples
    "2002::/16",  # 6to4: taken off in _unwrap
    "2620:4f:8000::/48",  # AS112
    "3ffe::/16",  # the 6bone, given back
    "3fff::/20",  # examples
)
_LOOPBACK = (IPv4Network("127.0.0.0/8"), IPv6Network("::1/128"))
_NETWORKS_4 = tuple(IPv4Network(one) for one in _BARRED_4)
_NETWORKS_6 = tuple(IPv6Network(one) for one in _BARRED_6)
# Ranges that write an IPv4 address in another way, and by how many bits it is shifted there.
_WRAPPED = (
    (IPv6Network("::ffff:0:0/96"), 0),
    (IPv6Network("64:ff9b::/96"), 0),
    (IPv6Network("2002::/16"), 80),
)


def is_public(machine: str, allow_loopback: bool = False) -> bool:
    """Say whether a network address, written as text, is one that everybody can reach, whichever way it is written."""
    try:
        address = _unwrap(ip_address(machine))
    except ValueError:
        return False
    return _is_public(address) or (allow_loopback and _is_in(address, _LOOPBACK))


def find_host(address: str) -> str:
    """Return the host of an address; empty where it has none."""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        return not _is_in(address, _NETWORKS_4)
    return address in _PUBLIC_6 and address.scope_id is None and not _is_in(address, _NETWORKS_6)


def _is_in(address: Address, networks: Iterable[IPv4Network | IPv6Network]) -> bool:
    return any(address in network for network in networks if network.version == address.version)


def _unwrap(address: Address) -> Address:
    """Return the IPv4 address that an IPv6 address writes in another way, or the address itself."""
    if isinstance(address, IPv6Address):
        for network, shift in _WRAPPED:
            if address in network:
                return IPv4Address(int(address) >> shift & 0xFFFFFFFF)
    return address
