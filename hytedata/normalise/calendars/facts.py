"""What is known of a calendar before it is read."""

from dataclasses import dataclass

from hytedata.models.common import Language, MunicipalityCode, SourceRef


@dataclass(frozen=True)
class CalendarFacts:
    """A calendar as it is configured.

    Attributes:
        name: Its name in the configuration: the source of its events.
        language: In which its texts are, where it does not say.
        licence: Of its data, "" where unknown.
        attribution: Whom to name.
        home_municipality: Where everything of it takes place, for one that is of a single
            municipality; the weakest evidence there is, so it is not written into events.
    """

    name: str
    language: Language = "fi"
    licence: str = ""
    attribution: str = ""
    home_municipality: MunicipalityCode | None = None

    def ref(self, event_id: str) -> SourceRef:
        """Return the reference of one of its events."""
        return SourceRef(source=self.name, kind="event", id=event_id)
