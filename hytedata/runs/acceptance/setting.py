"""What a test needs to know of the organisation before it can make items for it."""

from dataclasses import dataclass
from typing import Final, get_args

from hytedata import codes
from hytedata.clients.ptv_catalogue.v11 import reads as v11
from hytedata.connectors._http import SyncShell
from hytedata.connectors.ptv.v11 import reads
from hytedata.connectors.ptv.v11.documents import Document, rows, text
from hytedata.errors import NotFound, RecordError
from hytedata.models.common import Language, Position
from hytedata.models.ptv import AvailabilityArea

POSITION: Final = Position(east=480_000.5, north=7_200_000.25)
"""Where test places lie: one point in Finland; the organisations are fictional (field notes 9)."""
_COMMON: Final[tuple[Language, ...]] = ("fi", "sv", "en")


@dataclass(frozen=True)
class Setting:
    """The organisation that test items belong to.

    Attributes:
        languages: In which its items may be published: its own (ptv-api 6.2), Finnish first.
        area: Its own, which is the widest that its items may have (ptv-api 6.4).
        postal_code: One that PTV accepts, of the organisation's municipality where its list says.
    """

    organisation_id: str
    name: str
    languages: tuple[Language, ...]
    area: AvailabilityArea
    postal_code: str

    @property
    def first(self) -> Language:
        """The language that single-language items are in."""
        return self.languages[0]


def read_setting(shell: SyncShell, organisation_id: str, municipality: str) -> Setting:
    """Read the organisation and a postal code; needs no login.

    Raises:
        NotFound: The organisation is not published in this environment.
        RecordError: It has no name in a language that items can be in, or no postal code is known.
        SourceUnavailable: PTV gives no usable answer.
    """
    organisation = shell.send(v11.organisation(organisation_id))
    if organisation is None:
        detail = "it must be published first; the test environment is wiped at upgrades"
        raise NotFound("PTV", f"published organisation {organisation_id}", detail=detail)
    languages = tuple(one for one in _COMMON if one in organisation.language_versions)
    if not languages:
        known = ", ".join(get_args(Language))
        raise RecordError("PTV", organisation_id, field="names", detail=f"in none of {known}")
    name = organisation.language_versions[languages[0]].name or organisation_id
    own = AvailabilityArea(type="LimitedArea", municipalities=(municipality,))
    return Setting(
        organisation_id=organisation_id,
        name=name,
        languages=languages,
        area=organisation.area or own,
        postal_code=_postal_code(shell, municipality),
    )


def _postal_code(shell: SyncShell, municipality: str) -> str:
    page = shell.send(reads.postal_codes(1))
    known = codes.find_municipality(municipality)
    wanted = known.municipality.name.fi.casefold() if known else ""
    listed = [entry for entry in page.items if text(entry, "code")]
    if not listed:
        raise RecordError("PTV", "postal codes", field="itemList", detail="no code is listed")
    chosen = next((one for one in listed if wanted in _names(one)), listed[0])
    return text(chosen, "code") or ""


def _names(entry: Document) -> set[str]:
    return {(text(name, "value") or "").casefold() for name in rows(entry, "names")}
