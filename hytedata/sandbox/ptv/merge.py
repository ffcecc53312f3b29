"""What a write leaves in store: keep, replace, clear (ptv-api 7.1)."""

import re
from collections.abc import Mapping

from hytedata.sandbox.ptv.attributes import model_fields
from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.kinds import Kind
from hytedata.sandbox.ptv.rules.context import published_description
from hytedata.sandbox.ptv.rules.service import VOCABULARIES
from hytedata.sandbox.ptv.state import State
from hytedata.sandbox.ptv.values import Body, flag, in_languages, items, text, texts

_NOT_STORED = frozenset(("sourceId", "publishingStatus", "isVisibleForAll", "validFrom", "validTo"))
_APPENDED = {"services": "deleteAllServices", "serviceChannels": "deleteAllChannels"}
_NATIONWIDE = ("Nationwide", "NationwideExceptAlandIslands")
_SPACES = re.compile(r"[^\S\n\r]+")
_BREAKS = re.compile(r"\r\n?")


def merged_body(kind: Kind, model: str, sent: Body, stored: Body) -> Body:
    """What *stored* becomes by writing *sent*; both In-shaped."""
    body = dict(stored)
    for name, rules in model_fields(model).items():
        if name in kind.flags or name in _NOT_STORED or name.startswith("deleteAll"):
            continue
        value = sent.get(name)
        if rules["type"] == "boolean":
            body[name] = _boolean(kind, name, value, body)
        elif value not in (None, "", []):
            body[name] = _folded(value)
    _apply_flags(kind, sent, body)
    if text(sent, "areaType") in _NATIONWIDE:
        body["areas"] = []
    if kind.name == "ServiceLocation":
        body["displayNameType"] = _shown(stored, sent)
    if kind.name == "ServiceCollection":
        _append(sent, stored, body)
    elif not stored:
        # `services` and `serviceChannels` of a POST become connections, not content.
        body.pop("services", None)
        body.pop("serviceChannels", None)
    return body


def _boolean(kind: Kind, name: str, value: object, body: Body) -> bool:
    if name in kind.always_written:
        return value is True
    return value is True or body.get(name) is True


def _apply_flags(kind: Kind, sent: Body, body: Body) -> None:
    for flag_name, field in kind.flags.items():
        if not flag(sent, flag_name) or sent.get(field):
            continue
        # Seen live: this flag works only where the key is left out altogether.
        if flag_name == "deleteAllWebPages" and field == "webPages" and field in sent:
            continue
        body.pop(field, None)


def _shown(stored: Body, sent: Body) -> list[Body]:
    kept = {item.get("language"): item for item in items(stored, "displayNameType")}
    kept.update({item.get("language"): item for item in items(sent, "displayNameType")})
    return list(kept.values())


def _append(sent: Body, stored: Body, body: Body) -> None:
    for field, flag_name in _APPENDED.items():
        before = [] if flag(sent, flag_name) and stored else texts(stored, field)
        body[field] = list(dict.fromkeys((*before, *texts(sent, field))))


def _folded(value: object) -> object:
    """Collapse runs of horizontal white space in localised texts, and unify line ends."""
    if isinstance(value, list):
        return [_folded(item) for item in value]
    if isinstance(value, Mapping):
        return {
            key: _fold(inner) if key == "value" and isinstance(inner, str) else _folded(inner)
            for key, inner in value.items()
        }
    return value


def _fold(value: str) -> str:
    return _SPACES.sub(" ", _BREAKS.sub("\n", value)).strip()


def settled_body(
    kind: Kind, body: Body, languages: tuple[str, ...], state: State, book: CodeBook
) -> Body:
    """What PTV makes of a merged body on saving it.

    Items in languages that the item no longer has go; only `displayNameType` keeps them
    (ptv-api 10, trap 44). Vocabularies are kept under their present URIs.
    """
    kept = frozenset(languages)
    settled: Body = {
        name: value if name in ("displayNameType", "languages") else in_languages(value, kept)
        for name, value in body.items()
    }
    for field in VOCABULARIES:
        if field in settled:
            found = (book.find_uri(field, uri) for uri in texts(settled, field))
            settled[field] = list(dict.fromkeys(uri for uri in found if uri is not None))
    if "targetGroups" in settled:
        settled["targetGroups"] = book.with_parents("targetGroups", texts(settled, "targetGroups"))
    if "serviceVouchers" in settled:
        vouchers = items(settled, "serviceVouchers")
        settled["serviceVouchers"] = [item for item in vouchers if text(item, "url")]
    if kind.name == "Service":
        _leave_to_description(settled, state, book)
    _store_hours(settled, state)
    return settled


def _leave_to_description(body: Body, state: State, book: CodeBook) -> None:
    """Drop what the general description says already (ptv-api 6.5 rule 5)."""
    description = published_description(state, text(body, "generalDescriptionId"))
    if description is None:
        return
    body["type"] = None
    if text(description, "serviceChargeType"):
        body["serviceChargeType"] = None
    for field in VOCABULARIES:
        inherited = {book.find_uri(field, uri) for uri in texts(description, field)}
        body[field] = [uri for uri in texts(body, field) if uri not in inherited]


def _store_hours(body: Body, state: State) -> None:
    for hour in items(body, "serviceHours"):
        if not text(hour, "validFrom"):
            hour["validFrom"] = state.today().strftime("%Y-%m-%dT%H:%M:%S")
