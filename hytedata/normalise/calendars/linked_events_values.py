"""Single values of Linked Events: texts per language, addresses, references, numbers; pure."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, get_args
from urllib.parse import urlsplit

from hytedata.connectors.calendars.linked_events.wire import Json, id_of
from hytedata.models.common import Language, LocalizedText
from hytedata.models.event import EventKeyword
from hytedata.normalise.calendars.texts import one_line, without_contacts
from hytedata.normalise.remarks import Remarks

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
PLAIN: Final[Language] = "fi"
"""A text without a language, as some forks write it, is taken for Finnish."""

LONGEST_AGE: Final = 150
_NO_LABELS: Final[Mapping[str, Json]] = {}


def texts_of(
    stated: Json, field: str, remarks: Remarks, clean: Callable[[str], str] = one_line
) -> LocalizedText:
    """Return the texts of *stated* in our languages; those in others are set aside, cleaned."""
    if isinstance(stated, str):
        stated = {PLAIN: stated}
    if not isinstance(stated, Mapping):
        return {}
    found: dict[Language, str] = {}
    for language, text in stated.items():
        if text is None:
            continue
        if not isinstance(text, str):
            remarks.add(f"{field}.{language}", "odd-value", _typed(text))
        elif cleaned := clean(text):
            _put(found, str(language), cleaned, field, remarks)
    return found


def _put(
    found: dict[Language, str], language: str, text: str, field: str, remarks: Remarks
) -> None:
    for known in LANGUAGES:
        if known == language:
            found[known] = text
            return
    remarks.set_aside(f"{field}.{language}", text)


def first_text(texts: LocalizedText) -> str:
    """Return the text in the first of our languages that has one, or ""."""
    return next((texts[language] for language in LANGUAGES if language in texts), "")


def address_of(stated: str, field: str, remarks: Remarks) -> str:
    """Return a web address; "" with a remark where it is none, also for an e-mail address."""
    text = stated.strip()
    if not text:
        return ""
    if text.lower().startswith("www."):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        if parts.scheme.lower() in ("http", "https") and parts.hostname and " " not in text:
            return text
    except ValueError:
        pass
    remarks.add(field, "no-address", without_contacts(text))
    return ""


def address_in(stated: Json, field: str, remarks: Remarks) -> str:
    """Return the web address of a text per language, Finnish first."""
    return address_of(first_text(texts_of(stated, field, remarks, str.strip)), field, remarks)


def keywords_of(
    stated: Sequence[Json] | None, field: str, source: str, remarks: Remarks
) -> tuple[EventKeyword, ...]:
    """Return keywords, each once; their scheme is what stands before the colon of their id."""
    found: dict[tuple[str, str], EventKeyword] = {}
    for number, one in enumerate(stated or ()):
        path = f"{field}[{number}]"
        full = id_of(one)
        if not full:
            remarks.lose(path, "odd-value", harmless(one))
            continue
        scheme, colon, local = full.partition(":")
        key = (scheme, local) if colon and scheme and local else (source, full)
        labels = one.get("name") if isinstance(one, Mapping) else _NO_LABELS
        found.setdefault(
            key,
            EventKeyword(
                scheme=key[0], id=key[1], labels=texts_of(labels, f"{path}.name", remarks)
            ),
        )
    return tuple(found.values())


def age_of(stated: int | float | str | None, field: str, remarks: Remarks) -> int | None:
    """Return an age in years; None with a remark where it can be none."""
    if stated is None or stated == "":
        return None
    try:
        age = int(stated)
        if 0 <= age <= LONGEST_AGE and float(stated) == age:
            return age
    except (ValueError, OverflowError):
        pass
    remarks.lose(field, "odd-value", stated)
    return None


def harmless(value: Json) -> Json:
    """Return a JSON value whose texts hold no e-mail address and no telephone number."""
    if isinstance(value, str):
        return without_contacts(value)
    if isinstance(value, Mapping):
        return {
            str(name): harmless(inner) for name, inner in value.items() if not is_personal(name)
        }
    return [*map(harmless, value)] if isinstance(value, list) else value


_OF_PEOPLE: Final = ("user", "email", "phone", "contact", "person", "created_by", "modified_by")


def is_personal(field: str) -> bool:
    """Whether the name of *field* says that it tells of a person."""
    name = field.casefold()
    return any(word in name for word in _OF_PEOPLE)


def _typed(value: Json) -> str:
    return f"({type(value).__name__})"
