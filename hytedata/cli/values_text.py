"""How fields and their values read to people."""

from collections.abc import Mapping

from hytedata.models.common import Json

_LABELS: Mapping[str, str] = {
    "name": "name",
    "alternative_name": "other name",
    "display_name": "shown name",
    "summary": "summary",
    "description": "description",
    "user_instruction": "instruction",
    "languages": "served in",
    "phones": "phone",
    "emails": "e-mail",
    "web_pages": "web page",
    "address.kind": "address form",
    "address.street": "street",
    "address.info": "place",
    "address.number": "street number",
    "address.postal_code": "postal code",
    "address.municipality": "municipality",
    "address.position": "position",
    "area.municipalities": "area",
    "visible_for_all": "open to all",
    "status": "status",
}
_LANGUAGES = frozenset({"fi", "sv", "en", "se", "smn", "sms"})


def label(path: str) -> str:
    """A field's name for people: `summary.fi` → `summary fi`."""
    stem, _, last = path.rpartition(".")
    if last in _LANGUAGES:
        return f"{_LABELS.get(stem, stem)} {last}"
    return _LABELS.get(path, path.replace("_", " ").replace(".", " "))


def shown(value: Json) -> str:
    """One value on one line: numbers with their prefix, addresses with their text, no JSON."""
    if value is None or value in ([], ""):
        return "(none)"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        if len(value) == 2 and all(isinstance(part, float | int) for part in value):
            return f"E {value[0]} N {value[1]} (EPSG:3067)"
        return ", ".join(shown(part) for part in value)
    if isinstance(value, dict):
        return _entry(value)
    return " ".join(str(value).split())


def _entry(entry: Mapping[str, Json]) -> str:
    if "number" in entry:
        told = f" ({entry['info']})" if entry.get("info") else ""
        return f"{entry.get('prefix') or ''} {entry['number']}".strip() + told
    if "url" in entry:
        return f"{entry['text']}: {entry['url']}" if entry.get("text") else str(entry["url"])
    return ", ".join(f"{key} {shown(value)}" for key, value in entry.items())


def shortened(text: str, width: int) -> str:
    """Cut a text for display at a word's end, with an ellipsis."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    head, _, _ = cut.rpartition(" ")
    return (head if len(head) > width // 2 else cut).rstrip(" ,.;") + "…"
