"""What a record is about and who provides it: themes, kinds of providers, evidence kept."""

from typing import Literal, TypeAlias

from hytedata.models.base import Model

ThemeSlug: TypeAlias = Literal[
    "exercise",
    "nature",
    "culture",
    "nutrition",
    "participation",
    "lifestyles",
    "guidance",
    "finances",
    "safety",
    "work-ability",
    "mental-wellbeing",
    "self-care",
]
"""One of the twelve hyte themes (hyte.md 5); the slug is the only key."""

ThemeStrength: TypeAlias = Literal["certain", "possible"]
"""`certain` ones count; a single weak sign makes a theme `possible`, which is counted apart."""

ProviderKind: TypeAlias = Literal[
    "municipality", "county", "association", "parish", "state", "company", "unknown"
]
"""Who answers for a service or an event (hyte.md 7)."""


class ClassEvidence(Model):
    """One sign that was found.

    Attributes:
        source: Where: `ontology-term`, `event-category`, `event-keyword`, `title`, `name`,
            `list` (a curated one) …
        code: Code or address of the row or word that decided, or "".
        label: What was read in the record.
        weight: `strong`, `weak`, or `brake`: it makes strong signs weak.
    """

    source: str
    code: str = ""
    label: str = ""
    weight: Literal["strong", "weak", "brake"]


class ThemeVerdict(Model):
    """A theme of a record, with what speaks for it."""

    theme: ThemeSlug
    strength: ThemeStrength
    evidence: tuple[ClassEvidence, ...]


class ProviderVerdict(Model):
    """The kind of provider of a record, with what speaks for it; none where it is unknown."""

    kind: ProviderKind
    evidence: tuple[ClassEvidence, ...] = ()
