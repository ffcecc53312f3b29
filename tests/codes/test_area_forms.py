"""How the names of regions and counties are said in sentences."""

import pytest

from hytedata import codes
from hytedata.codes import UnknownCode, area_forms
from hytedata.codes.finnish_cases import finnish_forms
from tests.voikko import ask_voikko


def test_every_region_and_county_has_forms() -> None:
    regions = {one.code: area_forms("region", one.code) for one in codes.regions()}
    counties = {one.code: area_forms("county", one.code) for one in codes.counties()}

    assert all(forms.nominative == codes.region(code).name.fi for code, forms in regions.items())
    assert all(forms.name_sv == codes.region(code).name.sv for code, forms in regions.items())
    assert all(
        codes.county(code).name.fi.startswith(forms.genitive)
        for code, forms in counties.items()
        if code != "91"
    )


def test_voikko_knows_every_form() -> None:
    forms = [area_forms("region", one.code) for one in codes.regions()]
    forms += [area_forms("county", one.code) for one in codes.counties()]
    words = {
        word
        for one in forms
        for form in (one.nominative, one.genitive, one.local)
        for word in form.split()
    }

    unknown = ask_voikko(words=words).words

    assert unknown == frozenset()


def test_an_area_that_there_is_not_has_no_forms() -> None:
    with pytest.raises(UnknownCode, match="'03' is not in the list of forms of region names"):
        area_forms("region", "03")


@pytest.mark.parametrize(
    ("forms", "expected"),
    [
        (("Helsinki", "Helsingin", "Helsingissä"), {"Helsinkiin", "Helsingistä", "Helsingille"}),
        (("Parainen", "Paraisten", "Paraisilla"), {"Paraisiin", "Paraisilta", "Paraisissa"}),
        (("Vesi", "Veden", "Vedessä"), {"Veteen"}),
        (("Suomi", "Suomen", "Suomessa"), {"Suomeen"}),
        (("Hanko", "Hangon", "Hangossa"), {"Hankoon"}),
        (("Espoo", "Espoon", "Espoossa"), {"Espooseen"}),
        (("Saltvik", "Saltvikin", "Saltvikissa"), {"Saltvikiin"}),
        (("Isokyrö", "Isonkyrön", "Isossakyrössä"), {"Isostakyröstä"}),
        (("Uusimaa", "Uudenmaan", "Uudellamaalla"), {"Uudeltamaalta", "Uudellemaalle"}),
        (("Koski Tl", "Kosken Tl", "Koskella Tl"), {"Koskelle Tl"}),
    ],
)
def test_forms_of_from_and_to_are_recognised(
    forms: tuple[str, str, str], expected: set[str]
) -> None:
    assert expected | set(forms) <= finnish_forms(*forms)
