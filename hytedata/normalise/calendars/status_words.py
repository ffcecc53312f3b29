"""Words in titles that say that an event is cancelled or postponed."""

import re
from typing import Final

from hytedata.models.event import EventStatus
from hytedata.normalise.remarks import Remarks

_CANCELLED: Final = re.compile(
    r"\b(?:peruttu|peruutettu|peruuntunut|peruttiin|inställ[td]|inställda|cancel(?:led|ed))\b",
    re.IGNORECASE,
)
_POSTPONED: Final = re.compile(
    r"\b(?:siirretty|siirtyy|siirtynyt|lykätty|framskjut(?:en|et)|uppskjut(?:en|et)|postponed)\b",
    re.IGNORECASE,
)
_NOT: Final = re.compile(r"\b(?:ei ole|ei|inte|not)\s+\w+", re.IGNORECASE)


def status_of(title: str, stated: EventStatus, field: str, remarks: Remarks) -> EventStatus:
    """Return the status by *title* where the source states no graver one; a remark tells so."""
    if stated != "scheduled":
        return stated
    words = _NOT.sub(" ", title)
    if _CANCELLED.search(words):
        remarks.add(field, "cancelled-in-title", title)
        return "cancelled"
    if _POSTPONED.search(words):
        remarks.add(field, "postponed-in-title", title)
        return "postponed"
    return stated
