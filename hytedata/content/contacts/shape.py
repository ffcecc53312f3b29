"""Showing a value's shape where the value itself may be personal."""

import unicodedata

LONGEST_READ = 1000
"""Characters of a contact field that are looked at: twice what Lipas allows in any of them."""

_SHOWN = 40


def shape(text: str) -> str:
    """Return *text* with each letter as `a` or `A` and each digit as `0`, at most 40 characters.

    Contact fields hold people's names, numbers and addresses: a report shows only how the value
    is built, which is enough to find it in the source.
    """
    masked = "".join(map(_masked, " ".join(text.split())))
    return masked if len(masked) <= _SHOWN else masked[: _SHOWN - 1] + "…"


def _masked(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Nd":
        return "0"
    if kind.startswith(("L", "M", "N")):
        return "A" if character.isupper() else "a"
    return character
