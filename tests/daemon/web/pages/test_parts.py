"""The small parts that pages are made of: differences, values, times, pages of lists."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from hytedata.models.common import Json
from hytedata_daemon.web.pages.diff import marked
from hytedata_daemon.web.pages.evidence import told_evidence
from hytedata_daemon.web.pages.paging import by_weight
from hytedata_daemon.web.pages.problems import PageProblem
from hytedata_daemon.web.pages.rendering import problem_page
from hytedata_daemon.web.pages.times import Times
from hytedata_daemon.web.pages.values import label, shown
from hytedata_daemon.words import words
from tests.daemon.web.pages.made import NOW

FI, EN = words("fi"), words("en")


def without_marks(text: str, element: str) -> str:
    return text.replace(f"<{element}>", "").replace(f"</{element}>", "")


@given(before=st.text("ab <&\n"), after=st.text("ab <&\n"))
def test_marks_lose_no_letter_of_either_text(before: str, after: str) -> None:
    from markupsafe import escape

    found = marked(before, after)

    assert without_marks(found.before, "del") == str(escape(before))
    assert without_marks(found.after, "ins") == str(escape(after))


def test_equal_texts_have_no_marks() -> None:
    found = marked("sama teksti", "sama teksti")

    assert (found.before, found.after) == ("sama teksti", "sama teksti")


def test_texts_that_share_hardly_a_word_are_marked_whole() -> None:
    found = marked(
        "Halli on auki joka päivä.", "Kenttä suljettiin keväällä kokonaan remontin vuoksi"
    )

    assert (found.before.count("<del>"), found.after.count("<ins>")) == (1, 1)


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("phones.fi", [{"prefix": "+358", "number": "401", "info": "Kassa"}], "+358 401 (Kassa)"),
        ("web_pages.fi", [{"url": "https://a.test", "text": "A"}], "A: https://a.test"),
        ("address.municipality", "091", "Helsinki"),
        ("languages", ["fi", "sv"], "suomi\nruotsi"),
        ("address.position", [385100.4, 7189400.0], "N 7189400, E 385100 (ETRS-TM35FIN)"),
        ("visible_for_all", True, "kyllä"),
        ("emails.fi", [], ""),
        ("status", "Draft", "luonnos"),
        ("unheard.of", {"a": 1}, "a 1"),
    ],
)
def test_values_read_as_people_write_them(path: str, value: Json, told: str) -> None:
    assert shown(path, value, FI) == told


def test_fields_have_names_and_languages() -> None:
    assert label("summary.sv", FI) == "Tiivistelmä, ruotsi"
    assert label("address.street.fi", EN) == "Street, Finnish"
    assert label("brand_new", FI) == "brand new"


@given(st.lists(st.integers(0, 50)), st.integers(1, 60), st.integers(1, 5))
def test_pages_by_weight_hold_every_entry_once(weights: list[int], most: int, at_once: int) -> None:
    spans = by_weight(weights, most, at_once)

    assert [place for span in spans for place in range(len(weights))[span]] == list(
        range(len(weights))
    )
    assert all(span.stop - span.start <= 1 or sum(weights[span]) <= most for span in spans)


def test_times_are_told_near_and_far_and_in_each_language() -> None:
    times = Times("Europe/Helsinki", NOW, FI)

    told = [times.at(NOW + timedelta(days=days)) for days in (-1, 0, 1, 5)]

    assert [one.striptags() for one in told] == [
        "eilen klo 12.00", "tänään klo 12.00", "huomenna klo 12.00", "4.12.2026 klo 12.00",
    ]  # fmt: skip
    assert Times("Europe/Helsinki", NOW, EN).at(NOW).striptags() == "today at 12:00"


def test_an_age_is_never_negative_where_a_clock_was_set_back() -> None:
    times = Times("Europe/Helsinki", NOW, EN)

    ages = [times.ago(NOW - timedelta(minutes=minutes)) for minutes in (-9, 1, 60, 3000)]

    assert ages == ["just now", "1 minute ago", "1 hour ago", "2 days ago"]


@pytest.mark.parametrize(
    ("english", "finnish"),
    [
        ("they lie 6.0 km apart", "Etäisyys 6,0 km"),
        ("OTHER kinds (class http://x/a and class http://x/b)", "Eri palveluluokat"),
        ("of one kind (gym-hall)", "Sama laji"),
        ("named alike: «Halli»", "Sama nimi: ”Halli”"),
    ],
)
def test_evidence_is_told_in_words_without_addresses(english: str, finnish: str) -> None:
    (found,) = told_evidence([english], FI)

    assert found == (finnish, "")


def test_evidence_without_words_stays_english_and_says_so() -> None:
    found = list(told_evidence(["12 m apart", "something new"], FI))

    assert [tuple(one) for one in found] == [("Etäisyys 12 m", ""), ("something new", "en")]


def test_a_page_that_there_is_not_is_refused() -> None:
    from hytedata_daemon.web.pages.paging import Paging

    with pytest.raises(PageProblem) as caught:
        Paging.of(10, 5, 3)

    assert (caught.value.status, caught.value.told["pages"]) == (404, "2")


def test_a_problem_is_shown_to_somebody_who_is_not_signed_in() -> None:
    scope = {"type": "http", "method": "GET", "path": "/x", "query_string": b"", "headers": []}

    answer = problem_page(Request(scope), 404, "not-found")

    told = bytes(answer.body).decode()
    assert (answer.status_code, "Sivua ei ole" in told) == (404, True)
    assert '<nav aria-label="Sivut">' not in told
