"""A web page's bytes in; its tree out, or a sentence that says why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from intake.refusals import UnreadablePage

Element = Any  # lxml carries no types

LARGEST = 5_000_000  # bytes: ten times a heavy news page
ELEMENTS = 60_000  # in a page; news pages have up to 10,000
DEPTH = 200  # elements inside one another; news pages have up to 60, libxml2 gives up at 256
ATTRIBUTES = 5_000  # of one element; pages have up to 40, but a script may look like a tag
HEAD = 4096  # bytes in which a page must declare its encoding; the standard asks for 1024

# The labels that pages use, after the WHATWG Encoding Standard: what says Latin-1 or ASCII is read
# as Windows-1252. A closed list, for Python would also take `rot13` or `punycode` for a charset.
_LABELS = {
    "utf-8": "utf8 utf-8 unicode-1-1-utf-8",
    "cp1252": "windows-1252 cp1252 x-cp1252 iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1"
    " ascii us-ascii iso-8859-9 latin5",
    "iso8859-2": "iso-8859-2 iso8859-2 latin2",
    "iso8859-15": "iso-8859-15 iso8859-15 latin9",
    "cp1250": "windows-1250 cp1250",
    "cp1251": "windows-1251 cp1251",
    "cp1253": "windows-1253 cp1253 iso-8859-7",
    "cp1254": "windows-1254 cp1254",
    "cp1255": "windows-1255 cp1255 iso-8859-8",
    "cp1256": "windows-1256 cp1256 iso-8859-6",
    "cp1257": "windows-1257 cp1257 iso-8859-13",
    "koi8-r": "koi8-r koi8",
    "koi8-u": "koi8-u",
    "mac-roman": "macintosh x-mac-roman",
    "gb18030": "gb18030 gb2312 gbk x-gbk chinese",
    "big5": "big5 big5-hkscs",
    "euc-jp": "euc-jp",
    "shift_jis": "shift_jis shift-jis sjis x-sjis windows-31j",
    "cp949": "euc-kr ks_c_5601-1987 windows-949 korean",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w:-]+)", re.I
)
_NO_PAGE = (b"%PDF", b"PK\x03\x04", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")
# What HTML may not hold, and what libxml2 would end the page at
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DEEP = etree.XPath("boolean(/" + "/".join("*" * (DEPTH + 1)) + ")")
_LONG_NAMES = etree.XPath("//*[string-length(@class) > 2000 or string-length(@id) > 2000]")
_LONG_TAG = re.compile(r"<[A-Za-z][A-Za-z0-9:-]*\s[^<>]{2000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_TOO_MANY = "The page is built of more parts than any article. Save its article as plain text."
_COUNT = etree.XPath("count(//*)")


def parse(html: bytes, charset: str | None = None) -> Element:
    """The page's tree, without comments. Nothing is loaded: no entity, no picture, no network.

    `charset` is what the server said, if it said anything.

    Raises:
        UnreadablePage: no bytes, too many of them, no HTML, or more elements or deeper than any
            news page.
    """
    if len(html) > LARGEST:
        raise UnreadablePage(
            f"The page has {len(html):,} bytes, more than any article. Save its article as text."
        )
    if not html.strip() or html.startswith(_NO_PAGE):
        raise UnreadablePage("This is no web page. Give the page of one article, as HTML.")
    text = _UNPRINTABLE.sub("", decode(html, charset))
    if text.count("<") > 4 * ELEMENTS or any(
        _overloaded(tag[0]) for tag in _LONG_TAG.finditer(text)
    ):
        raise UnreadablePage(_TOO_MANY)
    parser = lxml_html.HTMLParser(
        encoding="utf-8",
        remove_comments=True,
        remove_pis=True,
        no_network=True,
        huge_tree=False,
        collect_ids=False,
        default_doctype=False,
    )
    try:
        tree = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise UnreadablePage("This page holds no HTML. Give the page of one article.") from None
    if _COUNT(tree) > ELEMENTS or _DEEP(tree):
        raise UnreadablePage(_TOO_MANY)
    for element in _LONG_NAMES(tree):  # every extractor searches them by regular expressions
        for name in ("class", "id"):
            element.attrib.pop(name, None)
    return tree


def _overloaded(tag: str) -> bool:
    """Whether a tag has attributes without end, for which libxml2 takes quadratic time."""
    return len(_QUOTED.sub(" ", tag).split()) > ATTRIBUTES


def decode(html: bytes, charset: str | None = None) -> str:
    """The page's text. Never raises; what cannot be read becomes U+FFFD.

    The order is that of the HTML standard, "determining the character encoding" (13.2.3): byte
    order mark, the server, what the page declares. Bytes that are valid UTF-8 are UTF-8 whatever
    is declared: text in another encoding practically never is, and wrong declarations are common.
    """
    for mark, codec in _BYTE_ORDER_MARKS:
        if html.startswith(mark):
            return html[len(mark) :].decode(codec, "replace")
    try:
        return html.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(html[:HEAD])
    labels = (charset or "", declared[1].decode("ascii", "replace") if declared else "")
    for label in labels:
        named = _CODECS.get(label.strip().lower())
        if named is None:
            continue
        text = html.decode(named, "replace")
        # one broken character in a long page of UTF-8 is an accident, many are another encoding
        if named != "utf-8" or text.count("\ufffd") * 1000 <= len(text):
            return text
    return html.decode("cp1252", "replace")


def words_in(element: Element) -> str:
    """The text in an element and below it, runs of blanks as one, without scripts and styles."""
    return " ".join(" ".join(_strings(element)).split())


def _strings(element: Element) -> Iterator[str]:
    for text in element.xpath(".//text()[not(parent::script or parent::style)]"):
        yield str(text)


def attribute(element: Element, name: str) -> str:
    """An attribute's value without blanks around it; "" where there is none."""
    return (element.get(name) or "").strip()
