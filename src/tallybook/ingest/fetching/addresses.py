"""Which addresses may be asked: URLs of the web, on machines that the whole internet can reach.

The ranges are those that IANA's special-purpose registries call not globally reachable, with
multicast and with what embeds an IPv4 address in an IPv6 one, which would lead around the first
table. IPv6 is allowed only inside 2000::/3, the one block that IANA hands out for global unicast:
loopback, link-local, unique-local, IPv4-mapped and NAT64 addresses all lie outside it.

https://www.iana.org/assignments/iana-ipv4-special-registry (read 2026-11-28)
https://www.iana.org/assignments/iana-ipv6-special-registry (read 2026-11-28)
https://www.iana.org/assignments/ipv6-address-space
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

import httpx

from tallybook.errors import SourceError

IPAddress = IPv4Address | IPv6Address

_SPECIAL_IPV4 = tuple(
    (IPv4Network(network), words)
    for network, words in (
        ("0.0.0.0/8", "this network (RFC 791)"),
        ("10.0.0.0/8", "a private network (RFC 1918)"),
        ("100.64.0.0/10", "a provider's inner network (RFC 6598)"),
        ("127.0.0.0/8", "this machine itself (RFC 1122)"),
        ("169.254.0.0/16", "a link-local address, where clouds keep their metadata (RFC 3927)"),
        ("172.16.0.0/12", "a private network (RFC 1918)"),
        ("192.0.0.0/24", "reserved for protocols (RFC 6890)"),
        ("192.0.2.0/24", "reserved for documentation (RFC 5737)"),
        ("192.88.99.0/24", "a 6to4 relay (RFC 7526)"),
        ("192.168.0.0/16", "a private network (RFC 1918)"),
        ("198.18.0.0/15", "reserved for benchmarks (RFC 2544)"),
        ("198.51.100.0/24", "reserved for documentation (RFC 5737)"),
        ("203.0.113.0/24", "reserved for documentation (RFC 5737)"),
        ("224.0.0.0/4", "multicast (RFC 5771)"),
        ("240.0.0.0/4", "reserved, broadcast among it (RFC 1112)"),
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_SPECIAL_IPV6 = tuple(
    (IPv6Network(network), words)
    for network, words in (
        ("2001::/23", "reserved for protocols, Teredo among them (RFC 2928)"),
        ("2001:db8::/32", "reserved for documentation (RFC 3849)"),
        ("2002::/16", "an IPv4 address in another form, 6to4 (RFC 3056)"),
        ("3fff::/20", "reserved for documentation (RFC 9637)"),
    )
)

_ENDS_IN_A_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$", re.IGNORECASE)
"""A host that WHATWG's URL Standard (§3.5) parses as an IPv4 address in one of its many forms."""

_OPEN_PORTS = frozenset({80, 443, *range(1024, 65536)})
"""The web's own, and those above the system ports (RFC 6335, §6): below 1024 are other services,
such as mail, which a request might be made to talk to."""


def refusal_of(address: IPAddress) -> str | None:
    """Return in words what keeps an address from being public, or None where nothing does."""
    if isinstance(address, IPv4Address):
        return next((words for network, words in _SPECIAL_IPV4 if address in network), None)
    if address not in _GLOBAL_UNICAST:
        return "outside the addresses of the public internet (RFC 4291)"
    return next((words for network, words in _SPECIAL_IPV6 if address in network), None)


def read_url(text: str) -> httpx.URL:
    """Return an address of the web, without its fragment.

    Raises SourceError: "scheme" for anything but http and https, "url" for one that cannot be
    read, that carries a user name, or whose host or port is not that of a web page.
    """
    try:
        url = httpx.URL(text).copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise SourceError(
            f"the address {text!r} cannot be read ({error}); copy it again from the browser",
            code="url",
        ) from error
    if url.scheme not in ("http", "https"):
        raise SourceError(
            f"only http and https addresses are fetched, not {url.scheme or 'none'}://; save the "
            "report as a file",
            code="scheme",
        )
    trouble = _trouble_with(url)
    if trouble is not None:
        raise SourceError(f"the address {text!r} {trouble}", code="url")
    return url


def _trouble_with(url: httpx.URL) -> str | None:
    if url.userinfo:
        return "holds a user name; pages behind a login are not fetched, save the report as a file"
    if not url.host:
        return "names no host; copy it again from the browser"
    if _ENDS_IN_A_NUMBER.search(url.host) and not _is_address(url.host):
        return "writes an IP address in an unusual form; use the site's name"
    if url.port is not None and url.port not in _OPEN_PORTS:
        return f"names port {url.port}, which is none of the web"
    return None


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
