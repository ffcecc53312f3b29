"""The form in which heads of sites are kept: a list of their fields, as JSON."""

from sys import intern
from typing import Final, TypeAlias, get_args

import msgspec

from hytedata.models.sports_site import SiteHead

_Fields: TypeAlias = tuple[
    int,  # lipas_id
    str,  # status
    str,  # name
    str | None,  # name_sv
    str | None,  # name_en
    int,  # type_code
    str | None,  # owner
    str,  # municipality
    str | None,  # neighbourhood
    str | None,  # address
    str | None,  # postal_office
    str,  # content_hash
]

_COUNT: Final = len(get_args(_Fields))
_fields = msgspec.json.Decoder(_Fields).decode


def kept_head(head: SiteHead) -> str:
    """Return what is kept of *head*."""
    return msgspec.json.encode(msgspec.structs.astuple(head)[:_COUNT]).decode()


def read_head(kept: str) -> SiteHead | None:
    """Return the head that was kept; None for one of another version of hytedata."""
    try:
        lipas_id, status, name, sv, en, type_code, owner, place, part, address, office, content = (
            _fields(kept)
        )
    except msgspec.DecodeError:
        return None
    # What many sites have alike is in memory once.
    return SiteHead(
        lipas_id,
        intern(status),
        name,
        sv,
        en,
        type_code,
        owner and intern(owner),
        intern(place),
        part and intern(part),
        address,
        office and intern(office),
        content,
    )
