"""Entries of PTV's code lists (ptv-v12 5.7)."""

from hytedata.connectors.ptv.v11.wire.base import Wire, said
from hytedata.connectors.ptv.v11.wire.entities import CodeListItem, DialCodeListItem
from hytedata.models.common import Rejection
from hytedata.models.ptv import CodeItem
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.record import NO_ID, rejection
from hytedata.normalise.ptv.texts import local_text

KIND = "code"


def normalise_code(wire: Wire[CodeListItem]) -> CodeItem | Rejection:
    """Normalise an entry of a code list; one without a code is rejected.

    v11 lists what may be used today, without saying so: `is_valid` stays None. Names in other
    languages than PTV's data languages are left out.
    """
    item = wire.model
    code = said(item.code)
    if code is None:
        return rejection(KIND, NO_ID, "code", "it is missing")
    dial_codes = item.prefix_numbers if isinstance(item, DialCodeListItem) else None
    return CodeItem(
        code=code,
        names=local_text(item.names, Notes(), "names"),
        dial_codes=tuple(words for one in dial_codes or () if (words := said(one))),
    )
