"""The page and the list for reading texts."""

import csv
import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hytedata.errors import InputError
from hytedata.models.publication import Skip, SourceItem
from hytedata.models.text_approval import TextApproval
from hytedata.runs.texts_list import encode_list, read_list
from hytedata.runs.texts_page import page_of
from hytedata.runs.texts_review import ReviewedItem, ReviewedText, TextsReview, short_id

READ_AT = datetime(2026, 11, 28, 9, 5, tzinfo=UTC)
COMMAND = "hytedata sync texts -c hytedata.toml -o 00000000-0000-4000-8000-000000000889"


def text(words: str, **changes: object) -> ReviewedText:
    made = ReviewedText(
        key="site:1",
        field="summary",
        language="fi",
        text=words,
        id=short_id(words),
        origin="",
        state="new",
        approval=None,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def review(*texts: ReviewedText, **changes: object) -> TextsReview:
    made = TextsReview(
        organisation="00000000-0000-4000-8000-000000000889",
        name="Mallilan kunta",
        required=True,
        items=(ReviewedItem("site:1", "channel", "Mallin <b>kenttä</b> & sali", "", texts),),
        blocked=(),
        faults=(),
        unused=(),
        complete=True,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


class Outline(HTMLParser):
    """Elements that are open at the end, ids, and where links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told["href"] or ""] if "href" in told else []
        if tag not in {"meta", "input", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(found: TextsReview) -> str:
    return page_of(found, made_at=READ_AT, command=COMMAND)


def test_the_page_is_whole_and_needs_nothing_from_elsewhere() -> None:
    service = ReviewedItem(
        "subcategory:1300", "service", "Pallokentät", "", (text("Voit pelata."),)
    )
    place = ReviewedItem(
        "site:2", "channel", "Kenttä", "subcategory:1300", (text("Täällä voit pelata."),)
    )

    shown = page(
        replace(review(text("Voit.")), items=(service, place, *review(text("Voit.")).items))
    )

    outline = Outline(shown)
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert {link.removeprefix("#") for link in outline.links} <= set(outline.ids)
    assert "src=" not in shown
    assert "<script" not in shown
    assert '<html lang="fi">' in shown
    assert shown.index("Palvelun tekstit") < shown.index("Täällä voit pelata.")


def test_words_are_shown_as_words_and_never_as_markup() -> None:
    shown = page(review(text("Täällä <script>voit</script> & luistella.\n\nToinen.")))

    assert "<script>" not in shown
    assert "<p>Täällä &lt;script&gt;voit&lt;/script&gt; &amp; luistella.</p><p>Toinen.</p>" in shown
    assert "Mallin &lt;b&gt;kenttä&lt;/b&gt; &amp; sali" in shown


def test_each_text_has_its_language_length_and_origin() -> None:
    swedish = text("Här kan du spela.", language="sv", origin="own.csv, line 7")

    shown = page(review(text("Täällä voit pelata."), swedish))

    assert '<div class="words summary" lang="sv">' in shown
    assert "19 / 150 merkkiä" in shown
    assert "oma teksti: own.csv, line 7" in shown
    assert "koottu Lipaksen tiedoista" in shown
    assert shown.index("Suomeksi") < shown.index("Ruotsiksi")


def test_of_a_changed_text_the_approved_one_is_shown_too() -> None:
    before = TextApproval("site:1", "summary.fi", "Täällä voit uida.", "Anna <A>", READ_AT)

    shown = page(review(text("Täällä voit pelata.", state="changed", approval=before)))

    assert "Näytä aiemmin hyväksytty teksti (Anna &lt;A&gt;, 28.11.2026 klo 09.05)" in shown
    assert "<p>Täällä voit uida.</p>" in shown
    assert f"{COMMAND} --approve site:1" in shown


def test_trouble_is_shown_before_the_texts() -> None:
    blocked = Skip(SourceItem("lipas", "site:9"), "Halli", "text-blocked", "summary.fi: (S3)", "x")

    shown = page(
        review(
            text("Täällä voit pelata."),
            blocked=(blocked,),
            faults=("own.csv, line 3: too long",),
            unused=("own.csv, line 4: site:7.summary.fi",),
            complete=False,
            required=False,
        )
    )

    first = shown.index("Täällä voit pelata.")
    for told in (
        "kaikki tekstit eivät ole tällä sivulla",
        "Tekstit julkaistaan ilman hyväksyntää.",
        "summary.fi: (S3)",
        "own.csv, line 3: too long",
        "own.csv, line 4: site:7.summary.fi",
    ):
        assert 0 < shown.index(told) < first


def test_the_list_comes_back_as_it_was_written(tmp_path: Path) -> None:
    words = ('-5 astetta kestävä; "hyvä" kenttä.\n\nToinen.', "=1+1", "Tavallinen.")
    found = review(
        *(
            text(one, field="description", language=lang)
            for one, lang in zip(words, ("fi", "sv", "en"), strict=True)
        )
    )
    path = tmp_path / "texts.csv"

    path.write_bytes(encode_list(found))

    read = read_list(path)
    assert [one.text for one in read] == list(words)
    assert [one.differs_from(today) for one, today in zip(read, found.texts, strict=True)] == [
        "",
        "",
        "",
    ]
    assert not any(one.approve for one in read)
    cells = next(iter(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";")))
    assert "approve" in cells


def test_a_list_without_ids_is_compared_by_its_words(tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    path.write_text(
        "approve,key,field,language,text\nx,site:1,summary,fi,  Täällä voit  pelata. \n"
        "x,site:1,summary,fi,Täällä voit uida.\n",
        encoding="utf-8",
    )
    today = text("Täällä voit pelata.")

    same, other = read_list(path)

    assert same.differs_from(today) == ""
    assert other.differs_from(today).startswith("is another text today")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04", "is an Excel workbook"),
        (b"key;text\n", "line 1: has no column approve, field, language"),
        (b'approve;key;field;language;text\nx;"', "line 2: is no row of CSV"),
        (b"", "line 1: has no column approve"),
    ],
)
def test_a_file_that_is_no_list_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "texts.csv"
    path.write_bytes(content)

    with pytest.raises(InputError, match=re.escape(told)):
        read_list(path)
