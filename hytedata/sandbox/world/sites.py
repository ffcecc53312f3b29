"""Invents the sports sites of a municipality, with the mess that real records have."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

from hytedata.sandbox.world.geometry import feature_collection, near
from hytedata.sandbox.world.place import Place
from hytedata.sandbox.world.properties import properties_of
from hytedata.sandbox.world.tables import TypeRow, lipas_codes, words

Document = dict[str, object]

STATUS_SHARES = (
    # 28 % of Lipas's documents are retired or incorrect (lipas-api 2.4).
    ("out-of-service-permanently", 0.20),
    ("incorrect-data", 0.08),
    ("out-of-service-temporarily", 0.04),
    ("planning", 0.02),
    ("planned", 0.02),
)
OWNERS = {
    "city": 70,
    "city-main-owner": 4,
    "registered-association": 10,
    "company-ltd": 6,
    "state": 4,
    "municipal-consortium": 1,
    "foundation": 1,
    "other": 2,
    "unknown": 2,
}
ADMINS_OF_CITY = ("city-sports", "city-technical-services", "city-education", "city-other")
ADMINS_OF_OTHERS = ("private-association", "private-company", "state", "other", "unknown")
FIRST_REVISION = datetime(2012, 1, 1, tzinfo=UTC)
LAST_REVISION = datetime(2026, 8, 31, tzinfo=UTC)
REVISION_SPAN_S = int((LAST_REVISION - FIRST_REVISION).total_seconds())
RARE_TYPE_WEIGHT = 1
SITES_PER_MUNICIPALITY = 10_000


def statuses_of(count: int, random: Random) -> list[str]:
    """Return *count* statuses in the shares that Lipas has, shuffled."""
    found = [status for status, share in STATUS_SHARES for _ in range(round(count * share))]
    found += ["active"] * (count - len(found))
    random.shuffle(found)
    return found


class SiteMaker:
    """Makes one municipality's sites; the same random source gives the same sites."""

    def __init__(self, place: Place, random: Random) -> None:
        self._place = place
        self._random = random
        self._words = words()
        self._codes = lipas_codes()
        self._used_names: set[str] = set()
        weights = self._words.type_weights
        active = [code for code, row in self._codes.types.items() if not row.deprecated]
        self._types = sorted({*active, *weights})
        self._type_weights = [weights.get(code, RARE_TYPE_WEIGHT) for code in self._types]
        self._postal_codes = list(place.postal)
        self._next_id = int(place.code) * SITES_PER_MUNICIPALITY + 1

    def sites(self, statuses: Sequence[str]) -> Iterator[Document]:
        """Invent one site for each status."""
        for status in statuses:
            yield self.site(status)

    def site(
        self, status: str, *, type_code: int | None = None, owner: str | None = None
    ) -> Document:
        """Invent one site, a whole document as in the single view."""
        random = self._random
        drawn = random.choices(self._types, self._type_weights)[0]
        kind = self._codes.types[type_code if type_code is not None else drawn]
        drawn_owner = random.choices(tuple(OWNERS), tuple(OWNERS.values()))[0]
        owner = owner or drawn_owner
        village = random.choice(self._words.villages)
        admins = ADMINS_OF_CITY if owner.startswith("city") else ADMINS_OF_OTHERS
        document: Document = {
            "lipas-id": self._next_id,
            "event-date": self._event_date(),
            "status": status,
            "name": self._name(kind, village[1]),
            "owner": owner,
            "admin": random.choice(admins),
            "type": {"type-code": kind.code},
            "location": self._location(kind, village[0]),
        }
        self._next_id += 1
        document["properties"] = properties_of(kind, self._codes, self._words, random)
        self._add_names(document, kind, village)
        self._add_contacts(document, village[0])
        self._add_history(document)
        self._add_rarities(document, kind, village[0])
        return document

    def _event_date(self) -> str:
        moment = FIRST_REVISION + timedelta(seconds=self._random.randrange(REVISION_SPAN_S))
        stamp = moment.strftime("%Y-%m-%dT%H:%M:%S")
        if self._random.random() < 0.05:
            return f"{stamp}Z"
        return f"{stamp}.{self._random.randrange(1000):03d}Z"

    def _name(self, kind: TypeRow, village: str) -> str:
        noun = self._noun(kind)
        draw = self._random.random()
        if draw < 0.06:
            # Equal names are common: PTV wants them unique, Lipas does not care.
            return noun.capitalize()
        name = f"{village} koulun {noun}" if draw < 0.16 else f"{village} {noun}"
        if draw > 0.98:
            name = name.replace(" ", "  ", 1)
        number, unique = 2, name
        while unique in self._used_names:
            unique, number = f"{name} {number}", number + 1
        self._used_names.add(unique)
        return unique

    def _noun(self, kind: TypeRow) -> str:
        known = self._words.nouns.get(kind.code)
        if known is not None:
            return known
        first = kind.names[0].split("/")[0].split(",")[0].split(" tai ")[0].split(" (")[0]
        return first.lower()

    def _location(self, kind: TypeRow, village: str) -> Document:
        random, place = self._random, self._place
        lon, lat = near(random, place.lon, place.lat, place.radius_m)
        postal_code = random.choice(self._postal_codes)
        office = place.postal[postal_code]
        location: Document = {
            "city": {"city-code": int(place.code)},
            "address": self._address(village),
            "postal-code": postal_code,
        }
        if random.random() < 0.3:
            location["city"] = {"city-code": int(place.code), "neighborhood": village}
        if random.random() < 0.9:
            location["postal-office"] = random.choice((office, office.capitalize(), office.lower()))
        location["geometries"] = feature_collection(kind.geometry, random, lon, lat)
        return location

    def _address(self, village: str) -> str:
        # 83 % of real addresses have no house number, and some are no addresses at all.
        random = self._random
        street = random.choice(self._words.streets)[0]
        draw = random.random()
        if draw < 0.35:
            return f"{street} {random.randint(1, 240)}"
        if draw < 0.75:
            return street
        return random.choice(self._words.places).format(village=village)

    def _add_names(self, document: Document, kind: TypeRow, village: tuple[str, str, str]) -> None:
        random = self._random
        localized = {}
        if random.random() < 0.25:
            localized["se"] = f"{village[2]} {kind.names[1].split('/')[0].lower()}"
        if random.random() < 0.2:
            localized["en"] = f"{village[0]} {kind.names[2].split('/')[0].lower()}"
        if localized:
            document["name-localized"] = localized
        if random.random() < 0.06:
            document["marketing-name"] = f"{village[0]} Areena"

    def _add_contacts(self, document: Document, village: str) -> None:
        random = self._random
        if random.random() < 0.35:
            messy = random.random() < 0.25
            kinds = self._words.messy_phones if messy else self._words.phones
            document["phone-number"] = self._fill(random.choice(kinds), village)
        if random.random() < 0.35:
            messy = random.random() < 0.2
            kinds = self._words.messy_www if messy else self._words.www
            document["www"] = self._fill(random.choice(kinds), village)
        if random.random() < 0.3:
            document["email"] = self._fill(random.choice(self._words.emails), village)
        if random.random() < 0.25:
            document["comment"] = self._fill(random.choice(self._words.comments), village)

    def _fill(self, template: str, village: str) -> str:
        slug = village.lower().replace("ä", "a").replace("ö", "o")
        digits = f"{self._random.randrange(1000):03d}"
        return template.format(domain=self._place.domain, slug=slug, n=digits)

    def _add_history(self, document: Document) -> None:
        random = self._random
        if random.random() < 0.5:
            document["construction-year"] = random.randint(1920, 2025)
        if random.random() < 0.15:
            # Years are not sorted in the real data either.
            years = random.sample(range(1985, 2026), random.randint(1, 3))
            document["renovation-years"] = years
            document["renovations"] = [{"year": year, "type": "major-renovation"} for year in years]

    def _add_rarities(self, document: Document, kind: TypeRow, village: str) -> None:
        random = self._random
        if random.random() < 0.1:
            document["owner-org-id"] = str(UUID(int=random.getrandbits(128), version=4))
        if random.random() < 0.05:
            document["reservations-link"] = f"https://varaukset.{self._place.domain}/"
        if random.random() < 0.05:
            document["images"] = [
                {
                    "url": f"https://kuvat.{self._place.domain}/{document['lipas-id']}.jpg",
                    "alt-text": {"fi": f"{village}, kesä"},
                    "copyright": {"fi": self._place.domain},
                }
            ]
        if kind.activity and random.random() < 0.3:
            short = f"{village}: kohde luonnon keskellä."
            text = {"fi": short, "en": f"{village}: a site amid nature."}
            document["activities"] = {
                kind.activity: {"status": "active", "description-short": text}
            }
