"""Arguments of reads, checked before anything is sent: PTV answers some mistakes with a 500.

Each check raises an `InputError` that names the argument, its value and what is allowed.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal, TypeAlias, get_args

from hytedata.errors import InputError

Param: TypeAlias = tuple[str, str]

Status: TypeAlias = Literal["Published", "Archived", "Withdrawn"]
"""Archived: without a published version. Withdrawn: edited, without one (ptv-api 3.4)."""

TaskStatus: TypeAlias = Literal["Published", "Draft"]
Archiving: TypeAlias = Literal["Manual", "Automatic"]
ServiceType: TypeAlias = Literal["Service", "PermitOrObligation", "ProfessionalQualification"]
ChannelType: TypeAlias = Literal["EChannel", "WebPage", "PrintableForm", "Phone", "ServiceLocation"]

AreaKind: TypeAlias = Literal[
    "Municipality", "Province", "WellbeingServiceCounties", "WellbeingServicesCounties"
]
"""Kinds in paths; payloads use other names for them (ptv-api 9.2).

DVV's documents spell the last one both ways: try `WellbeingServiceCounties` first, and the other
(`AreaRef.other_spelling`) where PTV refuses it (ptv-api 3.4).
"""

AT_MOST: Final = 100
"""Most ids in one `list?guids=`, and entries of one archived list. More gives a 500."""

_ID: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NO_ID: Final = "00000000-0000-0000-0000-000000000000"
_BUSINESS_CODE: Final = re.compile(r"[0-9]{7}-[0-9]")
_OID: Final = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")
_OID_LENGTH: Final = 100
_URI: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?/[^\s\x00-\x1f\x7f]+")
_AREA_CODES: Final = {"Municipality": re.compile(r"[0-9]{1,3}")}
_AREA_CODE: Final = re.compile(r"[0-9]{1,6}")
_SPELLINGS: Final[tuple[AreaKind, AreaKind]] = (
    "WellbeingServiceCounties",
    "WellbeingServicesCounties",
)


def checked_id(argument: str, value: str) -> str:
    """Return a PTV id in lower case.

    Raises:
        InputError: It is no UUID, or the UUID of zeros alone.
    """
    told = value.lower() if isinstance(value, str) else ""
    if not _ID.fullmatch(told) or told == _NO_ID:
        raise _refused(argument, value, "a UUID that is not all zeros")
    return told


def checked_ids(argument: str, values: Iterable[str]) -> tuple[str, ...]:
    """Return PTV ids in lower case, each once, in the order of their first mention.

    Raises:
        InputError: One is no UUID, or *values* is a single text.
    """
    if isinstance(values, str):
        raise _refused(argument, values, "a list of ids")
    return tuple(dict.fromkeys(checked_id(argument, value) for value in values))


def one_of(argument: str, value: str, allowed: object) -> str:
    """Return one of the words of the literal type *allowed*.

    Raises:
        InputError: It is none of them; they are case-sensitive.
    """
    words = get_args(allowed)
    if value not in words:
        raise _refused(argument, value, f"one of {', '.join(words)}")
    return value


def page_param(page: int) -> Param:
    """Return the parameter of a page.

    Raises:
        InputError: It is no number from 1: PTV takes others, and answers without a page count.
    """
    return ("page", str(checked_number("page", page, least=1)))


def checked_number(argument: str, value: int, *, least: int, most: int | None = None) -> int:
    """Return a whole number within bounds.

    Raises:
        InputError: It is none.
    """
    whole = isinstance(value, int) and not isinstance(value, bool)
    if not whole or value < least or (most is not None and value > most):
        raise _refused(argument, value, f"a number from {least}" + (f" to {most}" if most else ""))
    return value


def checked_uri(argument: str, value: str) -> str:
    """Return the address of a class.

    Raises:
        InputError: It is no http address: a plain code is none.
    """
    if not isinstance(value, str) or not _URI.fullmatch(value):
        allowed = "a URI such as http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P27.1"
        raise _refused(argument, value, allowed)
    return value


def flag(name: str, value: bool) -> Sequence[Param]:
    """Return the parameter of a wish: PTV takes a missing one as false.

    Raises:
        InputError: It is neither true nor false.
    """
    if not isinstance(value, bool):
        raise _refused(name, value, "true or false")
    return [(name, "true")] if value else []


@dataclass(frozen=True)
class OrganisationId:
    """An organisation by its PTV id; upper case is read as lower case.

    Raises:
        InputError: It is no UUID.
    """

    name: ClassVar[str] = "organizationId"
    value: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", checked_id("organizationId", self.value))


@dataclass(frozen=True)
class BusinessCode:
    """Organisations by their business id (Y-tunnus); several can share one.

    Raises:
        InputError: It is not seven digits, a hyphen and a digit.
    """

    name: ClassVar[str] = "code"
    value: str

    def __post_init__(self) -> None:
        if not isinstance(self.value, str) or not _BUSINESS_CODE.fullmatch(self.value):
            raise _refused("code", self.value, "a business id such as 0123456-7")


@dataclass(frozen=True)
class Oid:
    """An organisation by its object identifier.

    Raises:
        InputError: It has other characters than PTV's letters, digits, hyphens and single full
            stops between them, or more than 100.
    """

    name: ClassVar[str] = "oid"
    value: str

    def __post_init__(self) -> None:
        fits = isinstance(self.value, str) and len(self.value) <= _OID_LENGTH
        if not fits or not _OID.fullmatch(self.value):
            raise _refused("oid", self.value, "an object identifier such as 1.2.246.562.10.1")


OrganisationRef: TypeAlias = OrganisationId | BusinessCode | Oid
"""Which organisation: by one of the three, never by several (ptv-api 3.3)."""


def organisation_param(organisation: OrganisationRef, *, by_oid: bool = True) -> Param:
    """Return the parameter that names an organisation.

    Args:
        organisation: The organisation.
        by_oid: Whether the list can be asked for by object identifier.

    Raises:
        InputError: It is no reference, or one that the list does not know.
    """
    known = (OrganisationId, BusinessCode, Oid) if by_oid else (OrganisationId, BusinessCode)
    if not isinstance(organisation, known):
        names = ", ".join(kind.__name__ for kind in known)
        raise _refused("organisation", organisation, f"one of {names}")
    return (organisation.name, organisation.value)


@dataclass(frozen=True)
class AreaRef:
    """An area by its kind and code.

    Attributes:
        kind: In the words of paths.
        code: One to six digits; a municipality's three, padded with zeros: `91` becomes `091`.

    Raises:
        InputError: The kind is none of PTV's, or the code no such digits.
    """

    kind: AreaKind
    code: str

    def __post_init__(self) -> None:
        one_of("kind", self.kind, AreaKind)
        digits = _AREA_CODES.get(self.kind, _AREA_CODE)
        if not isinstance(self.code, str) or not digits.fullmatch(self.code):
            most = 3 if self.kind in _AREA_CODES else 6
            raise _refused("code", self.code, f"an area code of 1 to {most} digits")
        if self.kind == "Municipality":
            object.__setattr__(self, "code", self.code.zfill(3))

    @property
    def path(self) -> str:
        """Its part of a path."""
        return f"area/{self.kind}/code/{self.code}"

    @property
    def other_spelling(self) -> "AreaRef | None":
        """The same wellbeing services county under the other spelling; None for other kinds."""
        if self.kind not in _SPELLINGS:
            return None
        first, second = _SPELLINGS
        return AreaRef(second if self.kind == first else first, self.code)


def _refused(argument: str, value: object, allowed: str) -> InputError:
    told = repr(value)
    shown = told if len(told) <= 100 else f"{told[:99]}…"
    return InputError(f"{argument} is {allowed}, not {shown}")
