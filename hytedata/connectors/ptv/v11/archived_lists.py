"""What an organisation has archived: ids, names and times, by offset (ptv-api 3.4)."""

from typing import TypeAlias

from hytedata.connectors._http import Endpoint
from hytedata.connectors.ptv.v11.arguments import (
    AT_MOST,
    Archiving,
    checked_id,
    checked_number,
    one_of,
)
from hytedata.connectors.ptv.v11.calls import Params, plain_list
from hytedata.connectors.ptv.v11.times import ANY_TIME, Window
from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.entities import ArchivedService, ArchivedServiceChannel
from hytedata.connectors.ptv.v11.wire.reading import shape_of
from hytedata.errors import RecordError

ArchivedServices: TypeAlias = tuple[Wire[ArchivedService] | RecordError, ...]
ArchivedChannels: TypeAlias = tuple[Wire[ArchivedServiceChannel] | RecordError, ...]


def archived_services(
    organisation_id: str,
    archiving: Archiving,
    *,
    window: Window = ANY_TIME,
    skip: int = 0,
    take: int = AT_MOST,
) -> Endpoint[ArchivedServices]:
    """Read services that an organisation has archived, or PTV for it.

    Args:
        organisation_id: The organisation.
        archiving: By a person or an API user, or by PTV itself; one list has one of the two.
        window: When they were archived.
        skip: How many are passed over; fewer than *take* in an answer are the last ones.
        take: How many are read, 1 to 100.

    Raises:
        InputError: An argument is none that PTV knows.
    """
    params = _params(organisation_id, archiving, window, skip, take)
    shape = shape_of(ArchivedService)
    return plain_list("/Service/archived/list", params, shape, "archived service")


def archived_channels(
    organisation_id: str,
    archiving: Archiving,
    *,
    window: Window = ANY_TIME,
    skip: int = 0,
    take: int = AT_MOST,
) -> Endpoint[ArchivedChannels]:
    """Read channels that an organisation has archived, or PTV for it.

    Args and errors are those of `archived_services`.
    """
    params = _params(organisation_id, archiving, window, skip, take)
    shape = shape_of(ArchivedServiceChannel)
    return plain_list("/ServiceChannel/archived/list", params, shape, "archived channel")


def _params(
    organisation_id: str, archiving: Archiving, window: Window, skip: int, take: int
) -> Params:
    return [
        ("ArchivingType", one_of("archiving", archiving, Archiving)),
        ("OrganizationId", checked_id("organisation_id", organisation_id)),
        *window.params("MinArchivingDate", "MaxArchivingDate"),
        ("Skip", str(checked_number("skip", skip, least=0))),
        # Without it PTV answers with none at all.
        ("Take", str(checked_number("take", take, least=1, most=AT_MOST))),
    ]
