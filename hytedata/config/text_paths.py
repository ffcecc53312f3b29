"""Where an own text belongs: `site:123`, `type:1310` or `subcategory:1100`, a field, a language."""

import re
from typing import Final, get_args

from hytedata import codes
from hytedata.config.languages import OrganisationLanguage

LANGUAGES: Final = get_args(OrganisationLanguage)
FIELDS: Final = ("summary", "description", "user_instruction")

_KEY = re.compile(r"(site|type|subcategory):([0-9]+)")
_PLACE_FIELDS: Final = ("summary", "description")
_KEYS: Final = "site:123 (a Lipas id), type:1310 or subcategory:1100"


def text_fault(key: str, field: str, language: str) -> str | None:
    """Say what is wrong with the place of a text; None where it is right."""
    if fault := _key_fault(key):
        return fault
    fields = FIELDS if key.startswith("subcategory:") else _PLACE_FIELDS
    if field not in fields:
        whose = "a service" if fields is FIELDS else "a place"
        return f"field {field!r}: {whose} has {', '.join(fields)}"
    if language not in LANGUAGES:
        return f"language {language!r}: must be one of {', '.join(LANGUAGES)}"
    return None


def check_text_path(path: str) -> str:
    """Return `KEY.FIELD.LANGUAGE` as it is.

    Raises:
        ValueError: It names nothing that has texts.
    """
    parts = path.rsplit(".", 2)
    if len(parts) != 3:
        raise ValueError(f"must be a key, a field and a language; a key is {_KEYS}")
    if fault := text_fault(*parts):
        raise ValueError(f"names no text: {fault}")
    return path


def _key_fault(key: str) -> str | None:
    found = _KEY.fullmatch(key)
    if found is None:
        return f"key {key!r}: must be {_KEYS}"
    kind, number = found[1], int(found[2])
    if kind == "type" and codes.find_sports_site_type(number) is None:
        return f"key {key!r}: Lipas has no such type"
    if kind == "subcategory":
        known = [category.code for category in codes.sub_categories()]
        if number not in known:
            return f"key {key!r}: must be one of {', '.join(map(str, known))}"
    return None
