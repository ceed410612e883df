"""Fetching a link: what comes back, and that nothing holds a worker or fills its memory."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from intake.fetch import (
    FEEDS,
    USER_AGENT,
    Absence,
    Absent,
    Fetched,
    NotModified,
    Validators,
    fetch,
)
from intake.fetching import network as real
from intake.fetching.exchange import Limits
from intake.fetching.faults import (
    BadRedirect,
    Forbidden,
    NoSuchHost,
    NotFetched,
    TooLarge,
    TooSlow,
    Unreachable,
    Untrusted,
    WrongType,
)
from intake.fetching.robots import KEPT, Rules
from tests.intake.web import OUTSIDE, Script, Ticking, Web, answer, pages, site

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HELLO = b"<html><p>Hello"
SMALL = Limits(wire=50_000, decoded=100_000)


def fetched(script: Script, path: str = "a", **options: object) -> object:
    """What `http://news.example/PATH` gives."""
    with site(script) as outlet:
        url = f"http://news.example/{path}"
        return fetch(url, Web(outlet).network(), {}, NOW, **options)  # type: ignore[arg-type]


def test_a_page_comes_back_with_its_address_type_and_validators() -> None:
    script = pages(a=answer(HELLO, etag='"v1"', last_modified="Tue, 03 Mar 2026 10:00:00 GMT"))
    with site(script) as outlet:
        web = Web(outlet)
        got = fetch("http://News.example/a#top", web.network(), {}, NOW)
    assert isinstance(got, Fetched)
    assert (got.url, got.body, got.status) == ("http://news.example/a", HELLO, 200)
    assert (got.media_type, got.charset, got.permanent) == ("text/html", "utf-8", True)
    assert got.validators == Validators('"v1"', "Tue, 03 Mar 2026 10:00:00 GMT")
    assert len(HELLO) < got.wire < 1_000
    assert web.connected == [(OUTSIDE, 80), (OUTSIDE, 80)]


def test_the_bot_says_who_it_is_and_names_the_host_as_typed() -> None:
    with site(pages(a=answer(HELLO))) as outlet:
        fetch("http://news.example/a#secret", Web(outlet).network(), {}, NOW)
    for asked in outlet.asked:
        lines = asked.decode().split("\r\n")
        assert "Host: news.example" in lines
        assert f"User-Agent: {USER_AGENT}" in lines
        assert b"secret" not in asked


def test_validators_are_sent_back_and_nothing_new_is_told() -> None:
    with site(pages(a=answer(b"", "304 Not Modified", content_length=""))) as outlet:
        got = fetch(
            "http://news.example/a",
            Web(outlet).network(),
            {},
            NOW,
            validators=Validators('"v1"', "Tue, 03 Mar 2026 10:00:00 GMT"),
        )
    assert got == NotModified("http://news.example/a")
    assert b'If-None-Match: "v1"\r\n' in outlet.asked[-1]
    assert b"If-Modified-Since: Tue, 03 Mar 2026 10:00:00 GMT\r\n" in outlet.asked[-1]


def test_validators_that_cannot_be_sent_back_are_not_kept() -> None:
    got = fetched(pages(a=answer(HELLO, etag="ü" * 3, last_modified="x" * 900)))
    assert isinstance(got, Fetched)
    assert got.validators == Validators()


@pytest.mark.parametrize(
    ("status", "absence"),
    [
        ("404 Not Found", Absence.MISSING),
        ("410 Gone", Absence.GONE),
        ("429 Too Many Requests", Absence.LATER),
        ("500 Oops", Absence.LATER),
        ("503 Busy", Absence.LATER),
        ("401 Who", Absence.DENIED),
        ("403 No", Absence.DENIED),
        ("451 Legal", Absence.DENIED),
        ("204 Nothing", Absence.DENIED),
    ],
)
def test_a_site_without_the_page_says_so_in_a_sentence(status: str, absence: Absence) -> None:
    got = fetched(pages(a=answer(b"", status, retry_after="120")))
    assert isinstance(got, Absent)
    assert (got.status, got.absence, got.retry_after) == (int(status[:3]), absence, 120.0)
    assert got.why.startswith("news.example ")
    assert status[:3] in got.why


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("Wed, 04 Mar 2026 12:05:00 GMT", 300.0),
        ("Wed, 04 Mar 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("-5", None),
        ("9" * 40, 30 * 24 * 3600.0),
    ],
)
def test_retry_after_is_seconds_from_now(value: str, seconds: float | None) -> None:
    got = fetched(pages(a=answer(b"", "503 Busy", retry_after=value)))
    assert isinstance(got, Absent)
    assert got.retry_after == seconds


def test_redirects_are_followed_to_other_hosts() -> None:
    moved = answer(b"", "301 Moved", location="http://other.example/b?x=é")
    paths = pages(a=moved, **{"b?x=%C3%A9": answer(HELLO)})
    with site(paths) as outlet:
        web = Web(outlet)
        got = fetch("http://news.example/a", web.network(), {}, NOW)
    assert isinstance(got, Fetched)
    assert (got.url, got.permanent) == ("http://other.example/b?x=%C3%A9", True)
    assert web.looked_up == ["news.example", "other.example"]
    assert b"Host: other.example" in outlet.asked[-1]


def test_one_passing_redirect_makes_the_way_a_passing_one() -> None:
    script = pages(
        a=answer(b"", "302 Found", location="b"),
        b=answer(b"", "308 Moved", location="c"),
        c=answer(HELLO),
    )
    got = fetched(script)
    assert isinstance(got, Fetched)
    assert not got.permanent


def test_a_circle_of_redirects_ends() -> None:
    def script(path: str) -> Iterator[bytes]:
        yield (
            answer(b"", "404 No")
            if "robots" in path
            else answer(b"", "302 Found", location=path + "a")
        )

    with site(script) as outlet, pytest.raises(BadRedirect, match=r"^news\.example "):
        fetch("http://news.example/", Web(outlet).network(), {}, NOW)
    assert len(outlet.asked) == 1 + 6  # robots.txt, the link, five redirects


def trickle(path: str) -> Iterator[bytes]:
    """A page that goes on for ever, a byte at a time."""
    yield answer(HELLO, content_length="")
    while True:
        yield b"a"


def slow_headers(path: str) -> Iterator[bytes]:
    yield b"HTTP/1.1 200 OK\r\nX-Slow: "
    while True:
        yield b"a"


def chunks(path: str) -> Iterator[bytes]:
    yield answer(b"", transfer_encoding="chunked", content_length="")
    while True:
        yield b"1\r\na\r\n"


def early_hints(path: str) -> Iterator[bytes]:
    while True:
        yield b"HTTP/1.1 103 Early Hints\r\n\r\n"


@pytest.mark.parametrize("script", [trickle, slow_headers, chunks, early_hints])
def test_whoever_drips_is_left_at_the_deadline(script: Script) -> None:
    # The clock goes on a second with each look: no number of small steps outlasts it.
    with site(script) as outlet:
        network = Web(outlet).network(Ticking(1.0))
        with pytest.raises(TooSlow, match=r"news\.example did not answer in time"):
            fetch("http://news.example/a", network, {}, NOW, limits=Limits(seconds=20))
    assert outlet.gone == 1


@pytest.mark.parametrize("script", [trickle, slow_headers, chunks, early_hints])
def test_whoever_sends_without_end_is_left_at_the_limit(script: Script) -> None:
    with site(script) as outlet:
        rules = {"http://news.example": Rules(None, 0.0)}
        with pytest.raises(TooLarge):
            fetch("http://news.example/a", Web(outlet).network(), rules, NOW, limits=SMALL)
    assert outlet.gone == 1


def test_a_silent_site_is_left_at_the_deadline() -> None:
    spoken = threading.Event()

    def silent(path: str) -> Iterator[bytes]:
        spoken.wait(10)
        yield b""

    with site(silent) as outlet:
        with pytest.raises(TooSlow):
            fetch(
                "http://news.example/a", Web(outlet).network(), {}, NOW, limits=Limits(seconds=0.05)
            )
        spoken.set()


def test_a_name_server_that_does_not_answer_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: answered.wait(10) and [])
    with pytest.raises(TooSlow):
        real.resolve("news.example", 0.01)
    answered.set()


def test_a_name_that_is_not_known_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **options: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NoSuchHost, match=r"no site named news\.example"):
        real.resolve("news.example", 5.0)


def test_the_real_connection_goes_to_the_address_given() -> None:
    with site(pages()) as outlet:
        made = real.connect(ip_address("127.0.0.1"), outlet.port, 5.0)
        assert made.getpeername() == ("127.0.0.1", outlet.port)
        made.close()


BIG = b"a" * 40_000_000


def members(count: int) -> bytes:
    return gzip.compress(b"", mtime=0) * count


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(BIG, mtime=0)),
        ("deflate", zlib.compress(BIG)),
        ("gzip", members(2_000)),
        ("", b"a" * 100_001),
    ],
)
def test_a_bomb_is_left_before_it_bursts(coding: str, body: bytes) -> None:
    limits = Limits(wire=1_000_000, decoded=100_000)
    with pytest.raises(TooLarge):
        fetched(pages(a=answer(body, content_encoding=coding)), limits=limits)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(HELLO, mtime=0)),
        ("GZIP", gzip.compress(HELLO[:5], mtime=0) + gzip.compress(HELLO[5:], mtime=0)),
        ("x-gzip", gzip.compress(HELLO, mtime=0) + b"\0" * 9),
        ("deflate", zlib.compress(HELLO)),
        ("deflate", zlib.compress(HELLO)[2:-4]),
        ("identity", HELLO),
    ],
)
def test_packed_pages_are_unpacked(coding: str, body: bytes) -> None:
    got = fetched(pages(a=answer(body, content_encoding=coding)))
    assert isinstance(got, Fetched)
    assert got.body == HELLO


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("br", b"\x0b\x02\x80"),
        ("gzip, gzip", gzip.compress(gzip.compress(HELLO, mtime=0), mtime=0)),
        ("gzip", HELLO),
        ("gzip", gzip.compress(bytes(range(256)) * 20, mtime=0)[:-40]),
        ("deflate", b"\xff\xff\xff"),
    ],
)
def test_pages_packed_otherwise_or_badly_are_refused(coding: str, body: bytes) -> None:
    with pytest.raises(Unreachable, match=r"packed|broke off"):
        fetched(pages(a=answer(body, content_encoding=coding)))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"220 mail.example ESMTP\r\n",
        b"SSH-2.0-OpenSSH_9\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nBad Header: 1\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n",
        b"\x00\xff" * 100 + b"\r\n\r\n",
    ],
)
def test_whoever_speaks_no_http_is_refused_in_a_sentence(raw: bytes) -> None:
    with pytest.raises(Unreachable, match=r"^news\.example "):
        fetched(lambda path: [raw])


@pytest.mark.parametrize(
    "head",
    [
        b"".join(b"X-%d: 1\r\n" % number for number in range(200)),
        b"X-Big: " + b"a" * 40_000 + b"\r\n",
    ],
)
def test_too_many_or_too_large_headers_are_refused(head: bytes) -> None:
    with site(lambda path: [b"HTTP/1.1 200 OK\r\n" + head + b"\r\n"]) as outlet:
        rules = {"http://news.example": Rules(None, 0.0)}
        with pytest.raises(TooLarge, match="more headers"):
            fetch("http://news.example/a", Web(outlet).network(), rules, NOW)


@pytest.mark.parametrize(
    "content_type", ["application/pdf", "image/png", "video/mp4", "application/octet-stream", "x"]
)
def test_what_is_no_page_is_not_read(content_type: str) -> None:
    with pytest.raises(WrongType, match="no web page"):
        fetched(pages(a=answer(HELLO, content_type=content_type)))


def test_feeds_are_read_where_they_are_asked_for() -> None:
    script = pages(a=answer(b"<rss/>", content_type="application/rss+xml"))
    with pytest.raises(WrongType):
        fetched(script)
    got = fetched(script, types=FEEDS)
    assert isinstance(got, Fetched)
    assert got.charset is None


def test_a_page_without_a_type_is_read() -> None:
    assert isinstance(fetched(pages(a=answer(HELLO, content_type=""))), Fetched)


def test_a_site_that_refuses_all_its_addresses_is_said() -> None:
    web = Web(None, news_example=["198.45.20.7", "198.45.20.8"])
    with pytest.raises(Unreachable, match=r"news\.example cannot be reached"):
        fetch("https://news.example/", web.network(), {}, NOW)
    assert [str(address) for address, _ in web.connected] == ["198.45.20.7", "198.45.20.8"]
    assert {port for _, port in web.connected} == {443}


ASKED = b"User-agent: *\nDisallow: /private\n\nUser-agent: ParallaxBot\nDisallow: /ours\n"


def test_robots_txt_is_obeyed_and_asked_for_once() -> None:
    plain = answer(ASKED, content_type="text/plain")
    with site(pages(robots_txt=plain, private=answer(HELLO), ours=answer(HELLO))) as outlet:
        network, rules = Web(outlet).network(), {}
        assert isinstance(fetch("http://news.example/private", network, rules, NOW), Fetched)
        with pytest.raises(Forbidden, match=r"robots\.txt") as refused:
            fetch("http://news.example/ours", network, rules, NOW)
    assert not refused.value.passing
    assert outlet.paths() == ["/robots.txt", "/private"]


def test_robots_txt_is_asked_for_again_after_a_day() -> None:
    clock = Ticking()
    with site(pages(a=answer(HELLO))) as outlet:
        network, rules = Web(outlet).network(clock), {}
        fetch("http://news.example/a", network, rules, NOW)
        clock.time += KEPT
        fetch("http://news.example/a", network, rules, NOW)
    assert outlet.paths() == ["/robots.txt", "/a"] * 2


@pytest.mark.parametrize(
    "reply", [answer(b"", "503 Busy"), answer(b"", "302 Found", location="/robots.txt")]
)
def test_a_robots_txt_that_cannot_be_read_forbids_for_a_while(reply: bytes) -> None:
    with pytest.raises(Forbidden, match="could not be read") as refused:
        fetched(pages(robots_txt=reply, a=answer(HELLO)))
    assert refused.value.passing


def test_robots_txt_is_asked_of_the_host_that_a_redirect_leads_to() -> None:
    closed = answer(b"User-agent: *\nDisallow: /", content_type="text/plain")

    with site(pages(a=answer(b"", "302 Found", location="http://other.example/b"))) as outlet:
        rules = {"http://other.example": Rules(None, 0.0, unread="status 503")}
        with pytest.raises(Forbidden, match=r"other\.example"):
            fetch("http://news.example/a", Web(outlet).network(), rules, NOW)
    assert closed  # the rules were known: the other host was not asked
    assert outlet.paths() == ["/robots.txt", "/a"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate of news.example, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.example")])
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "news.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_https_sends_the_name_and_checks_the_certificate(certificate: Path) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    named: list[str | None] = []
    server.sni_callback = lambda made, name, context: named.append(name)
    ours = ssl.create_default_context(cafile=str(certificate))
    with site(pages(a=answer(HELLO)), server) as outlet:
        web = Web(outlet)
        got = fetch("https://news.example/a", web.network(tls=ours), {}, NOW)
        with pytest.raises(Untrusted, match=r"other\.example does not prove who it is"):
            fetch("https://other.example/a", web.network(tls=ours), {}, NOW)
        with pytest.raises(Untrusted):
            fetch("https://news.example/a", web.network(), {}, NOW)
    assert isinstance(got, Fetched)
    assert got.url == "https://news.example/a"
    assert named == ["news.example", "news.example", "other.example", "news.example"]
    assert {port for _, port in web.connected} == {443}


def test_https_leads_to_nothing_less(certificate: Path) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(certificate)
    ours = ssl.create_default_context(cafile=str(certificate))
    moved = answer(b"", "301 Moved", location="http://news.example/b")
    with site(pages(a=moved), server) as outlet, pytest.raises(BadRedirect, match="without it"):
        fetch("https://news.example/a", Web(outlet).network(tls=ours), {}, NOW)
    assert outlet.paths() == ["/robots.txt", "/a"]


def test_a_site_that_speaks_no_tls_is_refused() -> None:
    with site(lambda path: [b"HTTP/1.1 400 Bad\r\n\r\n"]) as outlet, pytest.raises(NotFetched):
        fetch(
            "https://news.example/",
            Web(outlet).network(),
            {},
            NOW,
            limits=Limits(seconds=0.2),
        )


def test_the_usual_authorities_are_trusted() -> None:
    context = real.trusting()
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname
    assert context.cert_store_stats()["x509_ca"] > 50
