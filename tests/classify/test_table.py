"""The theme table: what comes with the package, what a caller may change, and wrong files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hytedata.classify import ThemeRow, ThemeTable, themes_of, weigh
from hytedata.classify.rows import COLUMNS, rows_in
from hytedata.classify.weigh import Sign
from hytedata.errors import InputError
from hytedata.models.classification import ClassEvidence
from hytedata.models.event import EventKeyword
from tests.classify.made import event, keyword

HEAD = ",".join(COLUMNS)
PACKAGED = ThemeTable.packaged()
OF_EVENTS = [
    row for row in PACKAGED.rows if row.source in ("event-keyword", "event-category")
]  # fmt: skip


def as_keyword(row: ThemeRow) -> EventKeyword:
    if row.code.startswith("slug:"):
        return EventKeyword(scheme="categories", id=row.code.removeprefix("slug:"))
    return EventKeyword(scheme="somebody", id=row.code)


def test_the_packaged_table_is_the_reference(shared: Path) -> None:
    text = (shared / "reference" / "hyte-themes.csv").read_text(encoding="utf-8")

    assert rows_in(text, "reference") == PACKAGED.rows


def test_every_row_for_events_is_reached_by_its_code_at_its_weight() -> None:
    for row in OF_EVENTS:
        found = {one.theme: one for one in themes_of(event("X", keywords=(as_keyword(row),)))}

        if row.theme == "none" or row.names_people:
            assert not found, row
            continue
        told = [(one.code, one.weight) for one in found[row.theme].evidence]
        assert told == [(row.code, row.weight)], row
        # A weak row is certain only where the same code is strong for another theme.
        strong = any(one.weight == "strong" for one in PACKAGED.by_code(row.source, row.code))
        assert found[row.theme].strength == ("certain" if strong else "possible"), row


def test_every_other_row_is_found_by_its_code_or_else_by_its_name() -> None:
    for row in PACKAGED.rows:
        by_code = PACKAGED.by_code(row.source, row.code) if row.code else ()
        by_label = PACKAGED.by_label(row.source, row.name_fi, uncoded=not row.code)

        assert row in (*by_code, *by_label)


def test_every_theme_can_be_reached_from_an_event() -> None:
    reached = {row.theme for row in OF_EVENTS}

    assert len(reached - {"none"}) == 12


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_addresses_are_the_same_with_http_and_https(scheme: str) -> None:
    assert PACKAGED.by_code("event-keyword", f"{scheme}://www.yso.fi/onto/yso/p916")
    assert PACKAGED.by_code("event-category", f"{scheme}://schema.org/MusicEvent")


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        (["theme,source,code"], "line 1: it lacks the column(s) name_fi, weight, reason"),
        ([HEAD.replace(",", ";")], "separated by commas"),
        ([HEAD, "sport,event-category,slug:a,A,weak,"], "line 2: theme 'sport' is not one of"),
        ([HEAD, "nature,category,slug:a,A,weak,"], "line 2: source 'category' is not one of"),
        ([HEAD, "nature,event-category,slug:a,A,heavy,"], "weight 'heavy' is not one of"),
        ([HEAD, "nature,event-category,a,A,weak,"], "line 2: code 'a' is none of event-category"),
        ([HEAD, "nature,event-keyword,yso:p916,A,weak,"], "write a URI of YSO"),
        ([HEAD, "nature,ontology-term,,,weak,"], "line 2: it has neither a code nor a name"),
        ([HEAD, "nature,event-category,slug:a,A,weak,", "nature,event-category,slug:a,B,weak,"],
         "line 3: it says the same as "),
        ([HEAD, "nature"], "line 2: source '' is not one of"),
        ([HEAD, f"nature,event-category,slug:a,A,weak,{'x' * 140_000}"],
         "after line 1: it is no CSV"),
        ([], "line 1: it lacks the column(s) theme"),
    ],
)  # fmt: skip
def test_a_wrong_table_names_file_line_and_remedy(
    tmp_path: Path, lines: list[str], problem: str
) -> None:
    file = tmp_path / "own.csv"
    file.write_text("\n".join(lines), encoding="utf-8")

    with pytest.raises(InputError) as caught:
        ThemeTable.of(file)

    assert str(caught.value).startswith(str(file))
    assert problem in str(caught.value)


def test_a_table_that_cannot_be_read_is_an_input_error(tmp_path: Path) -> None:
    foreign = tmp_path / "latin.csv"
    foreign.write_bytes("näyttely".encode("latin-1"))

    with pytest.raises(InputError, match="cannot be read"):
        ThemeTable.of(tmp_path / "none.csv")
    with pytest.raises(InputError, match="UTF-8"):
        ThemeTable.of(foreign)


def test_a_table_of_ones_own_replaces_the_packaged_one(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    row = "safety,event-category,slug:liikunta,Liikunta,strong,our county says so"
    file.write_text(f"\ufeff{HEAD}\n{row}\n", encoding="utf-8")

    found = themes_of(event("X", keywords=(keyword("cat:Liikunta"),)), ThemeTable.of(file))

    assert [one.theme for one in found] == ["safety"]


def test_rows_laid_over_the_table_replace_what_it_says_of_their_codes_only() -> None:
    relaxing = "http://www.yso.fi/onto/yso/p5234"
    own = ThemeRow("self-care", "event-keyword", relaxing, "rentoutus", "strong", "ours")
    gone = ThemeRow("none", "event-category", "slug:urheilu", "Urheilu", "strong", "spectators")

    table = PACKAGED.with_rows([own, gone])

    assert table.by_code("event-keyword", relaxing) == (own,)
    assert themes_of(event("X", keywords=(keyword("cat:Urheilu"),)), table) == ()
    assert themes_of(event("X", keywords=(keyword("cat:Liikunta"),)), table)
    assert len(PACKAGED.by_code("event-keyword", relaxing)) == 3


def test_words_may_be_added(tmp_path: Path) -> None:
    file = tmp_path / "words.csv"
    file.write_text("theme,languages,words,weight\nnature,fi,sompio*,strong\n", encoding="utf-8")
    rows = tmp_path / "rows.csv"
    rows.write_text(HEAD, encoding="utf-8")

    own = ThemeTable.of(rows, words=file)
    both = PACKAGED.with_words(own.words.rows)

    assert [one.theme for one in themes_of(event("Sompiojooga"), own)] == ["nature"]
    assert [one.theme for one in themes_of(event("Sompiojooga"), both)] == ["exercise", "nature"]


def test_the_rules_serve_other_kinds_of_records_too() -> None:
    # What a service's signs would be: a class and a term, as the table has them.
    rows = (*PACKAGED.by_code("ptv-service-class", "P27.1"),
            *PACKAGED.by_code("ontology-term", "http://www.yso.fi/onto/koko/p34757"))  # fmt: skip
    signs = [
        Sign(
            None if row.theme == "none" else row.theme,
            ClassEvidence(
                source=row.source,
                code=row.code,
                weight="brake" if row.theme == "none" else row.weight,
            ),
        )
        for row in rows
    ]

    assert [(one.theme, one.strength) for one in weigh(signs)] == [("exercise", "possible")]


def test_a_table_has_the_same_fingerprint_in_every_process() -> None:
    code = "from hytedata.classify import ThemeTable; print(ThemeTable.packaged().fingerprint)"

    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }

    assert told == {PACKAGED.fingerprint}


def test_other_rows_have_another_fingerprint() -> None:
    row = ThemeRow("nature", "event-keyword", "", "sienestys", "strong")

    assert PACKAGED.with_rows([row]).fingerprint != PACKAGED.fingerprint
