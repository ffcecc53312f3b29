"""A generated world: what Lipas and PTV hold before the first request."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from random import Random
from typing import cast

from hytedata.errors import InputError
from hytedata.sandbox.seed import PostalCode, PtvSeed
from hytedata.sandbox.world.catalogue import catalogue, catalogue_for_file
from hytedata.sandbox.world.documents import SiteDocument, first_vertex
from hytedata.sandbox.world.files import read_lipas_records, read_postal_codes
from hytedata.sandbox.world.hand_made import home_items
from hytedata.sandbox.world.identities import (
    FILE_ORGANISATION,
    FILE_USER,
    organisation_id,
    password,
    username,
)
from hytedata.sandbox.world.landmarks import LANDMARKS, as_landmark
from hytedata.sandbox.world.lois import LoiDocument, lois
from hytedata.sandbox.world.place import (
    HOME,
    HOME_NAMES,
    Place,
    invented_postal_codes,
    unknown_postal_code,
)
from hytedata.sandbox.world.projection import to_tm35fin
from hytedata.sandbox.world.sites import Document, SiteMaker, statuses_of
from hytedata.sandbox.world.tables import MunicipalityRow, municipalities

SCALES = ("municipality", "county", "country")

HOME_SITES = 150
SITES_EACH = 40
RESIDENTS_PER_SITE = 130


class World:
    """An invented municipality, its county or the country, the same for the same seed.

    Nothing is generated before it is asked for.

    Args:
        seed: Any number; another one gives other sites with the same landmarks.
        scale: `municipality` is Mallila with 150 sites; `county` adds the 29 others of its
            wellbeing services county (about 4 500 sites); `country` all 308 (about 55 000).
        codes: A file of postal codes that PTV shall know; without one they are invented.
        lipas_file: Lipas records instead of generated sites; see `from_lipas_file`.
    """

    def __init__(
        self,
        seed: int = 1,
        scale: str = "municipality",
        *,
        codes: Path | None = None,
        lipas_file: Path | None = None,
    ) -> None:
        if scale not in SCALES:
            raise InputError(f"the world's scale is one of {', '.join(SCALES)}, not {scale!r}")
        self.seed, self.scale = seed, scale
        self._codes, self._lipas_file = codes, lipas_file

    @classmethod
    def from_lipas_file(cls, path: Path, *, codes: Path | None = None) -> "World":
        """Take given Lipas records: a v1 list, a v2 page or NDJSON.

        PTV then has one organisation that covers all their municipalities, and nothing else.
        Give *codes* where the records carry real postal codes.
        """
        return cls(codes=codes, lipas_file=path)

    @cached_property
    def postal_codes(self) -> Mapping[str, PostalCode]:
        """The postal codes that PTV knows."""
        return read_postal_codes(self._codes) if self._codes else invented_postal_codes()

    @cached_property
    def municipalities(self) -> tuple[str, ...]:
        """Codes of the municipalities that have sites, sorted."""
        if self._lipas_file is not None:
            return tuple(sorted({site.municipality for site in self.sites}))
        return tuple(row.code for row in self._rows())

    @property
    def calendar_municipalities(self) -> tuple[str, ...]:
        """Codes of the municipalities that have something going on, besides those by hand."""
        return () if self._lipas_file is not None else self.municipalities

    @cached_property
    def sites(self) -> tuple[SiteDocument, ...]:
        """All sites, in the order of the search index, which is no order at all."""
        if self._lipas_file is not None:
            sites = read_lipas_records(self._lipas_file)
        else:
            sites = [SiteDocument.of(document) for document in self._documents()]
        Random(f"{self.seed}:index").shuffle(sites)
        return tuple(sites)

    @cached_property
    def lois(self) -> tuple[LoiDocument, ...]:
        """Locations of Interest around the home municipality, in the order of their index."""
        if self._lipas_file is not None:
            return ()
        home = municipalities()[HOME]
        found = list(lois(self.seed, home.lon, home.lat))
        Random(f"{self.seed}:lois-index").shuffle(found)
        return tuple(found)

    @cached_property
    def landmarks(self) -> Mapping[str, int]:
        """Name of each landmark (`hytedata.sandbox.world.landmarks`) → its `lipas-id`."""
        if self._lipas_file is not None:
            return {}
        return {
            name: cast("int", document["lipas-id"])
            for name, document in zip(LANDMARKS, self._home_documents, strict=False)
        }

    @cached_property
    def ptv_seed(self) -> PtvSeed:
        """What PTV holds."""
        if self._lipas_file is not None:
            return catalogue_for_file(self.municipalities, self.postal_codes)
        places = {
            name: _position(document)
            for name, document in zip(LANDMARKS, self._home_documents, strict=False)
        }
        postal_code = next(iter(self._place(municipalities()[HOME]).postal))
        return catalogue(self._rows(), self.postal_codes, home_items(postal_code, places))

    @property
    def organisation(self) -> str:
        """PTV id of the organisation that the world is about."""
        return FILE_ORGANISATION if self._lipas_file is not None else organisation_id(HOME)

    @property
    def organisation_name(self) -> str:
        """Finnish name of that organisation."""
        if self._lipas_file is not None:
            return self.ptv_seed.organisations[0].names["fi"]
        return HOME_NAMES["fi"]

    @property
    def organisation_municipalities(self) -> tuple[str, ...]:
        """Codes of the municipalities whose sites that organisation publishes."""
        return self.municipalities if self._lipas_file is not None else (HOME,)

    @property
    def username(self) -> str:
        """Login of that organisation."""
        return FILE_USER if self._lipas_file is not None else username(HOME)

    @property
    def password(self) -> str:
        """Password of `username`; sandbox passwords are no secret."""
        return password(self.username)

    def digest(self) -> str:
        """Hash what is invented: sites, organisations, logins, items … (BLAKE2b, 16 bytes, hex)."""
        content = hashlib.blake2b(digest_size=16)
        for site in self.sites:
            content.update(site.body)
            content.update(site.private)
        for loi in self.lois:
            content.update(loi.body)
        seed = self.ptv_seed
        invented = (seed.organisations, seed.users, seed.streets, seed.items, self.postal_codes)
        content.update(repr(invented).encode())
        return content.hexdigest()

    def _rows(self) -> list[MunicipalityRow]:
        rows = municipalities()
        if self.scale == "municipality":
            return [rows[HOME]]
        county = rows[HOME].county
        return [row for row in rows.values() if self.scale == "country" or row.county == county]

    def _place(self, row: MunicipalityRow) -> Place:
        return Place.of(row, self.postal_codes)

    def _documents(self) -> Iterator[Document]:
        for row in self._rows():
            if row.code == HOME:
                yield from self._home_documents
                continue
            random = Random(f"{self.seed}:{row.code}")
            maker = SiteMaker(self._place(row), random)
            count = SITES_EACH + row.population // RESIDENTS_PER_SITE
            yield from maker.sites(statuses_of(count, random))

    @cached_property
    def _home_documents(self) -> tuple[Document, ...]:
        """Mallila's sites: the landmarks first, in their order."""
        random = Random(f"{self.seed}:{HOME}")
        maker = SiteMaker(self._place(municipalities()[HOME]), random)
        documents = []
        for name, landmark in LANDMARKS.items():
            made = maker.site(landmark.status, type_code=landmark.type_code, owner=landmark.owner)
            document = as_landmark(made, landmark)
            if name == "unknown-postal-code":
                location = cast("dict[str, object]", document["location"])
                location["postal-code"] = unknown_postal_code(self.postal_codes)
            documents.append(document)
        remaining = statuses_of(HOME_SITES, random)
        for landmark in LANDMARKS.values():
            remaining.remove(landmark.status)
        documents.extend(maker.sites(remaining))
        return tuple(documents)


def _position(document: Document) -> tuple[float, float]:
    """Return a site's point, (east, north) in EPSG:3067 metres."""
    return to_tm35fin(*first_vertex(document))
