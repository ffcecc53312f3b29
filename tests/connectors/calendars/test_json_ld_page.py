"""Blocks of JSON-LD in pages: found, mended and joined, whatever the page is written in."""

import codecs
import json

import pytest

from hytedata.connectors._http import Response
from hytedata.connectors.calendars.json_ld import Graph, NotJson, document_in, types_of
from hytedata.connectors.calendars.json_ld_page import WebPage, get_page, page_of
from hytedata.errors import SourceContractError

URL = "https://kunta.test/tapahtumat/jumppa"
EVENT: dict[str, object] = {"@context": "https://schema.org", "@type": "Event", "name": "Hölkkä"}


def html(*blocks: str, head: str = "") -> str:
    scripts = "".join(f'<script type="application/ld+json">{it}</script>' for it in blocks)
    return f'<!doctype html><html lang="sv"><head>{head}{scripts}</head><body>x</body></html>'


PAGE = html(json.dumps(EVENT, ensure_ascii=False))


def names(page: WebPage) -> list[object]:
    return [root.node.get("name") for root in page.graph.events()]


def names_in(*documents: object) -> list[object]:
    return [root.node.get("name") for root in Graph(documents).events()]


def answer(content: bytes, kind: str = "text/html", status: int = 200) -> Response:
    return Response(status, URL, {"content-type": kind}, content)


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "1", }',
        '{"a": "1" /* one */, // more\n}',
        '<!-- {"a": "1"} -->',
        '/* <![CDATA[ */ {"a": "1"} /* ]]> */',
        '//<![CDATA[\n{"a": "1"}\n//]]>',
        '{"a": "1"};',
        '\ufeff{"a": "1"}',
    ],
)
def test_a_block_that_people_broke_in_a_usual_way_is_mended(text: str) -> None:
    assert document_in(text) == {"a": "1"}


def test_nothing_is_mended_within_strings() -> None:
    text = '{"a": "x, ] // y /* z */ <!-- --> \\", }",}'

    assert document_in(text) == {"a": 'x, ] // y /* z */ <!-- --> ", }'}


def test_control_characters_in_strings_are_allowed_and_no_numbers_that_are_none() -> None:
    assert document_in('{"a": "x\n\ty", "b": NaN}') == {"a": "x\n\ty", "b": None}


@pytest.mark.parametrize("text", ["", "<p>", '{"a": ', "[" * 100_000, '{"a": ' + "9" * 5000 + "}"])
def test_what_cannot_be_mended_is_told(text: str) -> None:
    with pytest.raises(NotJson):
        document_in(text)


@pytest.mark.parametrize("text", ["/*" * 200_000, '"' * 200_001, '"\\' * 200_000, "," * 200_000])
def test_text_that_is_meant_to_take_long_is_given_up_like_any_other(text: str) -> None:
    with pytest.raises(NotJson):
        document_in(text)


@pytest.mark.parametrize(
    "document",
    [
        EVENT,
        [EVENT],
        {"@context": "http://schema.org/", "@graph": [{"@type": "WebPage"}, EVENT]},
        {"@type": "http://schema.org/MusicEvent", "name": "Hölkkä"},
        {"@context": {"s": "https://schema.org"}, "@type": "schema:Event", "schema:name": "Hölkkä"},
        {"@context": ["https://schema.org", {}], "type": ["Thing", "Event"], "name": "Hölkkä"},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": EVENT}]},
        {"@type": "Place", "event": EVENT},
        {"@type": "CourseInstance", "name": "Hölkkä"},
    ],
)  # fmt: skip
def test_an_event_is_found_wherever_pages_put_it(document: object) -> None:
    assert names_in(document) == ["Hölkkä"]


def test_what_is_of_another_vocabulary_or_no_event_is_not_one() -> None:
    other = EVENT | {"@context": "https://www.w3.org/ns/activitystreams"}

    assert names_in(other, {"@type": "BreadcrumbList"}, "Event", 7, None) == []


