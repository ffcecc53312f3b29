"""Who is to mend a record, as one stable word, and what people call them."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from hytedata.codes import find_municipality
from hytedata.codes.lipas_codes import admins, owners
from hytedata.models.common import SourceRef, first_text
from hytedata.models.event import Event
from hytedata.models.ptv import Connection, Organisation
from hytedata.models.sports_site import SportsSite

_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OF_PTV: Final[Mapping[str, str]] = {
    "fi": "PTV:n organisaatio {}",
    "sv": "organisation {} i SDL",
    "en": "PTV organisation {}",
}
"""Of an organisation that answers for records, and was not read itself."""

MACHINERY: Final = "hytedata"
"""Owner of what is wrong with rules, not with records."""


def owner_of(record: object, organisation_of: Callable[[str], str | None]) -> str | None:
    """Return who is to mend *record*; None where it states nobody.

    Of PTV it is the id of the responsible organisation. Of Lipas `city-sports:205`: the code of
    who runs the site, or else owns it, with its municipality, since a code alone names a kind of
    owner in the whole country. Of an event `calendar:publisher`, or the calendar alone.

    Args:
        record: Our model.
        organisation_of: Gives the organisation of a service of PTV by the service's id: a
            connection belongs to whoever answers for the service.
    """
    if isinstance(record, Event):
        return f"{record.source}:{record.publisher}" if record.publisher else record.source
    if isinstance(record, SportsSite):
        code = record.admin or record.owner
        return f"{code}:{record.municipality}" if code else None
    if isinstance(record, Organisation):
        return record.id
    if isinstance(record, Connection):
        return organisation_of(record.service_id)
    found: object = getattr(record, "organisation_id", None)
    return found if isinstance(found, str) else None


def owner_of_unknown(ref: SourceRef) -> str | None:
    """Return who is to mend what no record is known of: the calendar, for what is of one."""
    return None if ref.source in ("ptv", "lipas") else ref.source


def owner_name(owner: str, language: str, organisations: Mapping[str, Mapping[str, str]]) -> str:
    """Return what people call an owner; the owner's own word where no name is known.

    Args:
        owner: As `owner_of` gives it.
        language: `fi`, `sv` or `en`.
        organisations: Names of organisations of PTV, by id.
    """
    if names := organisations.get(owner):
        return first_text(names, language)
    head, _, tail = owner.partition(":")
    label = admins().get(head) or owners().get(head)
    if label is None:
        return _OF_PTV[language].format(owner) if _ID.fullmatch(owner) else tail or owner
    place = find_municipality(tail)
    told = label.name.best(language)
    return f"{place.municipality.name.best(language)}: {told}" if place else told
