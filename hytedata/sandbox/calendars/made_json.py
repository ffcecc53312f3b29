"""Made events as JSON, for the control API: written, made, changed."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import datetime
from typing import Any, Final, cast, get_args, get_type_hints

from hytedata.errors import InputError
from hytedata.sandbox.calendars.made_events import MadeEvent

_TIMES: Final = ("start", "end")
_NEEDED: Final = ("key", "title", *_TIMES)


def told(event: MadeEvent) -> dict[str, object]:
    """Return *event* as a JSON object; times by the clock in Finland."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(event).items()
    }


def made(document: Mapping[str, Any]) -> MadeEvent:
    """Return the event that *document* describes, in the keys of `told`.

    Raises:
        InputError: A key is missing or unknown, or a value cannot be one.
    """
    if missing := [name for name in _NEEDED if name not in document]:
        raise InputError(f"an event needs {', '.join(missing)}")
    values = _checked(document)
    return MadeEvent(**values)


def edited(event: MadeEvent, changes: Mapping[str, Any]) -> MadeEvent:
    """Return *event* with other values of some keys; its key stays.

    Raises:
        InputError: A key is unknown, or a value cannot be one.
    """
    if changes.get("key", event.key) != event.key:
        raise InputError("the key of an event stays; publish another one, and withdraw this one")
    return replace(event, **_checked(changes))


def moment(stated: object) -> datetime:
    """Return a time by the clock in Finland, stated without a zone.

    Raises:
        InputError: It is none.
    """
    try:
        found = stated if isinstance(stated, datetime) else datetime.fromisoformat(str(stated))
    except ValueError as error:
        raise InputError(f"{stated!r} is no time like 2027-03-03T18:00") from error
    if found.tzinfo is not None:
        raise InputError(f"{stated!r}: give the time by the clock in Finland, without a zone")
    return found


def _checked(changes: Mapping[str, Any]) -> dict[str, Any]:
    kinds = get_type_hints(MadeEvent)
    known = {field.name for field in fields(MadeEvent)}
    if unknown := changes.keys() - known:
        raise InputError(f"an event has no {', '.join(sorted(unknown))}")
    return {name: _value(name, value, kinds[name]) for name, value in changes.items()}


def _value(name: str, value: object, kind: object) -> object:
    if name in _TIMES:
        return moment(value)
    if name == "position" and isinstance(value, list | tuple) and len(value) == 2:
        return float(value[0]), float(value[1])
    choices = get_args(kind)
    words = [it for it in choices if isinstance(it, str)]
    wanted_type = cast("type | tuple[type, ...]", choices or kind)
    allowed = value in words if words else isinstance(value, wanted_type)
    if not allowed or (isinstance(value, bool) and kind is not bool):
        wanted = f"one of {', '.join(words)}" if words else f"a value of {name}"
        raise InputError(f"{name}: {value!r} is not {wanted}")
    return value
