"""One time that something takes place, as all calendars together know it."""

from collections.abc import Mapping

from pydantic import AwareDatetime

from hytedata.models.base import Model
from hytedata.models.classification import ProviderKind, ThemeSlug
from hytedata.models.common import MunicipalityCode, Position, SourceRef
from hytedata.models.event import Event


class Occurrence(Model):
    """One occurrence, merged from every calendar that has it.

    Attributes:
        key: `source|series or event|original start`: it stays when the occurrence is moved.
        event: What is known of it; each field from the calendar that `fields` names.
        starts_at: Its beginning, UTC; of a day, midnight in its own zone.
        ends_at: Its end, UTC; of a day, the midnight after the last one. None where no calendar
            states one: it is never guessed.
        long_running: It lasts so long that it is open rather than takes place (an exhibition).
        municipality: Code, by the best evidence; None online, or where it is not known.
        county: Of that municipality; None where there is none.
        position: EPSG:3067 metres, of the place; None where none is known, or `whole_town`.
        whole_town: Its position is that of a whole municipality and says nothing more.
        area: Whom the publisher serves, `municipality:205`, `county:18`: where an event that is
            only online belongs to.
        themes: Those that are certain.
        possible_themes: Those with but one weak sign.
        provider: Who answers for it.
        sources: Every record that it was merged from, the one that goes before the others first.
        fields: Field of `event` → the source whose value it has.
    """

    key: str
    event: Event
    starts_at: AwareDatetime
    ends_at: AwareDatetime | None
    long_running: bool = False
    municipality: MunicipalityCode | None = None
    county: str | None = None
    position: Position | None = None
    whole_town: bool = False
    area: tuple[str, ...] = ()
    themes: tuple[ThemeSlug, ...] = ()
    possible_themes: tuple[ThemeSlug, ...] = ()
    provider: ProviderKind = "unknown"
    sources: tuple[SourceRef, ...] = ()
    fields: Mapping[str, str] = {}
