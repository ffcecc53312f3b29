"""What all records of PTV have in common, whichever version of its API they came through."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Annotated, Generic, TypeAlias, TypeVar

from pydantic import AwareDatetime, Field, SkipValidation

from hytedata.models.base import Model
from hytedata.models.common import Json, Language, LocalizedText, Remark, SourceRef

T = TypeVar("T", bound=Model)


class Texts(Model):
    """What every language version begins with."""

    name: str | None = None
    summary: str | None = None
    description: str | None = None


TextsT = TypeVar("TextsT", bound=Texts)


PartOfDocument: TypeAlias = Annotated[Mapping[str, Json], SkipValidation]
"""JSON as it was decoded: taken as it is, neither walked through nor copied."""


class Record(Model):
    """One record of PTV, in the shape of its API v12.

    Two records are equal when all but `raw`, `extras` and `remarks` are: these three tell of the
    way that a record came, which differs between the versions of the API.

    Attributes:
        id: PTV's id, a lower-case UUID; v12 calls it `contentId`.
        published_at: When the present version was published; v11 does not tell it.
        modified_at: When it was last changed; v12 does not tell it. A changed connection moves
            neither end's.
        migrated_at: When v12 took it over from v11; v11 does not tell it.
        source_id: The login's own key; seen by that login only, never through v12.
        status: `Published`, `Draft`, `Modified` …; through v12 always `Published`.
        extras: What this model has no field for, by its path in the version's own names.
        remarks: Values that could not be normalised: nothing is lost silently.
        raw: The document as it came, unknown fields included; no part of dumps.
    """

    id: str
    published_at: AwareDatetime | None = None
    modified_at: AwareDatetime | None = None
    migrated_at: AwareDatetime | None = None
    source_id: str | None = None
    status: str | None = None
    extras: PartOfDocument = Field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    raw: PartOfDocument = Field(default_factory=dict, repr=False, exclude=True)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(
            value == other.__dict__[name]
            for name, value in self.__dict__.items()
            if name not in _TELL_OF_THE_WAY
        )

    def __hash__(self) -> int:
        return hash((type(self), self.id))

    @property
    @abstractmethod
    def kind(self) -> str:
        """The kind within PTV, as `service` or `service-channel`."""

    @property
    def ref(self) -> SourceRef:
        """The record's reference."""
        return SourceRef(source="ptv", kind=self.kind, id=self.id)


_TELL_OF_THE_WAY = frozenset({"raw", "extras", "remarks"})


class Worded(Record, Generic[TextsT]):
    """A record with language versions.

    Attributes:
        language_versions: The published languages and their texts. `se` is Northern Sámi.
    """

    language_versions: Mapping[Language, TextsT] = Field(default_factory=dict)

    @property
    def name(self) -> LocalizedText:
        """The name in each language that has one."""
        return self._text("name")

    @property
    def summary(self) -> LocalizedText:
        """The summary in each language that has one; plain text."""
        return self._text("summary")

    @property
    def description(self) -> LocalizedText:
        """The description in each language that has one; PTV's small Markdown."""
        return self._text("description")

    def _text(self, field: str) -> LocalizedText:
        texts: dict[Language, str] = {}
        for language, version in self.language_versions.items():
            value = getattr(version, field)
            if value:
                texts[language] = value
        return texts
