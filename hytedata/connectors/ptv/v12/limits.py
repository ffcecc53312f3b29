"""v12's limits on what may be asked, as rules that a query's fields carry in their types.

Source: ptv-v12 3.1; each is that of a parameter in the OpenAPI document.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Final, Literal, TypeAlias, get_args

from hytedata.errors import InputError

AT_MOST: Final = 20
"""Most ids or codes in one list."""
LARGEST_PAGE: Final = 100
LAST_PAGE: Final = 1_000_000

AreaType: TypeAlias = Literal["WholeCountry", "WholeCountryExceptAland", "LimitedArea"]
ChannelType: TypeAlias = Literal[
    "EService", "TelephoneService", "PrintableForm", "ServiceLocation", "WebPage"
]
ServiceType: TypeAlias = Literal["Service", "ProfessionalQualification", "PermitOrOtherObligation"]
OrganizationType: TypeAlias = Literal[
    "State", "Municipality", "RegionalOrganization", "Organization", "Company"
]
GeneralDescriptionType: TypeAlias = Literal[
    "Church", "EmploymentArea", "Municipality", "Other", "WellbeingServicesCounty"
]
VersionLanguage: TypeAlias = Literal["fi", "sv", "en", "se", "smn", "sms"]
Match: TypeAlias = Literal["any", "all"]


class QueryError(InputError):
    """An argument of a query lies outside v12's limits; nothing was sent.

    Attributes:
        argument: Its name, as in the query.
        value: What was given, as text.
        allowed: What is allowed, in words.
    """

    def __init__(self, argument: str, value: object, allowed: str) -> None:
        super().__init__(f"{argument}: {value!r} is not allowed; allowed: {allowed}")
        self.argument, self.value, self.allowed = argument, str(value), allowed


@dataclass(frozen=True)
class One:
    """A rule of a single word.

    Attributes:
        allowed: What it may be, in words, for messages.
        pattern: What the whole of it must match.
    """

    allowed: str
    pattern: re.Pattern[str]

    def check(self, argument: str, value: object) -> str:
        """Return *value*, or raise a `QueryError` that names *argument*."""
        if not isinstance(value, str) or not self.pattern.fullmatch(value):
            raise QueryError(argument, value, self.allowed)
        return value


@dataclass(frozen=True)
class Each:
    """A rule of a list: each value by `rule`, and no more than `at_most` where that is set."""

    rule: One
    at_most: int | None = AT_MOST

    def check(self, argument: str, values: object) -> tuple[str, ...]:
        """Return *values*, each once and in their order, or raise a `QueryError`."""
        if isinstance(values, str) or not isinstance(values, Iterable):
            raise QueryError(argument, values, f"a list, each {self.rule.allowed}")
        each = tuple(dict.fromkeys(self.rule.check(argument, value) for value in values))
        if self.at_most is not None and len(each) > self.at_most:
            allowed = f"at most {self.at_most} (`batches` cuts more)"
            raise QueryError(argument, f"{len(each)} values", allowed)
        return each


@dataclass(frozen=True)
class Aware:
    """A rule of a time: it has its zone."""

    def check(self, argument: str, value: object) -> datetime:
        """Return *value* in UTC, or raise a `QueryError`."""
        if not isinstance(value, datetime) or value.utcoffset() is None:
            raise QueryError(argument, value, "a time with its time zone")
        try:
            return value.astimezone(UTC)
        except OverflowError as error:
            raise QueryError(argument, value, "a time that UTC has") from error


@dataclass(frozen=True)
class Flag:
    """A rule of a yes or no."""

    def check(self, argument: str, value: object) -> bool:
        """Return *value*, or raise a `QueryError`."""
        if not isinstance(value, bool):
            raise QueryError(argument, value, "True, False")
        return value


def word_of(words: object) -> One:
    """Return the rule of a `Literal`: one of its words."""
    allowed = get_args(words)
    return One("one of " + ", ".join(allowed), re.compile("|".join(allowed)))


def words_of(words: object) -> Each:
    """Return the rule of a list of a `Literal`'s words, as many as there are."""
    return Each(word_of(words), at_most=None)


UUID: Final = One("a UUID", re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"))
_CODE: Final = One("letters, digits and inner dots", re.compile(r"(?!\.)[a-zA-Z0-9.]+(?<!\.)"))
_URI: Final = One("a URI in ASCII, as http://…", re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!-~]+"))
_WORDS: Final = One("words, not blank", re.compile(r"(?=.*\S)[^\ud800-\udfff]+", re.DOTALL))
_THREE_DIGITS: Final = One("three digits", re.compile(r"[0-9]{3}"))
_TWO_DIGITS: Final = One("two digits", re.compile(r"[0-9]{2}"))
_BUSINESS_ID: Final = One("seven digits, a hyphen, one digit", re.compile(r"[0-9]{7}-[0-9]"))

ContentId: TypeAlias = Annotated[str | None, UUID]
ContentIds: TypeAlias = Annotated[tuple[str, ...], Each(UUID)]
Codes: TypeAlias = Annotated[tuple[str, ...], Each(_CODE)]
Uris: TypeAlias = Annotated[tuple[str, ...], Each(_URI)]
Text: TypeAlias = Annotated[str | None, _WORDS]
Words: TypeAlias = Annotated[tuple[str, ...], Each(_WORDS)]
MunicipalityCodes: TypeAlias = Annotated[tuple[str, ...], Each(_THREE_DIGITS)]
AreaCodes: TypeAlias = Annotated[tuple[str, ...], Each(_TWO_DIGITS)]
BusinessIds: TypeAlias = Annotated[tuple[str, ...], Each(_BUSINESS_ID)]
Matching: TypeAlias = Annotated[Match, word_of(Match)]
Since: TypeAlias = Annotated[datetime, Aware()]

Rule: TypeAlias = One | Each | Aware | Flag
