"""How the names of municipalities are said in sentences."""

import csv
import io
from importlib.resources import files

import pytest

from hytedata import codes
from hytedata.codes import UnknownCode
from hytedata.codes.municipality_forms import Forms, municipality_forms
from tests.voikko import ask_voikko

ACCEPTED = {
    "417": "Lemland: Voikko has few Swedish names of Åland",
    "438": "Lumparland: Voikko has few Swedish names of Åland",
    "736": "Saltvik: Voikko has few Swedish names of Åland",
    "771": "Sund: Voikko has few Swedish names of Åland",
    "893": "Uusikaarlepyy: Voikko does not inflect the first part of the name",
}
"""Municipalities whose name Voikko does not know in any form, and why it is kept."""


def _rows() -> list[dict[str, str]]:
    table = files("hytedata.codes").joinpath("data", "municipality_forms.csv")
    return list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8"))))


def test_voikko_knows_every_form_but_those_of_five_names() -> None:
    forms = {row["code"]: f"{row['genitive']} {row['local']}".split() for row in _rows()}
    # Koski Tl: the abbreviation of its province is not inflected.
    words = sorted({word for told in forms.values() for word in told} - {"Tl"})

    unknown = ask_voikko(words=words).words

    assert len(forms) == 308
    assert {code for code, told in forms.items() if unknown & set(told)} == set(ACCEPTED)


def test_the_table_has_every_municipality_of_today_under_its_name() -> None:
    told = {row["code"]: row["name"] for row in _rows()}

    assert told == {place.code: place.name.fi for place in codes.municipalities()}


def test_every_local_form_has_a_local_case_and_every_genitive_ends_in_n() -> None:
    for row in _rows():
        local = row["local"].removesuffix(" Tl")
        assert local.endswith(("ssa", "ssä", "lla", "llä")), row
        assert row["genitive"].removesuffix(" Tl").endswith("n"), row
        assert row["note"] in {"", "unsure"}, row


@pytest.mark.parametrize(
    ("code", "finnish", "swedish", "english"),
    [
        ("889", "Utajärvellä", "i Utajärvi", "in Utajärvi"),
        ("205", "Kajaanissa", "i Kajana", "in Kajaani"),
        ("139", "Iissä", "i Ijo", "in Ii"),
        ("272", "Kokkolassa", "i Karleby", "in Kokkola"),
        ("598", "Pietarsaaressa", "i Jakobstad", "in Jakobstad"),
        ("599", "Pedersören kunnassa", "i Pedersöre", "in Pedersöre"),
        ("318", "Kökarissa", "på Kökar", "in Kökar"),
        ("230", None, "i Karvia", "in Karvia"),
    ],
)
def test_a_place_is_said_as_people_say_it(
    code: str, finnish: str | None, swedish: str, english: str
) -> None:
    forms = municipality_forms(code)

    assert forms.where("fi") == finnish
    assert forms.where("sv") == swedish
    assert forms.where("en") == english
    assert forms.where("se") is None


def test_a_form_that_is_not_settled_is_there_but_marked() -> None:
    forms = municipality_forms("230")

    assert forms == Forms(
        nominative="Karvia",
        genitive="Karvian",
        local="Karviassa",
        local_sv="i Karvia",
        local_en="in Karvia",
        note="unsure",
    )
    assert not forms.sure


def test_a_municipality_of_the_past_has_no_forms() -> None:
    with pytest.raises(UnknownCode, match="'004' is not in the list of municipality"):
        municipality_forms("004")
