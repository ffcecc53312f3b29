"""Weighing signs into themes: the rules that all kinds of records share; pure.

One strong sign makes a theme certain. So do two weak ones of the same theme from different
sources, and one weak sign beside a strong one of another theme. A single weak sign makes a theme
possible. Whom a record is for is never enough, and counts only as the second weak sign. A brake
says that the record is a grant, a rental, a permit or a meal service: then nothing is certain.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from hytedata.classify.themes import THEME_SLUGS
from hytedata.models.classification import ClassEvidence, ThemeSlug, ThemeStrength, ThemeVerdict


@dataclass(frozen=True, slots=True)
class Sign:
    """Something in a record that speaks for a theme, or against all of them.

    Attributes:
        theme: None for a brake.
        people: Whether it says whom the record is for, not what it is about.
    """

    theme: ThemeSlug | None
    evidence: ClassEvidence
    people: bool = False

    @property
    def strong(self) -> bool:
        """Whether it is enough by itself."""
        return self.evidence.weight == "strong" and not self.people


def weigh(signs: Iterable[Sign]) -> tuple[ThemeVerdict, ...]:
    """Return the themes that *signs* speak for, in the order of the themes."""
    told = tuple(dict.fromkeys(signs))
    brakes = tuple(sign.evidence for sign in told if sign.evidence.weight == "brake")
    has_strong = any(sign.strong for sign in told)
    found: list[ThemeVerdict] = []
    for theme in THEME_SLUGS:
        subject = [sign for sign in told if sign.theme == theme and not sign.people]
        if not subject:
            continue
        people = [sign for sign in told if sign.theme == theme and sign.people]
        is_certain = not brakes and _is_certain(subject, people, has_strong)
        strength: ThemeStrength = "certain" if is_certain else "possible"
        evidence = (*(sign.evidence for sign in (*subject, *people)), *brakes)
        found.append(ThemeVerdict(theme=theme, strength=strength, evidence=evidence))
    return tuple(found)


def _is_certain(subject: Sequence[Sign], people: Sequence[Sign], has_strong: bool) -> bool:
    if has_strong:
        # Strong in itself, or a second theme beside a strong one.
        return True
    # The same word as keyword and title, or as keyword and audience, is one sign, not two.
    told = [sign.evidence for sign in subject]
    pairs = (*combinations(told, 2), *product(told, (sign.evidence for sign in people)))
    return any(one.source != two.source and one.code != two.code for one, two in pairs)
