"""Whom and what a visit is about: from the configuration and what the caller adds to it."""

from dataclasses import dataclass

from hytedata import codes
from hytedata.config import Config, Organisation
from hytedata.connectors.ptv.v11.arguments import checked_id
from hytedata.errors import InputError
from hytedata.runs.doctor.look import Subject


@dataclass(frozen=True)
class Visit:
    """What is looked at, and whose login is used.

    Attributes:
        organisation: Of the configuration; None where it has none, or not this one.
    """

    subject: Subject
    organisation: Organisation | None


def visit_of(
    config: Config,
    *,
    organisation: str | None = None,
    municipality: str | None = None,
    lipas_id: int | None = None,
) -> Visit:
    """Choose what is looked at; the first organisation of the configuration with a login.

    Raises:
        InputError: A code or id is not one.
    """
    if organisation is not None:
        wanted: str | None = checked_id("organisation", organisation)
        chosen = next((one for one in config.organisation if one.id == wanted), None)
    else:
        with_login = [one for one in config.organisation if one.username]
        chosen = next(iter([*with_login, *config.organisation]), None)
        wanted = chosen.id if chosen is not None else None
    code = municipality or (chosen.municipalities[0] if chosen is not None else None)
    subject = Subject(organisation=wanted, lipas_id=lipas_id)
    if code is not None:
        subject = Subject(_known(code), wanted, lipas_id)
    return Visit(subject, chosen)


def _known(code: str) -> str:
    found = codes.find_municipality(code)
    if found is None or found.abolished is not None:
        raise InputError(f"municipality: {code!r} is no municipality of today")
    return found.municipality.code
