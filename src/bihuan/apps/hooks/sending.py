"""One message over the network: signed, to the judged address, no redirect followed, never longer than a moment."""

import hashlib
import hmac
import http.client
import ssl
import time
from typing import NamedTuple

from bihuan import __version__
from bihuan.apps.hooks.addresses import Place, place_find
from bihuan.datamodel import BihuanError

TIMEOUT = 10
WORDS = 120  # characters of an answer that are kept


class Answer(NamedTuple):
    """How a message was received."""

    good: bool
    told: str


def signature(secret: str, moment: str, key: str, body: bytes) -> str:
    """HMAC-SHA256 over moment, id and body: what the receiver computes again."""
    signed = f"{moment}.{key}.".encode() + body
    return "sha256=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def message_send(*, url: str, secret: str, key: str, body: str) -> Answer:
    """Send one message; whatever goes wrong is told in words, never raised."""
    try:
        place = place_find(url)
        return answer_read(place, headers_of(place, secret, key, body.encode()), body.encode())
    except BihuanError as error:
        return Answer(False, error.what)
    except (OSError, http.client.HTTPException) as error:
        return Answer(False, f"没有送到：{type(error).__name__} {error}"[:WORDS])


def headers_of(place: Place, secret: str, key: str, body: bytes) -> dict[str, str]:
    """Content, id, time and signature."""
    moment = str(int(time.time()))
    return {
        "Host": place.host if place.port in (80, 443) else f"{place.host}:{place.port}",
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"bihuan/{__version__}",
        "X-Bihuan-Id": key,
        "X-Bihuan-Timestamp": moment,
        "X-Bihuan-Signature": signature(secret, moment, key, body),
    }


def answer_read(place: Place, headers: dict[str, str], body: bytes) -> Answer:
    """Only 2xx is good. A redirect is an answer like any other: it is not followed."""
    connection = connection_to(place)
    try:
        connection.request("POST", place.path, body=body, headers=headers)
        answer = connection.getresponse()
        answer.read(2000)
        return Answer(200 <= answer.status < 300, f"{answer.status} {answer.reason}"[:WORDS])
    finally:
        connection.close()


def connection_to(place: Place) -> http.client.HTTPConnection:
    """A connection to the judged address; TLS asks for a certificate of the name."""
    if place.scheme == "http":
        return http.client.HTTPConnection(place.address, place.port, timeout=TIMEOUT)
    connection = http.client.HTTPSConnection(place.address, place.port, timeout=TIMEOUT)
    connection.sock = tls_socket(place)
    return connection


def tls_socket(place: Place) -> ssl.SSLSocket:
    """A verified TLS socket to the address in the name of the host."""
    import socket

    plain = socket.create_connection((place.address, place.port), TIMEOUT)
    return ssl.create_default_context().wrap_socket(plain, server_hostname=place.host)
