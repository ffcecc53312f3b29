"""Every spelling under which a place of a division is found, made once per division."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from hytedata.codes.area_forms import AreaKind, find_area_forms
from hytedata.codes.division import Division, once_per_division
from hytedata.codes.division_values import AbolishedMunicipality, Municipality, RenamedMunicipality
from hytedata.codes.finnish_cases import finnish_forms
from hytedata.codes.municipality_forms import find_municipality_forms
from hytedata.codes.place_answers import FormerPlace, PlaceKind
from hytedata.codes.spelling import designations, folded, spelled, swedish_forms
from hytedata.codes.values import Labels

HUS: Final = "HUS"
HUS_COUNTIES: Final = ("01", "02", "03", "04", "90")
"""HUS is a joint authority of the four counties of Uusimaa and Helsinki, and no county itself."""

_WRITTEN_OUT = {" mlk": " maalaiskunta", " lk": " landskommun"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a spelling may mean.

    Attributes:
        code: Of today.
        former: What it was under the spelling; None where the spelling is of today.
        stand_in: Whether it only stands for a county: Helsinki (90) and Åland (91).
    """

    kind: PlaceKind
    code: str
    former: FormerPlace | None = None
    stand_in: bool = False


@dataclass(frozen=True)
class PlaceNames:
    """The spellings of one division.

    Attributes:
        by_spelling: All forms.
        basic: Base forms without dots and rings, for finding what is near.
    """

    by_spelling: Mapping[str, tuple[Candidate, ...]]
    basic: Mapping[str, tuple[Candidate, ...]]


@once_per_division
def place_names(division: Division) -> PlaceNames:
    """Return the spellings of *division*."""
    forms: defaultdict[str, dict[Candidate, None]] = defaultdict(dict)
    basic: defaultdict[str, dict[Candidate, None]] = defaultdict(dict)
    for candidate, names, inflected in _all(division):
        for name in names:
            basic[folded(spelled(name))][candidate] = None
        for form in inflected:
            forms[spelled(form)][candidate] = None
    return PlaceNames(
        {form: tuple(found) for form, found in forms.items()},
        {name: tuple(found) for name, found in basic.items()},
    )


def former_place(old: AbolishedMunicipality) -> FormerPlace:
    """Return what a municipality was until it became part of another."""
    last_day = old.abolished_on - timedelta(days=1)
    return FormerPlace(old.code, old.name, last_day, "merged", old.confirmed)


def renamed_place(earlier: RenamedMunicipality) -> FormerPlace:
    """Return what a municipality was until it took another name."""
    last_day = earlier.renamed_on - timedelta(days=1)
    return FormerPlace(earlier.code, earlier.name, last_day, "renamed")


def _all(division: Division) -> Iterator[tuple[Candidate, Iterable[str], Iterable[str]]]:
    """Yield each place with its base forms and all its forms."""
    for place in division.municipalities:
        yield Candidate("municipality", place.code), place.name.all(), _municipality(place)
    for region in division.regions:
        names, forms = _area("region", region.code, region.name)
        yield Candidate("region", region.code), names, forms
    for county in division.counties:
        names, forms = _area("county", county.code, county.name)
        stand_in = county.kind != "county"
        yield Candidate("county", county.code, stand_in=stand_in), names, forms
    yield Candidate("joint-authority", HUS), (HUS,), finnish_forms(HUS, "HUSin", "HUSissa")
    for old in division.abolished:
        former = former_place(old)
        yield Candidate("municipality", old.successor, former), old.name.all(), _listed(old.name)
    for earlier in division.renamed:
        former = renamed_place(earlier)
        candidate = Candidate("municipality", earlier.code, former)
        yield candidate, earlier.name.all(), _listed(earlier.name)


def _municipality(place: Municipality) -> Iterator[str]:
    yield from _listed(place.name)
    forms = find_municipality_forms(place.code)
    if forms is None or forms.nominative != place.name.fi:
        return  # a municipality that is younger than the table, or has a new name
    cases = (forms.nominative, forms.genitive, forms.local)
    yield from finnish_forms(*cases)
    # Pedersören kunta is the one name that ends in "kunta": Pedersören, Pedersören kunnalla.
    *first, last = forms.nominative.split()
    if first and spelled(last) in designations():
        yield " ".join(first)
        yield from (f"{' '.join(first)} {last}" for last in designations())


def _area(kind: AreaKind, code: str, name: Labels) -> tuple[Iterable[str], Iterable[str]]:
    forms = find_area_forms(kind, code)
    if forms is None:
        return name.all(), _listed(name)
    cases = finnish_forms(forms.nominative, forms.genitive, forms.local)
    short = (forms.nominative, forms.name_sv)
    return short, (*cases, *swedish_forms(forms.name_sv), *_listed(name))


def _listed(name: Labels) -> Iterator[str]:
    """Yield the names of a list, the Swedish genitive, and abbreviations written out."""
    for listed in name.all():
        yield listed
        for short, whole in _WRITTEN_OUT.items():
            if listed.endswith(short):
                yield listed.removesuffix(short) + whole
    if name.sv:
        yield from swedish_forms(name.sv)
