"""What PTV asks an organisation's people to do, as its lists say."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import AwareDatetime

from hytedata.clients.ptv_catalogue.filters import ANY_TIME, Changed
from hytedata.models.base import Model

UpkeepList: TypeAlias = Literal[
    "services-without-channels",
    "channels-without-services",
    "not-maintained-services",
    "not-maintained-channels",
    "translations",
]
UpkeepStatus: TypeAlias = Literal["Published", "Draft"]


class UpkeepItem(Model):
    """An entry of a list of upkeep.

    Attributes:
        id: Of the item; of a translation, its order's.
        list: Which list.
        item_id: The service or channel that it is about.
        name: Its name, in one language.
        changed_at: When it was last changed; of a translation, when it was ordered.
        state: Of a translation.
        languages: Of a translation: from and to.
    """

    id: str
    list: UpkeepList
    item_id: str
    name: str | None = None
    changed_at: AwareDatetime | None = None
    state: str | None = None
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class UpkeepFilter:
    """Which list; the window is of translations, the status of what is not maintained."""

    name: UpkeepList
    status: UpkeepStatus = "Published"
    changed: Changed = ANY_TIME
