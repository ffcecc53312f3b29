"""Web addresses out of Lipas's free text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.content import check_fields
from hytedata.content.contacts import read_web
from hytedata.models.common import Json

USABLE = [
    ("https://www.example.fi/a", ["https://www.example.fi/a"]),
    ("http://example.fi", ["http://example.fi"]),
    ("www.example.fi", ["https://www.example.fi"]),
    ("example.fi", ["https://example.fi"]),
    ("liikunta.example.fi/hallit", ["https://liikunta.example.fi/hallit"]),
    ("HTTP://WWW.EXAMPLE.FI/Aa", ["http://www.example.fi/Aa"]),
    ("http://example.fi/?page_id=318", ["http://example.fi/?page_id=318"]),
    ("https://example.fi/a#b", ["https://example.fi/a#b"]),
    ("example.fi:8080/a", ["https://example.fi:8080/a"]),
    # schemes as they were typed
    ("http://http://www.example.fi", ["http://www.example.fi"]),
    ("http://https://www.example.fi/a", ["https://www.example.fi/a"]),
    ("https://http://example.fi", ["http://example.fi"]),
    ("http//www.example.fi", ["http://www.example.fi"]),
    ("http.//www.example.fi", ["http://www.example.fi"]),
    ("https:/example.fi/a", ["https://example.fi/a"]),
    ("http:///example.fi", ["http://example.fi"]),
    ("http:www.example.fi", ["http://www.example.fi"]),
    ("https:://example.fi", ["https://example.fi"]),
    ("http;//example.fi", ["http://example.fi"]),
    ("http:\\\\example.fi", ["http://example.fi"]),
    ("https:// example.fi", ["https://example.fi"]),
    ("http ://example.fi", ["http://example.fi"]),
    ("hhttp://example.fi", ["http://example.fi"]),
    ("hhttps://example.fi", ["https://example.fi"]),
    ("htpp://example.fi", ["http://example.fi"]),
    ("htpps://example.fi", ["https://example.fi"]),
    ("hpp://example.fi", ["http://example.fi"]),
    ("hpps://example.fi/a", ["https://example.fi/a"]),
    ("ps://example.fi", ["https://example.fi"]),
    ("ttps://example.fi", ["https://example.fi"]),
    # hosts
    ("www,example.fi", ["https://www.example.fi"]),
    ("www. example.fi", ["https://www.example.fi"]),
    ("www.example,fi", ["https://www.example.fi"]),
    ("www.äänekoski.example", ["https://www.xn--nekoski-4waa.example"]),
    # what stands around it
    ("www.example.fi.", ["https://www.example.fi"]),
    ("(www.example.fi)", ["https://www.example.fi"]),
    ("www.example.fi/(a)", ["https://www.example.fi/(a)"]),
    ("Lisätietoja: www.example.fi,", ["https://www.example.fi"]),
    ("http://example.fi/uimahalli lisätietoja", ["http://example.fi/uimahalli"]),
    ("http://example.fi/r?u=http://b.fi/a", ["http://example.fi/r?u=http://b.fi/a"]),
    # several
    (
        "hhttps://example.fi/a www.example.fi, www.b.example.fi",
        ["https://example.fi/a", "https://www.example.fi", "https://www.b.example.fi"],
    ),
    ("a.example.fi ja b.example.fi", ["https://a.example.fi", "https://b.example.fi"]),
    ("www.a.fi / www.b.fi", ["https://www.a.fi", "https://www.b.fi"]),
    ("https://a.fihttps://b.fi", ["https://a.fi", "https://b.fi"]),
    ("www.a.fi; https://www.a.fi/", ["https://www.a.fi", "https://www.a.fi/"][:1]),
]

UNUSABLE = [
    "maija@example.fi",
    "Maija Mallikas",
    "maija.mallikas",
    "ei ole",
    "http://",
    "www.fi",
    "http://localhost/a",
    "http://10.0.0.1/a",
    "http://example.fi:abc",
    "ftp://example.fi/a",
    "javascript:alert(1)",
    "mailto:maija@example.fi",
    "http://maija:salasana@example.fi/",
    "https://tunnistautuminen.suomi.fi/a",
    "https://example.fi/" + "a" * 500,
]


@pytest.mark.parametrize(("text", "expected"), USABLE)
def test_a_web_address_is_read_and_mended(text: str, expected: list[str]) -> None:
    read = read_web(text)

    assert list(read.urls) == expected
    assert read.faults == ()


@pytest.mark.parametrize("text", UNUSABLE)
def test_what_is_no_web_address_is_reported(text: str) -> None:
    read = read_web(text)

    assert read.urls == ()
    assert len(read.faults) == 1


@pytest.mark.parametrize("text", ["-", "", " ", "--"])
def test_a_dash_means_no_address_and_is_no_fault(text: str) -> None:
    assert read_web(text).faults == ()


def test_a_fault_shows_an_address_but_neither_a_name_nor_an_email() -> None:
    faults = [read_web(text).faults[0] for text in ("http://x/a", "Maija M", "maija@example.fi")]

    assert faults == [
        "no usable web address: «http://x/a»",
        "no usable web address: «Aaaaa A»",
        "no usable web address: «aaaaa@aaaaaaa.aa»",
    ]


@given(
    st.text(max_size=60)
    | st.from_regex(r"(h?https?:?/{0,3}|www[.,] ?)[a-zäö.:/@?-]{0,30}\.fi[^\n]{0,20}")
)
def test_every_address_read_is_one_that_the_content_rules_take(text: str) -> None:
    pages: list[Json] = [{"url": url, "text": None} for url in read_web(text).urls]

    objections = check_fields("channel", {"web_pages.fi": pages})

    assert [one for one in objections if one.field == "web_pages.fi"] == []


def test_a_very_long_text_is_read_in_reasonable_time() -> None:
    read = read_web("www.example.fi " + "a" * 100_000 + "." * 100_000)

    assert read.urls == ("https://www.example.fi",)


def test_a_backslash_is_read_as_the_slash_that_was_meant() -> None:
    assert read_web("0.FI\\").urls == ("https://0.fi/",)
    assert read_web("www.example.fi\\uimahalli").urls == ("https://www.example.fi/uimahalli",)
