"""What strangers type or sites lead to: none of it reaches an address inside."""

from __future__ import annotations

from datetime import UTC, datetime
from ipaddress import ip_address

import pytest

from intake.fetch import fetch
from intake.fetching.addresses import is_public
from intake.fetching.faults import BadLink, NotFetched, NotPublic
from intake.fetching.links import parse_link
from tests.intake.web import Web, answer, pages, site

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)

TYPED = """
http://127.0.0.1/
http://127.1/
http://127.0.1/
http://0177.0.0.1/
http://0177.1/
http://017700000001/
http://0x7f.0.0.1/
http://0x7f.1/
http://0x7f000001/
http://0X7F000001/
http://2130706433/
http://127.0.0.1./
http://127.0.0.0x1/
http://127.0.0.01/
http://127.0.0.1.:80/
http://0/
http://0.0.0.0/
http://0.1.2.3/
http://00/
http://0x/
http://10.0.0.1/
http://10.1/
http://172.16.0.1/
http://172.31.255.255/
http://192.168.1.1/
http://192.168.257/
http://3232235777/
http://100.64.0.1/
http://100.100.100.200/
http://169.254.169.254/latest/meta-data/
http://2852039166/
http://0xA9FEA9FE/
http://0251.0376.0251.0376/
http://168.63.129.16/
http://192.0.0.192/
http://192.0.0.8/
http://192.0.2.1/
http://192.88.99.1/
http://198.18.0.1/
http://198.51.100.7/
http://203.0.113.7/
http://224.0.0.1/
http://239.255.255.250/
http://240.0.0.1/
http://255.255.255.255/
http://256.256.256.256/
http://1.2.3.4.5/
http://4294967296/
http://１２７.0.0.1/
http://127。0。0。1/
http://①②⑦.⓪.⓪.①/
http://[::1]/
http://[::]/
http://[0:0:0:0:0:0:0:1]/
http://[::ffff:127.0.0.1]/
http://[::ffff:7f00:1]/
http://[::ffff:8.8.8.8]/
http://[::127.0.0.1]/
http://[::7f00:1]/
http://[64:ff9b::7f00:1]/
http://[64:ff9b::8.8.8.8]/
http://[64:ff9b:1::1]/
http://[2002:7f00:1::]/
http://[2002:808:808::1]/
http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/
http://[2a00:1450::5efe:7f00:1]/
http://[2a00:1450::200:5efe:a00:1]/
http://[fe80::1]/
http://[fe80::1%25eth0]/
http://[fe80::1%eth0]/
http://[2a00:1450::1%eth0]/
http://[fc00::1]/
http://[fd00:ec2::254]/
http://[fec0::1]/
http://[ff02::1]/
http://[2001:db8::1]/
http://[3fff::1]/
http://[100::1]/
http://[5f00::1]/
http://[::1/
http://[127.0.0.1]/
http://[::1]x/
http://[v1.fe80]/
http://::1/
http://localhost/
http://LOCALHOST/
http://localhost./
http://localhost:80/
http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/
http://news.localhost/
http://localhost.localdomain/
http://printer.local/
http://metadata.google.internal/
http://wiki.intranet/
http://router.home.arpa/
http://1.0.0.127.in-addr.arpa/
http://hidden.onion/
http://metadata/
http://a..example/
http://.example/
http://example../
http://-a.example/
http://a_b.example/
http://%6c%6f%63alhost/
http://127.0.0.1%2f.example/
http://news.example:22/
http://news.example:8080/
http://news.example:6379/
http://news.example:0/
http://news.example:65616/
http://news.example:８０/
http://news.example:-80/
http://news.example:80:80/
http://news.example:80@127.0.0.1/
http://user:password@news.example/
http://user@news.example/
http://@news.example/
http://news.example@127.0.0.1/
http://news.example\\@127.0.0.1/
http://127.0.0.1\\@news.example/
http://news.example\\.127.0.0.1/
http:///127.0.0.1/
http://
http:127.0.0.1
http:/127.0.0.1/
https:\\\\127.0.0.1
//127.0.0.1/
127.0.0.1
file:///etc/passwd
FILE:///etc/passwd
ftp://news.example/
gopher://127.0.0.1:6379/_INFO
dict://127.0.0.1:11211/stats
data:text/html,hello
javascript:alert(1)
jar:http://127.0.0.1!/
unix:/var/run/docker.sock
ws://news.example/
view-source:http://127.0.0.1/
http://xn--a/
http://xn--zzzzzzz--.example/
""".split()
TYPED += [
    "",
    "http://news.example/\r\nHost: 127.0.0.1",
    "http://news.example/ \tx",
    "http://127.0.0.1\t/",
    "http://127.0.0.1 /",
    "ht\ntp://127.0.0.1/",
    "http://\x00127.0.0.1/",
    "http://news.example\u2028/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 140 + "example/",
    "http://" + "ü" * 300 + ".example/",
    "http://news.example/" + "a" * 5_000,
    "http://" + "１" * 4_000 + "/",
]


