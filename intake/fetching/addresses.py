"""An IP address in; whether it is a public web server's, out."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

Address = IPv4Address | IPv6Address

# `is_global` follows IANA's registries as they were when Python was built: 3.11.7 passes
# 192.0.0.192, which is the metadata service of a cloud. So what may never be reached is here too.
_DENIED_4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",  # this network; Linux takes 0.0.0.0 for the machine itself
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and a cloud's metadata service
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's wire server, under a public address
        "169.254.0.0/16",  # link-local: most clouds' metadata services
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
_UNICAST_6 = IPv6Network("2000::/3")  # all that IANA gives to anybody; mapped forms are outside
_DENIED_6 = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # protocols: Teredo, benchmarks, ORCHID
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address inside
        "2620:4f:8000::/48",
        "3ffe::/16",
        "3fff::/20",
    )
)
_ISATAP = (0x00005EFE, 0x02005EFE)  # RFC 5214: the last 32 bits are an IPv4 address


def is_public(address: Address) -> bool:
    """Whether a connection to it leaves for the public internet.

    IPv6 addresses that carry an IPv4 address inside (mapped, compatible, 6to4, NAT64, Teredo,
    ISATAP) are not, whichever they carry: no outlet's site has one.
    """
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _DENIED_4)
    if address.scope_id is not None or address not in _UNICAST_6:
        return False
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return False
    return not any(address in network for network in _DENIED_6)
