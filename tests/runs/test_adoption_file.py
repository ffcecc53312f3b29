"""The candidates' file: what Excel makes of it, and what comes back."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.errors import InputError
from hytedata.models.common import Json
from hytedata.models.publication import SourceItem
from hytedata.models.sync_state import Link
from hytedata.runs.adoption_file import COLUMNS, AdoptionFile, decode, encode, harmless
from hytedata.sync.adopting import Adoption, find_adoptions
from tests.sync.fakes import ORGANISATION, FakeTarget, channel

ONE = "00000000-0000-4000-8000-000000000001"
TWO = "00000000-0000-4000-8000-000000000002"
HEAD = "decision;site;ptv_id"


def read(text: str | bytes, *links: Link) -> AdoptionFile:
    content = text.encode("utf-8-sig") if isinstance(text, str) else text
    return decode(content, organisation=ORGANISATION, who="Maija", links=links)


def found(name: str = "Salén–hallen", sort: str = "Salen hallen") -> Adoption:
    target = FakeTarget()
    spot: dict[str, Json] = {"address.position": [430_000.0, 7_200_000.0]}
    target.put("channel", name, spot)
    return find_adoptions([channel(1, {"name.fi": sort, **spot})], target.state(), ())


def written(adoption: Adoption) -> bytes:
    return encode(
        adoption.pairings, adoption.clashes, organisation=ORGANISATION, api="https://ptv.test/api"
    )


def test_the_file_opens_in_finnish_excel_by_a_double_click() -> None:
    content = written(found())

    text = content.decode("utf-8-sig")
    head, row = list(csv.reader(StringIO(text), delimiter=";"))
    cells = dict(zip(head, row, strict=True))
    assert content.startswith(b"\xef\xbb\xbf")
    assert text.endswith("\r\n")
    assert tuple(head) == COLUMNS
    assert (cells["decision"], cells["site"], cells["distance_m"]) == ("", "site:1", "0")
    assert cells["ptv_document"] == f"https://ptv.test/api/v11/ServiceChannel/{ONE}"
    assert cells["score"].isdigit()
    assert "named alike" in cells["reasons"]


@pytest.mark.parametrize("name", ["=HYPERLINK(1)", "+358", "-1+1", "@SUM(A1)", "\t=1", "＝1"])  # noqa: RUF001
def test_a_name_is_never_run_as_a_formula(name: str) -> None:
    assert harmless(name).startswith("'")


def test_a_name_with_a_line_break_stays_in_its_cell() -> None:
    assert harmless("Sali\r\n=1+1") == "Sali =1+1"


@given(st.text(max_size=30))
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert not harmless(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_filled_in_file_comes_back_as_decisions_with_who_and_evidence() -> None:
    lines = written(found()).decode("utf-8-sig").splitlines()
    filled = "\r\n".join([lines[0], "adopt" + lines[1]])

    (one,) = read(filled).decisions

    assert (one.source, one.kind, one.ptv_id) == (SourceItem("lipas", "site:1"), "channel", ONE)
    assert (one.decision, one.who) == ("adopt", "Maija")
    assert "named alike" in str(one.evidence["reasons"])


@pytest.mark.parametrize(
    ("word", "verdict"),
    [("adopt", "adopt"), ("Kyllä", "adopt"), ("JA", "adopt"), ("ei", "reject"), ("No ", "reject")],
)
def test_decisions_may_be_written_in_three_languages(word: str, verdict: str) -> None:
    (one,) = read(f"{HEAD}\n{word};site:1;{ONE}").decisions

    assert one.decision == verdict


def test_an_empty_decision_is_no_decision() -> None:
    taken = read(f"{HEAD}\n;site:1;{ONE}\n  ;site:2;{TWO}\n\n;;\n")

    assert (taken.decisions, taken.undecided, taken.faults) == ((), 2, ())


@pytest.mark.parametrize(
    "content",
    [
        f"decision;site;site_name;ptv_id\r\nkyllä;site:1;Sali;{ONE}".encode("cp1252"),
        f"decision;site;site_name;ptv_id\r\nkyllä;site:1;Sali;{ONE}".encode(),
        f"\ufeffdecision\tsite\tsite_name\tptv_id\r\nkyllä\tsite:1\tSali\t{ONE}".encode(
            "utf-16-le"
        ),
        f"sep=;\r\ndecision;site;site_name;ptv_id\r\nkyllä;site:1;Sali;{ONE}\r\n".encode(),
        f'"decision","site","note","ptv_id"\n"kyllä","site:1","a, b; ""c""\nd","{ONE}"'.encode(),
        f"PTV_ID;Oma sarake;Site;Decision\n{ONE};x;1;kyllä".encode(),
        f"decision;site;ptv_id;;\nkyllä;SITE:001;{ONE.upper()};;".encode(),
    ],
    ids=["latin-1", "utf-8", "utf-16", "sep", "commas-and-quotes", "reordered", "trailing"],
)
def test_what_spreadsheets_make_of_the_file_is_understood(content: bytes) -> None:
    taken = read(content)

    assert [(one.source.id, one.ptv_id) for one in taken.decisions] == [("site:1", ONE)]
    assert taken.faults == ()


def test_every_wrong_line_is_named_with_its_number() -> None:
    taken = read(
        f"{HEAD};organisation;note\n"
        f"maybe;site:1;{ONE};;\n"
        f'adopt;site:2;{TWO};;"a\nb"\n'
        f"adopt;hall;{ONE};;\n"
        f"adopt;site:4;12345;;\n"
        f"reject;site:5;{ONE};another;\n"
    )

    assert [one.line for one in taken.faults] == [2, 5, 6, 7]
    assert "'maybe' is not understood; write adopt" in taken.faults[0].problem
    assert [one.source.id for one in taken.decisions] == ["site:2"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ((f"adopt;site:1;{ONE}", f"adopt;site:2;{ONE}"), "two sites adopt"),
        ((f"adopt;site:1;{ONE}", f"adopt;site:1;{TWO}"), "site:1 adopts two items"),
        ((f"adopt;site:1;{ONE}", f"reject;site:1;{ONE}"), "both adopted and rejected"),
    ],
)
def test_lines_that_contradict_each_other_are_all_named(lines: tuple[str, str], told: str) -> None:
    taken = read("\n".join([HEAD, *lines]))

    assert [one.line for one in taken.faults] == [2, 3]
    assert all(told in one.problem for one in taken.faults)
    assert taken.decisions == ()


def test_one_line_twice_is_one_decision() -> None:
    taken = read(f"{HEAD}\nadopt;site:1;{ONE}\nadopt;site:1;{ONE}")

    assert (len(taken.decisions), taken.faults) == (1, ())


def test_what_is_linked_already_cannot_be_adopted() -> None:
    link = Link(SourceItem("lipas", "site:1"), "channel", ONE, "key")

    taken = read(f"{HEAD}\nadopt;site:1;{TWO}\nadopt;site:2;{ONE}", link)

    assert [one.line for one in taken.faults] == [2, 3]
    assert "is linked to" in taken.faults[0].problem
    assert "stands for site:1 already" in taken.faults[1].problem


def test_a_subcategory_is_a_service() -> None:
    (one,) = read(f"{HEAD}\nadopt;subcategory:1100;{ONE}").decisions

    assert (one.kind, one.source.id) == ("service", "subcategory:1100")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "must name the columns decision, site, ptv_id"),
        (b"name;street\nSali;Opintie", "it has: name, street"),
        (b"PK\x03\x04rest", "an Excel workbook; save it as"),
        (b"\x00\x01\x81\x8d", "no text in UTF-8"),
        (b"decision;site;ptv_id;site\n", "the column site is there twice"),
        (b'decision;site;ptv_id\nadopt;"site:1;x', "line 2"),
        (b"x" * 10_000_001, "no list of candidates"),
    ],
)
def test_what_is_no_such_file_is_refused_with_the_way_on(content: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read(content)


@given(st.binary(max_size=300))
def test_any_bytes_are_either_read_or_refused(content: bytes) -> None:
    try:
        taken = read(b"decision;site;ptv_id\n" + content)
    except InputError:
        return
    assert all(one.line >= 2 for one in taken.faults)
