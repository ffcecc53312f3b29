"""How fields of PTV and their values read to people: labels in their language, one entry a line."""

from collections.abc import Callable, Mapping
from typing import Final

from hytedata.codes.ptv_codes import PtvClass, find_service_class, find_target_group
from hytedata.export.map.words import area_name
from hytedata.models.common import Json
from hytedata.quality.report.language import Words

_LANGUAGES: Final = frozenset({"fi", "sv", "en", "se", "smn", "sms"})
_LAST: Final = 99
_ORDER: Final = (
    "name", "alternative_name", "display_name", "status", "summary", "description",
    "user_instruction", "address.street", "address.number", "address.postal_code",
    "address.municipality", "address.info", "address.kind", "address.position", "phones",
    "emails", "web_pages", "languages",
)  # fmt: skip
TELLING: Final = frozenset(
    {"name", "summary", "description", "address.street", "address.number", "address.info"}
)
"""What a new item is told by; its other fields are folded away."""


def stem(path: str) -> str:
    """Return a path without its language."""
    head, _, last = path.rpartition(".")
    return head if last in _LANGUAGES else path


def language_of(path: str) -> str:
    """Return the language of a path's value; "" where it has none."""
    last = path.rpartition(".")[2]
    return last if last in _LANGUAGES and last != path else ""


def order_of(path: str) -> tuple[int, str, int]:
    """Return the key that sorts fields as people read them, Finnish first."""
    name, language = stem(path), language_of(path)
    place = _ORDER.index(name) if name in _ORDER else _LAST
    return place, name, ("fi", "sv", "en").index(language) if language in ("fi", "sv", "en") else 9


def label(path: str, told: Words) -> str:
    """Return a field's name for people: `tiivistelmä, suomi`."""
    name, language = stem(path), language_of(path)
    known = told.entries.get(f"field.{name.replace('.', '-')}")
    text = known if isinstance(known, str) else name.replace("_", " ").replace(".", " ")
    if not language:
        return text
    spoken = told.entries.get(f"language.{language}", language)
    return f"{text}, {spoken}"


def shown(path: str, value: Json, told: Words) -> str:
    """Return a value as text, one entry a line; "" for none."""
    if value is None or value in ([], "", {}):
        return ""
    if path == "address.position" and isinstance(value, list):
        east, north = (f"{one:.0f}" if isinstance(one, int | float) else one for one in value[:2])
        return f"N {north}, E {east} (ETRS-TM35FIN)"
    named = _NAMED.get(stem(path))
    entries = value if isinstance(value, list) else [value]
    return "\n".join(
        named(one, told) if named and isinstance(one, str) else _entry(one, told) for one in entries
    )


def _entry(value: Json, told: Words) -> str:
    if isinstance(value, bool):
        return told("value.yes" if value else "value.no")
    if not isinstance(value, Mapping):
        return str(value).strip()
    if "number" in value:
        info = f" ({value['info']})" if value.get("info") else ""
        return f"{value.get('prefix') or ''} {value['number']}".strip() + info
    if "url" in value:
        return f"{value['text']}: {value['url']}" if value.get("text") else str(value["url"])
    return ", ".join(f"{key} {_entry(one, told)}" for key, one in value.items() if one)


def _class(find: Callable[[str], PtvClass | None]) -> Callable[[str, Words], str]:
    def named(key: str, told: Words) -> str:
        found = find(key)
        return found.name.best(told.language) if found else key

    return named


def _municipality(code: str, told: Words) -> str:
    return area_name(code, "municipality", told.language)


def _language(code: str, told: Words) -> str:
    known = told.entries.get(f"language.{code}")
    return known if isinstance(known, str) else code


def _word(key: str, told: Words) -> str:
    known = told.entries.get(f"value.{key.lower()}")
    return known if isinstance(known, str) else key


_NAMED: Final[Mapping[str, Callable[[str, Words], str]]] = {
    "service_classes": _class(find_service_class),
    "target_groups": _class(find_target_group),
    "area.municipalities": _municipality,
    "address.municipality": _municipality,
    "languages": _language,
    "status": _word,
    "address.kind": _word,
}
