"""What all wire models have in common."""

from dataclasses import dataclass
from typing import Generic, TypeAlias, TypeVar

import msgspec

from hytedata.connectors.ptv.v11.documents import Document

Scalar: TypeAlias = str | int | float
"""A code, number or coordinate: PTV writes texts, older data and other writers also numbers."""


class WireModel(msgspec.Struct, frozen=True, kw_only=True, rename="camel", gc=False):
    """One object of PTV's answers, in PTV's own names (camelCase there, snake_case here).

    Every field is optional: a field that is missing, null, or an empty list reads alike as
    `value or ()`. Words of PTV's enumerations stay plain text, and so do times: PTV adds words, and
    writes times with and without fractions and zones. Fields that a model does not know are no
    error; they stay in `Wire.document`, and `drift` counts them.

    Models hold texts, numbers and one another, never a cycle, so the collector need not see them.
    """


def said(value: Scalar | None) -> str | None:
    """Return a text, code or number as text; None where there is none, or a blank one."""
    words = "" if value is None else str(value)
    return words if words and not words.isspace() else None


M_co = TypeVar("M_co", bound=WireModel, covariant=True)


@dataclass(frozen=True, slots=True)
class Wire(Generic[M_co]):
    """One object of an answer.

    Attributes:
        model: It as a typed model.
        document: All of it, with the fields that the model does not know.
    """

    model: M_co
    document: Document
