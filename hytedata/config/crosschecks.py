"""What must hold between values; asked of the raw tables, so that no fault hides another."""

from collections.abc import Iterator, Mapping
from typing import Final

from hytedata.config.calendar_table import LONGEST_DAYS, Calendar
from hytedata.config.problems import Problem, shown_value
from hytedata.config.shape import Step
from hytedata.config.tables import Organisation
from hytedata.config.values import looks_secret
from hytedata.extensions import OWN_SOURCES

Raw = Mapping[str, object]

LINKED: Final = "linked-events"
JSON_LD: Final = "json-ld"


def cross_checks(raw: Raw) -> Iterator[Problem]:
    """Yield what is wrong between values that may each be right."""
    yield from _secrets(raw, ())
    for name in ("lipas", "boundaries"):
        table = raw.get(name)
        if isinstance(table, Mapping) and "url" in table and "file" in table:
            yield Problem((name,), "has both url and file; keep the one to read from")
    organisations = list(_tables(raw.get("organisation")))
    yield from _logins(organisations)
    yield from _repeated("organisation", organisations, "id")
    yield from _shared_municipalities(organisations)
    calendars = list(_tables(raw.get("calendar")))
    yield from _repeated("calendar", calendars, "name")
    yield from _of_one_kind(calendars)
    yield from _windows(calendars)


def _tables(value: object) -> Iterator[tuple[int, Raw]]:
    for place, table in enumerate(value if isinstance(value, list) else ()):
        if isinstance(table, Mapping):
            yield place, table


def _secrets(value: object, path: tuple[Step, ...]) -> Iterator[Problem]:
    """Refuse passwords in the file wherever they stand; their text is not repeated."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if looks_secret(str(key)) and "texts" not in path:
                yield Problem((*path, key), _no_secret(str(key), path))
            else:
                yield from _secrets(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _secrets(inner, (*path, place))


def _no_secret(key: str, path: tuple[Step, ...]) -> str:
    if path and path[0] == "ptv":
        return (
            "secrets do not belong in this file; put the key into the environment variable "
            "HYTEDATA_PTV_API_KEY, or into a file that api_key_file names"
        )
    return (
        f"secrets do not belong in this file; put it into an environment variable and name that by "
        f"{key}_env, or into a file (chmod 600) and name that by {key}_file"
    )


def _logins(organisations: list[tuple[int, Raw]]) -> Iterator[Problem]:
    for place, table in organisations:
        if "password_env" in table and "password_file" in table:
            yield Problem(
                ("organisation", place),
                "has both password_env and password_file; keep the one that holds the password",
            )


def _repeated(name: str, tables: list[tuple[int, Raw]], key: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for place, table in tables:
        value = table.get(key)
        if not isinstance(value, str):
            continue
        before = first.setdefault(value.strip().lower(), place)
        if before != place:
            yield Problem(
                (name, place, key),
                f"{shown_value(value)} is also that of {name}[{before}]; each must be there once",
            )


def _of_one_kind(calendars: list[tuple[int, Raw]]) -> Iterator[Problem]:
    """Keys that mean nothing to a calendar of another kind."""
    for place, table in calendars:
        for key, kind in (("page", LINKED), ("sitemap", JSON_LD), ("pages", JSON_LD)):
            if key in table and table.get("kind") != kind:
                yield Problem(("calendar", place, key), f"is for calendars of the kind {kind} only")
        url, of_kind = str(table.get("url")), table.get("kind")
        # A WordPress without pretty links names its interface by a parameter.
        is_route = of_kind == "events-calendar" and "?rest_route=" in url
        # What another project's kind may have is not known here.
        is_plain = of_kind in OWN_SOURCES and of_kind != "icalendar" and not is_route
        if "?" in url and is_plain:
            told = "must end with its path, without ?; only an icalendar feed may have one"
            yield Problem(("calendar", place, "url"), f"{shown_value(url)} {told}")


def _windows(calendars: list[tuple[int, Raw]]) -> Iterator[Problem]:
    keys = ("past_days", "ahead_days")
    for place, table in calendars:
        days = [table.get(key, Calendar.model_fields[key].default) for key in keys]
        numbers = [one for one in days if isinstance(one, int)]
        if len(numbers) < len(keys) or max(numbers) > LONGEST_DAYS:
            continue
        if not 0 < sum(numbers) <= LONGEST_DAYS:
            told = f"past_days and ahead_days together are 1 to {LONGEST_DAYS}, not {sum(numbers)}"
            yield Problem(("calendar", place, "ahead_days"), told)


def _shared_municipalities(organisations: list[tuple[int, Raw]]) -> Iterator[Problem]:
    """Two organisations must not publish the same sites: each would appear twice on suomi.fi."""
    first: dict[tuple[str, str], int] = {}
    default = Organisation.model_fields["owners"].default
    for place, table in organisations:
        owners = table.get("owners", default)
        places = table.get("municipalities")
        if not isinstance(owners, list | tuple) or not isinstance(places, list):
            continue
        for position, code in enumerate(places):
            pairs = [(str(code).zfill(3), str(owner)) for owner in owners]
            others = sorted({first.setdefault(pair, place) for pair in pairs} - {place})
            if others:
                yield Problem(
                    ("organisation", place, "municipalities", position),
                    f"{shown_value(code)} is also published by organisation[{others[0]}], for the "
                    "same owners; its sites would appear twice",
                )
