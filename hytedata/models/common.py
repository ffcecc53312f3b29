"""Small values that every stage uses: references, remarks, completeness, positions."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final, Generic, Literal, TypeAlias, TypeVar, cast

from pydantic import BeforeValidator, Field, JsonValue, StringConstraints

from hytedata.models.base import Model

T = TypeVar("T")

Language: TypeAlias = Literal["fi", "sv", "en", "se", "smn", "sms"]
"""A data language of PTV. `se` is Northern Sámi; Swedish is `sv` everywhere in our models."""

LocalizedText: TypeAlias = Mapping[Language, str]
"""One text per language; a language without a text is absent."""

NO_TEXTS: Final[LocalizedText] = {}
"""A text in no language: the default of fields."""

L = TypeVar("L", bound=str)


def first_text(texts: Mapping[L, str], language: str = "fi") -> str:
    """Return the text in *language*, else in Finnish, else the first; "" where there is none."""
    known = cast("Mapping[str, str]", texts)
    return known.get(language) or known.get("fi") or next(iter(known.values()), "")


Json: TypeAlias = JsonValue
"""A JSON value."""


def _pad(value: object) -> object:
    # Lipas sends 91, Statistics Finland sends "091". The code is a name, not a number:
    # "091" is the only spelling allowed past this point.
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    return text.zfill(3) if isinstance(text, str) and text else value


MunicipalityCode = Annotated[str, BeforeValidator(_pad), StringConstraints(pattern=r"^[0-9]{3}$")]
"""A municipality code of Statistics Finland: three digits as text."""


class SourceRef(Model):
    """Where a record comes from: source, kind within it, and its id there."""

    source: str
    kind: str
    id: str


class Remark(Model):
    """A value that could not be normalised: nothing is lost silently.

    Attributes:
        field: Path of the field in the source's own spelling.
        code: What is wrong, a stable kebab-case word.
        raw: The value as it was read, shortened to 500 characters.
    """

    field: str
    code: str
    raw: str = Field(max_length=500)


class Rejection(Model):
    """A record that could not be used at all, with the reason."""

    ref: SourceRef
    name: str = ""
    field: str
    reason: str


class Completeness(Model):
    """The verdict of a read: was everything seen that was asked for?

    Attributes:
        complete: False as soon as anything may be missing.
        items: How many items were read.
        reasons: Why it is incomplete, one sentence each; empty when complete.
    """

    complete: bool
    items: int
    reasons: tuple[str, ...] = ()


class Position(Model):
    """A position in ETRS-TM35FIN (EPSG:3067), metres.

    The bounds are those of Finland with a margin; swapped axes and degrees fall outside.
    """

    east: float = Field(ge=43_000, le=765_000)
    north: float = Field(ge=6_570_000, le=7_800_000)

    def distance_to(self, other: "Position") -> float:
        """Return how far it is to *other* as the crow flies, metres."""
        return math.hypot(self.east - other.east, self.north - other.north)


@dataclass(frozen=True)
class Snapshot(Generic[T]):
    """What one read of a source gave: items, what could not be used, and the verdict.

    Attributes:
        items: In order of their id in the source.
        completeness: Whether anything may be missing.
        rejections: Records that could not be used.
        drift: Unknown fields of the source and how often they came (`path` → count).
    """

    items: tuple[T, ...]
    completeness: Completeness
    rejections: tuple[Rejection, ...] = ()
    drift: Mapping[str, int] = field(default_factory=dict)
