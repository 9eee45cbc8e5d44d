"""Which addresses may be told: http and https only, public ones, and of the inner network those that the administrator listed."""

import ipaddress
import socket
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings

from bihuan.datamodel import BihuanError

PORTS = {"http": 80, "https": 443}
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Place(NamedTuple):
    """Where a message goes: the address itself is connected to, so that a name cannot change its meaning after it was judged."""

    scheme: str
    host: str
    address: str
    port: int
    path: str


def allowed_inside() -> tuple[str, ...]:
    """Hosts and networks of ``BIHUAN_WEBHOOK_HOSTS``."""
    return tuple(word.strip() for word in settings.BIHUAN.webhook_hosts.split(",") if word.strip())


def url_check(url: str) -> None:
    """Refuse what is not a plain http(s) address; the network is not asked."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in PORTS and bool(parts.hostname) and not parts.username and (parts.port or 1) > 0
    except ValueError:
        good = False
    if not good:
        raise BihuanError(
            "webhook.address", f"推送地址“{url}”不能用", hint="只能是 http:// 或 https:// 开头，不带用户名和密码"
        )


def place_find(url: str, inside: Sequence[str] | None = None) -> Place:
    """Judge an address and find where it lies; an address that may not be told is a named error."""
    url_check(url)
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise BihuanError("webhook.unknown_host", f"找不到主机“{host}”", hint="检查地址和本机的域名解析") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    listed = allowed_inside() if inside is None else inside
    refused = [one for one in addresses if not may_tell(host, ipaddress.ip_address(one.partition("%")[0]), listed)]
    if refused:
        raise BihuanError(
            "webhook.inside",
            f"推送地址“{host}”在本机或内网（{refused[0]}），没有允许",
            hint="请管理员把它写进 BIHUAN_WEBHOOK_HOSTS",
        )
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(parts.scheme, host, addresses[0], port, path)


def may_tell(host: str, address: Address, listed: Sequence[str]) -> bool:
    """Public addresses may; others only when the host or its network is listed."""
    if address.is_global and not address.is_multicast:
        return True
    return host in listed or any(inside(address, word) for word in listed)


def inside(address: Address, word: str) -> bool:
    """Whether an address lies in a listed network."""
    try:
        return address in ipaddress.ip_network(word, strict=False)
    except ValueError:
        return False
