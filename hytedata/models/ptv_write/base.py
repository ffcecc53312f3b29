"""What all writes have in common: left out, emptied and given are three different things.

| In a write | When updating | When creating |
|---|---|---|
| the field is not mentioned | PTV keeps what it has | PTV gets nothing |
| None, or an empty text or list | it is emptied, by PTV's `deleteAll…` flag | PTV gets nothing |
| a value | it takes the old one's place, whole | it is stored |

What PTV cannot empty, only replace, is a fault of the write (rule `not-emptied`). The three are
told apart by pydantic's `model_fields_set`: build writes with keywords, and copy them with
`model_copy(update=…)`, which keeps it.

Language versions are told apart in the same way, one level down: a language that is not mentioned
stays as it is, None removes the whole version, and within one that is mentioned the table above
holds for each of its fields. So `{"sv": ServiceTextsWrite(summary="…")}` changes one sentence.
"""

from collections.abc import Mapping
from datetime import date
from typing import Generic, Literal, TypeVar

from pydantic import Field

from hytedata.models.base import Model
from hytedata.models.common import Language


class Patch(Model):
    """A value of which only the mentioned fields count."""

    def sets(self, field: str) -> bool:
        """Whether *field* was mentioned, be it to empty it."""
        return field in self.model_fields_set

    def clears(self, field: str) -> bool:
        """Whether *field* was mentioned to empty it."""
        return field in self.model_fields_set and is_empty(getattr(self, field))


def is_empty(value: object) -> bool:
    """Whether a value of a write says "none": null, a blank text, something without content."""
    if isinstance(value, str):
        return not value.strip()
    if isinstance(value, Model):
        fields = type(value).model_fields.values()
        return not any(field.is_required() for field in fields) and value == type(value)()
    return value is None or value == () or value == {}


class TextsWrite(Patch):
    """What every language version begins with."""

    name: str | None = None
    summary: str | None = None
    description: str | None = None


TextsT_co = TypeVar("TextsT_co", bound=Patch, covariant=True)


class Worded(Patch, Generic[TextsT_co]):
    """A write with language versions.

    Attributes:
        language_versions: Language → its texts; None removes the language.
    """

    language_versions: Mapping[Language, TextsT_co | None] = Field(default={})


class Write(Worded[TextsT_co], Generic[TextsT_co]):
    """What a service and a service location have in common.

    Attributes:
        source_id: Our own key: letters, digits, hyphens, full stops. With it a creation whose
            answer is lost can be looked up, and the item be addressed later.
        status: `Published` or `Draft`. Left out: published when creating, as it is when updating.
        organisation_id: PTV id of who answers for it.
        service_languages: Languages that clients are served in, lower-case codes.
        publish_on: Creating a draft only: when PTV publishes it.
        archive_on: When PTV archives it; needs the status `Published`.
    """

    source_id: str | None = None
    status: Literal["Published", "Draft"] | None = None
    organisation_id: str | None = None
    service_languages: tuple[str, ...] | None = None
    publish_on: date | None = None
    archive_on: date | None = None
