"""How long and how many PTV allows, per field.

Sources: ptv-api 5.3-5.8, 6.1 and 6.3 (attribute rules of version 11), field notes 12.2 and 12.3.
Where the sources disagree a limit has two steps: what every source allows, and what none does.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """Bounds of a text's length in characters, after trimming.

    Attributes:
        refuse: Longer than this is refused by PTV.
        warn: Longer than this is refused by some versions of PTV; equal to `refuse` where all
            sources agree.
        least: Shorter than this is refused.
    """

    refuse: int
    warn: int = 0
    least: int = 1

    def __post_init__(self) -> None:
        if not self.warn:
            object.__setattr__(self, "warn", self.refuse)


NAME = Limit(100)
SUMMARY = Limit(150, least=5)
DESCRIPTION = Limit(5000, warn=2500, least=5)
"""2500 in 2022's attribute rules; 5000 for services since 2026, no number given for channels."""

USER_INSTRUCTION = Limit(5000, warn=2500, least=5)
STREET = Limit(100)
STREET_NUMBER = Limit(30)
ADDRESS_INFO = Limit(150, least=5)
PHONE_INFO = Limit(300, warn=150, least=5)
"""150 in the attribute rules, 300 in the field notes (C3)."""

CHARGE_INFO = Limit(300, warn=150, least=5)
LINK_TEXT = Limit(100)
URL = Limit(500)
EMAIL = Limit(100)

PHONE_NUMBER_DIGITS = 20
PHONE_PREFIX_DIGITS = 4
PLAUSIBLE_PHONE_DIGITS = 5
SERVICE_CLASSES = 4
ONTOLOGY_TERMS = 10
SOME_CITIZEN_GROUPS = 5
"""So many sub-groups of citizens are as good as all: KR1 alone says it (F13)."""

EAST_M = (43_000, 765_000)
NORTH_M = (6_570_000, 7_800_000)
"""Finland with a margin, EPSG:3067 (C12)."""

TEXT_LIMITS = {
    "name": NAME,
    "alternative_name": NAME,
    "summary": SUMMARY,
    "description": DESCRIPTION,
    "user_instruction": USER_INSTRUCTION,
    "address.street": STREET,
    "address.info": ADDRESS_INFO,
}
"""Limits of the texts that have one path per language, by the path's beginning."""
