"""Finding the place that people mean: by code or name, in any case, of today or of a date."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from hytedata.codes.division import Division, packaged_division, padded_code
from hytedata.codes.place_answers import (
    AmbiguousPlace,
    PlaceAnswer,
    PlaceKind,
    PlaceMatch,
    UnknownPlace,
)
from hytedata.codes.place_history import existed, members, of_day, remarks
from hytedata.codes.place_names import HUS, Candidate, PlaceNames, former_place, place_names
from hytedata.codes.spelling import LONGEST, folded, several_names, spelled, undressed
from hytedata.codes.values import Labels
from hytedata.errors import InputError

KINDS: Final[tuple[PlaceKind, ...]] = ("municipality", "region", "county", "joint-authority")

NEAR: Final = 75.0
"""Likeness in per cent from which a name is suggested: Jarvenpää, Kempelle, Mantyharjju."""

SUGGESTED: Final = 5


def find_places(
    text: str | int,
    *,
    kinds: Collection[PlaceKind] | None = None,
    on: date | None = None,
    division: Division | None = None,
) -> PlaceAnswer:
    """Say which place *text* means: one, several, or none with what is near.

    Known are codes; names in Finnish and Swedish in their cases (Utajärvellä, Kajaanista,
    Iihin, Esbos), also after i, på and in; official and short names of counties (Kainuun
    hyvinvointialue, Kainuu); HUS; former names. Case, dashes, dots and spaces do not matter. A
    designation (kunta, kaupunki, maakunta, hyvinvointialue, kommun, stad, landskap,
    välfärdsområde) says the kind. The whole name is compared, never its beginning.

    Three digits are a municipality's code. Fewer are those of a region and a county too, since
    some sources write 091 as 91: that is ambiguous until *kinds* says which.

    Helsinki (90) and Åland (91) stand in the list of counties and are none: by name they are
    found as counties only where *kinds* asks for counties alone.

    Args:
        text: A code or name.
        kinds: What it may be; None for everything.
        on: The day the text is of; None for today. See `PlaceMatch.former`.
        division: The division of another year; None for the packaged one.

    Raises:
        InputError: *kinds* holds something else, or *on* is no date.
    """
    day = _day(on)
    search = _Search(_checked(kinds), day, division or packaged_division())
    asked = str(text) if not isinstance(text, bool) else ""
    found = search.places(asked)
    return PlaceAnswer(
        text=str(text),
        on=day,
        year=search.division.year,
        matches=tuple(map(search.match, found)),
        suggestions=() if found else tuple(map(search.match, search.near(asked))),
        remarks=remarks(day, search.kinds, search.division),
    )


def get_place(
    text: str | int,
    *,
    kinds: Collection[PlaceKind] | None = None,
    on: date | None = None,
    division: Division | None = None,
) -> PlaceMatch:
    """Return the one place that *text* means; see `find_places`.

    Raises:
        UnknownPlace: There is none; the text names what is near.
        AmbiguousPlace: There are several; the text names them.
    """
    answer = find_places(text, kinds=kinds, on=on, division=division)
    if answer.one is None:
        raise AmbiguousPlace(answer) if answer.matches else UnknownPlace(answer)
    return answer.one


def expand_places(
    places: str | int | Iterable[str | int],
    *,
    kinds: Collection[PlaceKind] | None = None,
    on: date | None = None,
    division: Division | None = None,
) -> tuple[str, ...]:
    """Return the codes of all municipalities of one or more places, in order, each once.

    Regions, counties and HUS become their municipalities; see `PlaceMatch.municipalities`.

    Raises:
        UnknownPlace: One of them is no place.
        AmbiguousPlace: One of them may be several with different municipalities.
    """
    several = (places,) if isinstance(places, str | int) else tuple(places)
    found: set[str] = set()
    for text in several:
        answer = find_places(text, kinds=kinds, on=on, division=division)
        if not answer.matches:
            raise UnknownPlace(answer)
        # Kainuu the region and Kainuu the county are the same eight municipalities.
        if len({match.municipalities for match in answer.matches}) > 1:
            raise AmbiguousPlace(answer)
        found.update(answer.matches[0].municipalities)
    return tuple(sorted(found))


def _checked(kinds: Collection[PlaceKind] | None) -> Collection[PlaceKind]:
    if kinds is None:
        return KINDS
    if isinstance(kinds, str) or not set(kinds) <= set(KINDS):
        raise InputError(f"kinds={kinds!r}: give a list of {', '.join(KINDS)}")
    return kinds


def _day(on: date | None) -> date | None:
    if isinstance(on, datetime):
        return on.date()
    # Checked though typed: a text would fail later, with a message about comparing.
    if on is not None and not isinstance(on, date):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise InputError(f"on={on!r}: give a date, as date(2020, 1, 1)")
    return on


class _Search:
    """One look-up: what may be found, of which day, in which division."""

    def __init__(self, kinds: Collection[PlaceKind], on: date | None, division: Division) -> None:
        self.kinds, self.on, self.division = kinds, on, division
        self._stand_ins = set(kinds) == {"county"}

    @property
    def names(self) -> PlaceNames:
        return place_names(self.division)

    def places(self, text: str) -> Sequence[Candidate]:
        """Return what *text* means; where it holds several names, what all of them mean."""
        if len(text) > LONGEST:
            return ()
        found = self._named(text)
        if not found and (parts := several_names(text)):
            each = [self._named(part) for part in parts]
            found = [one for one in each[0] if all(one in other for other in each)]
        return found

    def near(self, text: str) -> Sequence[Candidate]:
        """Return the places whose names are most like *text*, best first, each once."""
        # Loaded for what is misspelt: it takes 3 MB.
        from rapidfuzz import fuzz, process

        if len(text) > LONGEST:
            return ()
        words, kind = undressed(spelled(text))
        hits = process.extract(
            folded(words),
            self.names.basic.keys(),
            scorer=fuzz.ratio,
            score_cutoff=NEAR,
            limit=4 * SUGGESTED,
        )
        like = [one for name, _, _ in hits for one in self.names.basic[name]]
        kept = [one for one in self._allowed(like, kind) if existed(one.kind, self.on)]
        return list({(one.kind, one.code): one for one in reversed(kept)}.values())[::-1][
            :SUGGESTED
        ]

    def match(self, one: Candidate) -> PlaceMatch:
        """Return a candidate with all that is told about it."""
        codes = members(one.kind, one.code, self.on, self.division)
        return PlaceMatch(one.kind, one.code, self._name(one), codes, one.former)

    def _named(self, text: str) -> Sequence[Candidate]:
        words = spelled(text)
        bare, kind = undressed(words)
        if bare.isdigit() and f"-{bare}" not in text:
            return self._meant(self._coded(bare), kind, by_code=True)
        whole = self._meant(self.names.by_spelling.get(words, ()))
        return whole or self._meant(self.names.by_spelling.get(bare, ()), kind)

    def _coded(self, digits: str) -> Iterator[Candidate]:
        found = self.division.find(digits) if padded_code(digits) else None
        if found is not None:
            former = former_place(found.abolished) if found.abolished else None
            yield Candidate("municipality", found.municipality.code, former)
        if len(digits) <= 2:
            two = digits.zfill(2)
            yield from (
                Candidate("region", two) for one in self.division.regions if one.code == two
            )
            yield from (
                Candidate("county", two) for one in self.division.counties if one.code == two
            )

    def _meant(
        self, found: Iterable[Candidate], kind: PlaceKind | None = None, *, by_code: bool = False
    ) -> list[Candidate]:
        return of_day(self._allowed(found, kind, by_code=by_code), self.on, self.division)

    def _allowed(
        self, found: Iterable[Candidate], kind: PlaceKind | None, *, by_code: bool = False
    ) -> list[Candidate]:
        # A text that says "hyvinvointialue" asks for a county as the argument does.
        stand_ins = by_code or self._stand_ins or kind == "county"
        return [
            one
            for one in found
            if one.kind in self.kinds
            and kind in (None, one.kind)
            and (stand_ins or not one.stand_in)
        ]

    def _name(self, one: Candidate) -> Labels:
        match one.kind:
            case "municipality":
                return self.division.municipality(one.code).name
            case "region":
                return self.division.region(one.code).name
            case "county":
                return self.division.county(one.code).name
            case "joint-authority":
                return Labels(HUS, HUS)
