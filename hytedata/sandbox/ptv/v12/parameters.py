"""Query parameters: their types and limits, told all at once (ptv-v12 3.1).

Arrays are repeated parameters; a comma does not divide them, and is refused where the items have
a pattern. Parameters that a path does not have are ignored.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from hytedata.sandbox.ptv import formats
from hytedata.sandbox.ptv.v12.problems import Refused

MOST = 20
LARGEST_PAGE = 100
LAST_PAGE = 1_000_000
LANGUAGES = ("fi", "sv", "en", "se", "smn", "sms")
CHANNEL_TYPES = ("EService", "TelephoneService", "PrintableForm", "ServiceLocation", "WebPage")
SERVICE_TYPES = ("Service", "ProfessionalQualification", "PermitOrOtherObligation")
AREA_TYPES = ("WholeCountry", "WholeCountryExceptAland", "LimitedArea")
ORGANISATION_TYPES = ("State", "Municipality", "RegionalOrganization", "Organization", "Company")
DESCRIPTION_TYPES = (
    "Church",
    "EmploymentArea",
    "Municipality",
    "Other",
    "WellbeingServicesCounty",
)
_CODE = re.compile(r"(?!\.)[a-zA-Z0-9.]+(?<!\.)")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)")
_URI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s]+", re.IGNORECASE)


class Parameters:
    """The parameters of one request. Read all of them, then call `refuse_if_wrong`."""

    def __init__(self, pairs: tuple[tuple[str, str], ...]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)
        self._errors: list[tuple[str, str]] = []

    def refuse_if_wrong(self) -> None:
        """End the reading.

        Raises:
            Refused: Some of what was read is wrong.
        """
        if self._errors:
            raise Refused(self._errors)

    def wrong(self, path: str, message: str) -> None:
        """Note an error."""
        self._errors.append((path, message))

    def text(self, name: str) -> str | None:
        """A single value."""
        values = self._values.get(name, [])
        if len(values) > 1:
            self.wrong(name, f"{name} must be a single value")
        return values[0] if values else None

    def number(self, name: str, default: int, most: int) -> int:
        """A whole number from 1 to *most*."""
        value = self.text(name)
        if value is None:
            return default
        if not re.fullmatch(r"-?\d{1,12}", value):
            self.wrong(name, f"{name} must be integer")
            return default
        number = int(value)
        if number < 1:
            self.wrong(name, f"{name} must be >= 1")
        elif number > most:
            self.wrong(name, f"{name} must be <= {most}")
        return number

    def boolean(self, name: str) -> bool | None:
        """True, false, or None where it is not given."""
        value = self.text(name)
        if value not in (None, "true", "false"):
            self.wrong(name, f"{name} must be boolean")
        return None if value is None else value == "true"

    def moment(self, name: str, *, needed: bool = False) -> datetime | None:
        """An ISO date-time with its zone, as naive UTC."""
        value = self.text(name)
        if value is None:
            if needed:
                self.wrong(name, f"must have required property '{name}'")
            return None
        try:
            if not _MOMENT.fullmatch(value):
                raise ValueError(value)
            return datetime.fromisoformat(value.upper()).astimezone(UTC).replace(tzinfo=None)
        except ValueError:
            self.wrong(name, f'{name} must match format "date-time"')
            return None

    def one_of(self, name: str, allowed: tuple[str, ...]) -> str | None:
        """One of a few words."""
        value = self.text(name)
        if value is not None and value not in allowed:
            self.wrong(name, f"{name} must be equal to one of the allowed values")
        return value

    def match_all(self, name: str) -> bool:
        """How several values of *name* are matched: all of them unless any is asked for."""
        return self.one_of(f"{name}Match", ("all", "any")) != "any"

    def content_id(self, name: str) -> str | None:
        """A uuid."""
        value = self.text(name)
        if value is not None and not formats.is_guid(value):
            self.wrong(name, f'{name} must match format "uuid"')
        return None if value is None else value.lower()

    def several(
        self, name: str, fits: Callable[[str], bool] | None = None, *, most: int | None = MOST
    ) -> list[str]:
        """A repeated parameter; each value must fit."""
        values = self._values.get(name, [])
        if most is not None and len(values) > most:
            self.wrong(name, f"{name} must NOT have more than {most} items")
        if len(set(values)) < len(values):
            self.wrong(name, f"{name} must NOT have duplicate items")
        for at, value in enumerate(values):
            if fits is not None and not fits(value):
                self.wrong(f"{name}/{at}", f"{name}/{at} is not allowed: '{value}'")
        return values

    def content_ids(self, name: str) -> list[str]:
        """Up to twenty uuids."""
        return [value.lower() for value in self.several(name, formats.is_guid)]

    def codes(self, name: str, pattern: str | None = None) -> list[str]:
        """Up to twenty codes."""
        wanted = re.compile(pattern) if pattern else _CODE
        return self.several(name, lambda value: wanted.fullmatch(value) is not None)

    def uris(self, name: str) -> list[str]:
        """Up to twenty addresses."""
        return self.several(name, lambda value: _URI.fullmatch(value) is not None)

    def words(self, name: str, allowed: tuple[str, ...]) -> list[str]:
        """Any number of a few words."""
        return self.several(name, lambda value: value in allowed, most=None)


def content_id_in_path(**parts: str) -> None:
    """Check the ids of a path.

    Raises:
        Refused: One of them is no uuid.
    """
    wrong: Mapping[str, str] = {
        name: value for name, value in parts.items() if not formats.is_guid(value)
    }
    if wrong:
        raise Refused([(name, f'{name} must match format "uuid"') for name in wrong])
