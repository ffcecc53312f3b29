"""How names of accounts are written."""

import unicodedata
from typing import Final

LONGEST: Final = 100
"""Characters of a name."""


def normal_name(text: str) -> str | None:
    """Return a name as accounts have it; None where it is none.

    Large and small letters are the same: directories of users write one name now so, now so.
    """
    name = unicodedata.normalize("NFKC", text).strip().casefold()
    return name if 0 < len(name) <= LONGEST and name.isprintable() else None