@pytest.mark.parametrize("typed", TYPED, ids=lambda text: text[:40].encode("unicode_escape"))
def test_no_hostile_link_reaches_a_socket_or_a_name_server(typed: str) -> None:
    web = Web(None)
    with pytest.raises(BadLink) as refused:
        fetch(typed, web.network(), {}, NOW)
    assert (web.looked_up, web.connected) == ([], [])
    assert len(str(refused.value).splitlines()) == 1


INSIDE = """
127.0.0.1 10.0.0.1 172.20.0.1 192.168.0.1 169.254.169.254 100.64.0.1 0.0.0.0 192.0.0.192
168.63.129.16 224.0.0.1 240.0.0.1 255.255.255.255 198.18.0.1 ::1 :: fe80::1 fe80::1%2 fd00::1
ff02::1 ::ffff:10.0.0.1 ::ffff:198.45.20.7 ::10.0.0.1 64:ff9b::a00:1 2002:a00:1:: 2001::1
2a00:1450::5efe:a00:1 2001:db8::1
""".split()


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_inside_is_not_followed(address: str) -> None:
    web = Web(None, news_example=[address])
    with pytest.raises(NotPublic, match="not on the public internet"):
        fetch("https://news.example/", web.network(), {}, NOW)
    assert web.connected == []


@pytest.mark.parametrize("address", INSIDE)
def test_a_name_that_leads_outside_and_inside_is_not_followed(address: str) -> None:
    web = Web(None, news_example=["198.45.20.7", address])
    with pytest.raises(NotPublic):
        fetch("https://news.example/", web.network(), {}, NOW)
    assert web.connected == []


LED_TO = """
http://127.0.0.1/ http://2130706433/ http://[::1]/ http://[::ffff:7f00:1]/ http://inside.example/
//127.0.0.1/ //inside.example/x http://169.254.169.254/ http://localhost/ file:///etc/passwd
http://a:b@news.example/ http://news.example:22/ gopher://news.example/ http://[/ http:\\\\127.0.0.1
http://0/ http://①②⑦.⓪.⓪.①/
""".split()


@pytest.mark.parametrize("location", LED_TO)
def test_no_redirect_leads_inside(location: str) -> None:
    moved = answer(b"", "302 Found", location=location)
    with site(pages(a=moved)) as outlet:
        web = Web(outlet, inside_example=["10.0.0.1"])
        with pytest.raises(NotFetched):
            fetch("http://news.example/a", web.network(), {}, NOW)
    assert {str(address) for address, _ in web.connected} == {"198.45.20.7"}
    assert outlet.paths() == ["/robots.txt", "/a"]


def test_the_robots_txt_of_a_site_leads_nobody_inside() -> None:
    moved = answer(b"", "301 Moved", location="http://inside.example/robots.txt")
    with site(pages(robots_txt=moved, a=answer(b"never read"))) as outlet:
        web = Web(outlet, inside_example=["10.0.0.1"])
        with pytest.raises(NotFetched, match=r"robots\.txt could not be read"):
            fetch("http://news.example/a", web.network(), {}, NOW)
    assert outlet.paths() == ["/robots.txt"]


def test_a_name_server_that_changes_its_answer_is_asked_once() -> None:
    moved = answer(b"", "302 Found", location="/b")
    with site(pages(a=moved, b=answer(b"<p>Hello"))) as outlet:
        web = Web(outlet)
        fetch("http://news.example/a", web.network(), {}, NOW)
        assert web.looked_up == ["news.example"]
        web.names["news.example"] = ("127.0.0.1",)
        with pytest.raises(NotPublic):
            fetch("http://news.example/a", web.network(), {}, NOW)
    assert {str(address) for address, _ in web.connected} == {"198.45.20.7"}


PUBLIC = "8.8.8.8 1.1.1.1 198.45.20.7 192.0.1.1 172.32.0.1 100.128.0.1 2a00:1450:4001:800::200e"


@pytest.mark.parametrize("address", PUBLIC.split())
def test_addresses_of_outlets_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("https://News.Example/a?b=c#d", "https://news.example/a?b=c"),
        ("HTTPS://news.example", "https://news.example/"),
        ("  http://news.example.:80/a  ", "http://news.example/a"),
        ("http://news.example:443/", "http://news.example:443/"),
        ("https://news.example:/", "https://news.example/"),
        ("https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"),
        ("https://news.example/a b|c", "https://news.example/a%20b%7Cc"),
        ("https://news.example/a%20b", "https://news.example/a%20b"),
        ("https://news.example?x=1", "https://news.example/?x=1"),
        ("https://8.8.8.8/a", "https://8.8.8.8/a"),
        ("https://[2A00:1450::0001]/", "https://[2a00:1450::1]/"),
        ("https://1news.example/", "https://1news.example/"),
    ],
)
def test_links_are_written_in_one_way(typed: str, meant: str) -> None:
    assert parse_link(typed).url == meant
    assert parse_link(meant).url == meant
