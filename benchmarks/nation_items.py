"""PTV of a whole country: organisations, services, channels, descriptions and collections.

Half of the places stand for a site of Lipas, typed by hand: nothing links the two. The same share
gives the same items.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import cycle
from random import Random
from typing import Any, Final

from benchmarks.nation_sites import SEED, Document, amounts, documents
from benchmarks.nation_words import PLACES, name, text
from hytedata.sandbox.seed import PtvSeed, SeedItem, SeedOrganisation, default_codes
from hytedata.sandbox.world import bodies
from hytedata.sandbox.world.catalogue import catalogue
from hytedata.sandbox.world.documents import first_vertex
from hytedata.sandbox.world.general_descriptions import general_descriptions
from hytedata.sandbox.world.identities import county_id, item_id, organisation_id
from hytedata.sandbox.world.parts import plain, typed
from hytedata.sandbox.world.place import Place, invented_postal_codes
from hytedata.sandbox.world.projection import to_tm35fin
from hytedata.sandbox.world.tables import MunicipalityRow, words

ITEMS, SERVICES, DESCRIPTIONS, COLLECTIONS, OTHERS = 100_000, 30_000, 1_000, 1_000, 2_600
"""All items, and how many of each kind of them; others are organisations besides the public ones.

The rest are channels.
"""
_WITHOUT_A_COUNTY: Final = frozenset({"90", "91"})
_SHARED: Final = frozenset({"GeneralDescription", "ServiceCollection"})
_KINDS: Final = ("ServiceLocation",) * 13 + ("WebPage",) * 3 + ("EChannel",) * 2 + ("Phone",) * 2


def seed(share: float) -> PtvSeed:
    """Compose the catalogue of a share, 0-1, of the country."""
    made = list(documents(share))
    rows = [row for row, _ in made]
    others = [_other(number, rows) for number in range(round(OTHERS * share))]
    counties = {row.county for row in rows} - _WITHOUT_A_COUNTY
    services, descriptions = round(SERVICES * share), round(DESCRIPTIONS * share)
    collections = round(COLLECTIONS * share)
    channels = round(ITEMS * share) - services - descriptions - collections
    channels -= len(rows) + len(counties) + len(others)
    general = [_description(number) for number in range(descriptions)]
    items: list[SeedItem] = [*general]
    owners = cycle([one.id for one in others])
    shares = zip(made, amounts(services, rows), amounts(channels, rows), strict=True)
    for (row, sites), of_services, of_channels in shares:
        town = _Town(row, sites, owners, [str(one.body["id"]) for one in general])
        items += town.items(of_services, of_channels)
    by_town = cycle([organisation_id(row.code) for row in rows])
    items += (_collection(number, next(by_town), items) for number in range(collections))
    base = catalogue(rows, invented_postal_codes(), items)
    return replace(base, organisations=(*base.organisations, *others))


def _other(number: int, rows: Sequence[MunicipalityRow]) -> SeedOrganisation:
    row = rows[number % len(rows)]
    return SeedOrganisation(
        f"00000000-0000-4000-8005-{number:012d}",
        {"fi": f"{row.name_fi}: yhdistys {number} ry"},
        ("Organization", "Company")[number % 2],
        area_type="LimitedType",
        area_municipalities=(row.code,),
    )


def _description(number: int) -> SeedItem:
    random = Random(f"description {number}")
    called = f"{name(random)} {number}"
    told = {
        "Summary": f"{called}: pohjakuvaus.",
        "Description": text(random, called, "koko maa"),
        "BackgroundDescription": "Laki velvoittaa järjestämään palvelun.",
    }
    descriptions = [part for kind, said in told.items() for part in typed(kind, {"fi": said})]
    body = {
        **general_descriptions()[-1].body,
        "id": item_id(f"nation-description-{number}"),
        "names": typed("Name", {"fi": called}),
        "descriptions": descriptions,
    }
    return SeedItem("GeneralDescription", body)


def _collection(number: int, owner: str, items: Sequence[SeedItem]) -> SeedItem:
    shown = [one for one in Random(number).sample(items, 8) if one.kind not in _SHARED]
    services = [str(one.body["id"]) for one in shown if one.kind == "Service"]
    channels = [str(one.body["id"]) for one in shown if one.kind != "Service"]
    body = {
        "id": item_id(f"nation-collection-{number}"),
        "organizationId": owner,
        "serviceCollectionNames": plain({"fi": f"Hyvinvointi {number}"}),
        "services": services,
        "serviceChannels": channels,
        "publishingStatus": "Published",
    }
    return SeedItem("ServiceCollection", body)


@dataclass
class _Town:
    """What is offered in one municipality.

    Attributes:
        others: Gives owners that are neither municipality nor county, in turn.
        general: Ids of general descriptions.
    """

    row: MunicipalityRow
    sites: Sequence[Document]
    others: Iterator[str]
    general: Sequence[str]

    def __post_init__(self) -> None:
        self._random = Random(f"items {SEED} {self.row.code}")
        self._place = Place.of(self.row, invented_postal_codes())
        self._classes = list(default_codes().service_classes)
        self._own = organisation_id(self.row.code)

    def items(self, services: int, channels: int) -> Iterator[SeedItem]:
        """Yield services, then channels; each channel is connected with one service or two."""
        made = [self._service(number) for number in range(services)]
        yield from made
        ids = [str(one.body["id"]) for one in made]
        for number in range(channels):
            ends = {ids[number % len(ids)], self._random.choice(ids)}
            yield replace(self._channel(number), connections=tuple(sorted(ends)))

    def _owner(self, number: int) -> str:
        if number % 10 == 0 and self.others:
            return next(self.others)
        if number % 10 == 1 and self.row.county not in _WITHOUT_A_COUNTY:
            return county_id(self.row.county)
        return self._own

    def _names(self, called: str) -> Mapping[str, str]:
        return {"fi": called} | ({"sv": f"{called} sv"} if self._random.random() < 0.2 else {})

    def _service(self, number: int) -> SeedItem:
        random = self._random
        called = name(random) + (f" {number}" if random.random() < 0.6 else "")
        own_id = item_id(f"nation-service-{self.row.code}-{number}")
        body = bodies.service(own_id, self._owner(number), self._names(called), [self.row.code])
        _tell(body["serviceDescriptions"], text(random, called, self.row.name_fi))
        body["serviceClasses"] = random.sample(self._classes, random.randint(1, 3))
        if random.random() < 0.3:
            body["generalDescriptionId"] = random.choice(self.general)
        return SeedItem("Service", body)

    def _channel(self, number: int) -> SeedItem:
        kind = _KINDS[number % len(_KINDS)]
        own_id = item_id(f"nation-channel-{self.row.code}-{number}")
        url = f"https://{self._place.domain}/palvelut/{number}"
        if kind == "ServiceLocation":
            body = self._location(own_id, number)
        else:
            names = self._names(f"{name(self._random)} {number}")
            if kind == "Phone":
                body = bodies.phone_channel(own_id, self._own, names)
            else:
                make = bodies.web_page if kind == "WebPage" else bodies.e_channel
                body = make(own_id, self._own, names, url)
        called = body["serviceChannelNames"][0]["value"]  # type: ignore[index]
        told = text(self._random, called, self.row.name_fi, 4)
        _tell(body["serviceChannelDescriptions"], told)
        return SeedItem(kind, body)

    def _location(self, own_id: str, number: int) -> dict[str, object]:
        random = self._random
        site = self.sites[number % len(self.sites)]
        called, (east, north) = str(site["name"]), to_tm35fin(*first_vertex(site))
        if number % 2:
            village = random.choice(words().villages)[0]
            called = f"{village} {random.choice(PLACES)} {number}"
            east, north = east + random.uniform(-400, 400), north + random.uniform(-400, 400)
        elif random.random() < 0.3:
            called = f"{called}, {self.row.name_fi}"
        return bodies.service_location(
            own_id,
            self._own,
            self._names(called),
            street={"fi": random.choice(words().streets)[0]},
            number=str(random.randint(1, 90)),
            postal_code=site["location"]["postal-code"],
            municipality=self.row.code,
            position=(east + random.uniform(-40, 40), north + random.uniform(-40, 40)),
        )


def _tell(descriptions: Any, told: str) -> None:
    """Put *told* in the place of the short description in Finnish."""
    for one in descriptions:
        if one["type"] == "Description" and one["language"] == "fi":
            one["value"] = told
