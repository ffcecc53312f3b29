"""How PTV compares names."""

import unicodedata


def fold_name(name: str) -> str:
    """Fold a name the way PTV compares it for uniqueness: without case and white space.

    Source: ptv-api 6.5 rule 8.
    """
    return "".join(unicodedata.normalize("NFC", name).casefold().split())
