"""Entries of PTV's code lists."""

from typing import Literal, TypeAlias

from pydantic import Field

from hytedata.models.base import Model
from hytedata.models.common import LocalizedText

CodeListName: TypeAlias = Literal[
    "target-groups",
    "life-events",
    "service-classes",
    "industrial-classes",
    "ontology-terms",
    "languages",
    "countries",
    "municipalities",
    "regions",
    "wellbeing-services-counties",
    "postal-codes",
]


class CodeItem(Model):
    """A code with its labels.

    Attributes:
        code: None with ontology terms, which have a `uri` only.
        type: Of ontology terms, v12 only: PTV's word for the kind of concept.
        parent_uris: Where the list is a tree.
        is_valid: Whether it may still be used; None where the version does not tell.
        names: Labels; languages that PTV left empty are absent.
        dial_codes: Of countries, v11 only.
        municipalities: Of regions and counties, v12 only.
    """

    code: str | None = None
    uri: str | None = None
    type: str | None = None
    parent_uris: tuple[str, ...] = ()
    is_valid: bool | None = None
    names: LocalizedText = Field(default_factory=dict)
    dial_codes: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