def test_references_are_resolved_over_all_blocks_and_never_without_end() -> None:
    place = {"@id": "#talo", "@type": "Place", "name": "Talo", "containedInPlace": {"@id": "#talo"}}
    graph = Graph([{**EVENT, "location": {"@id": "#talo"}}, place])

    (root,) = graph.events()
    (found,) = graph.each(root.node["location"])

    assert isinstance(found, dict)
    assert (found["name"], types_of(found)) == ("Talo", ("Place",))
    assert list(graph.each({"@id": "#muu"})) == [{"@id": "#muu"}]


def test_an_event_that_is_part_of_another_is_found_with_that_alone() -> None:
    whole = {**EVENT, "subEvent": [{"@id": "#osa"}]}
    part = {"@type": "Event", "@id": "#osa", "name": "Osa"}

    assert names_in({"@graph": [part, whole]}) == ["Hölkkä"]


def test_texts_that_no_store_could_keep_are_made_fit() -> None:
    assert names_in(json.loads('{"@type": "Event", "name": "a\\ud800b\\u0000"}')) == [
        "a\ufffdb\ufffd"
    ]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PAGE.encode(), "text/html"),
        (PAGE.encode(), "text/html; charset=iso-8859-1"),
        (PAGE.encode("latin-1"), "text/html; charset=ISO-8859-1"),
        (PAGE.encode("latin-1"), "text/html"),
        (PAGE.encode("latin-1"), "text/html; charset=base64"),
        (PAGE.encode("utf-16"), "text/html"),
        (codecs.BOM_UTF8 + PAGE.encode(), "text/html"),
        (PAGE.replace("<head>", '<head><meta charset="cp1257">').encode("cp1257"), "text/html"),
    ],
)
def test_a_page_is_read_in_the_character_set_that_it_is_in(content: bytes, kind: str) -> None:
    assert names(page_of(content, URL, kind)) == ["Hölkkä"]


def test_a_page_says_its_own_address_and_language() -> None:
    page = page_of(html(head='<link rel="canonical" href="/t/jumppa#a">').encode(), URL)

    assert (page.canonical, page.language) == ("https://kunta.test/t/jumppa", "sv")


def test_a_broken_block_is_told_only_where_it_speaks_of_events() -> None:
    page = page_of(html('{"@type": "Event", "name": ', '{"@type": ', "{}").encode(), URL)

    assert len(page.broken) == 1


def test_scripts_of_other_kinds_are_not_read() -> None:
    block = json.dumps(EVENT)
    text = f'<script>{block}</script><script type="Application/LD+JSON; x">{block}</script>'

    assert names(page_of(text.encode(), URL)) == ["Hölkkä"]


def test_what_stands_in_a_comment_is_not_said() -> None:
    text = html('{"@type": "Event", "name": "<!-- a -->"}') + f"<!-- {PAGE} -->"

    assert names(page_of(text.encode(), URL)) == ["<!-- a -->"]


@pytest.mark.parametrize("element", ["<div>", "<script>", "<!--", "<link ", "<html ", "<"])
def test_a_page_of_nothing_but_openings_is_read_like_any_other(element: str) -> None:
    assert names(page_of(f"{PAGE}{element * 200_000}".encode(), URL)) == ["Hölkkä"]


@pytest.mark.parametrize(
    ("content", "kind", "told"),
    [
        (b"<p>" + b" " * 2 * 2**20, "text/html", "at most 1 MiB"),
        (b"%PDF", "application/pdf", "no web page"),
        (b"", "text/html", "no web page"),
    ],
)
def test_what_is_no_page_or_too_much_of_one_is_refused(
    content: bytes, kind: str, told: str
) -> None:
    with pytest.raises(SourceContractError, match=told):
        get_page("kunta", URL, largest=2**20).decode(answer(content, kind))


@pytest.mark.parametrize(("status", "told"), [(403, "not open"), (404, "not there"), (418, "418")])
def test_a_refusal_says_what_came(status: int, told: str) -> None:
    assert told in str(get_page("kunta", URL).refuse(answer(b"", status=status)))
