"""What composing gives: texts per language, and what was left out or is objected to."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from hytedata.content import Objection
from hytedata.models.common import Language

Texts: TypeAlias = Mapping[Language, str]

OwnTexts: TypeAlias = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Source key → language → `summary`, `description` or `user_instruction` → text.

Keys: `site:123` for one site, `type:1110` for all sites of a type, `subcategory:1100` for a
service.
"""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the source that was not told.

    Attributes:
        field: Where it stands in the source (`comment`, `properties.route-length-km`).
        text: What was left out.
        rule: Why: a rule of the field notes (`S3`), `F8` (no room), `not-finnish`, or
            `implausible` for a number that cannot be.
    """

    field: str
    text: str
    rule: str


@dataclass(frozen=True)
class ComposedTexts:
    """Texts of one site.

    Attributes:
        objections: Against own texts; composed ones have none.
        left_out: Sentences and numbers of the source that are not in the texts.
    """

    summary: Texts
    description: Texts
    objections: tuple[Objection, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True)
class ServiceTexts:
    """Texts of one service.

    Attributes:
        objections: Against own texts; composed ones have none.
    """

    name: Texts
    summary: Texts
    description: Texts
    user_instruction: Texts
    objections: tuple[Objection, ...] = ()
