"""Telephone numbers out of a free text field: all that are certain, and never a wrong one.

phonenumbers' matcher (libphonenumber) finds the numbers and knows the number plan. What is ours:
clock times and the like are taken out beforehand, and a number that it finds counts only where
it is the whole of its run of digits. Limits: ptv-api 5.3 and 6.3.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from phonenumbers import (
    Leniency,
    PhoneNumberMatch,
    PhoneNumberMatcher,
    can_be_internationally_dialled,
    national_significant_number,
)

from hytedata.content.contacts.phone_labels import label_in
from hytedata.content.contacts.shape import LONGEST_READ, shape

_Written: TypeAlias = tuple[str | None, str]
"""Prefix and number as PTV takes them."""

_FINLAND = 358
_MOST_TRIES = 200
"""Candidates that the matcher weighs in one field: a field of figures only must not take long."""


@dataclass(frozen=True)
class Phone:
    """One telephone number.

    Attributes:
        prefix: `+358` and so on; None for a Finnish service number, which has none.
        number: Digits only. With a prefix without the leading zero, otherwise as dialled.
        label: Key of `phone_labels.LABELS`, or an empty string.
    """

    prefix: str | None
    number: str
    label: str = ""

    @property
    def is_service_number(self) -> bool:
        """Whether it can be dialled only as it stands, without a country code."""
        return self.prefix is None


@dataclass(frozen=True)
class Phones:
    """What a phone field says.

    Attributes:
        numbers: Distinct numbers in the order of the text.
        faults: What could not be read, one sentence each, without the value itself.
    """

    numbers: tuple[Phone, ...] = ()
    faults: tuple[str, ...] = ()


_DASHES = re.compile(r"[\u2010-\u2014\u2212]")
# What holds digits and is no telephone number. The mark that takes its place counts as a letter,
# so that the digits left and right of it never come together.
_MARK = " _ "
_NOISE = re.compile(
    r"""
      \S*@\S* | \bhttps?:\S+ | \bwww\.\S+                 # e-mail and web addresses
    | \bklo\.?\s*\d{1,2}(?:[.:]\d{2})?(?:\s?-\s?\d{1,2}(?:[.:]\d{2})?)?   # klo 9-16
    | (?<!\d)(?<!\d[\s.:-])\d{1,2}(?:[.:]\d{2})?\s?-\s?\d{1,2}(?:[.:]\d{2})?(?!\d|-\d|\s(?!0)\d)
    | (?<!\d)\d{1,2}\.\d{1,2}\.(?:\d{4})?(?!\d)           # 8.00-15.30; 1.6.-31.8., 1.6.2024
    | (?<!\d)(?<!\d[\s.-])\d{1,2}(?:[.,]\d{1,2})?\s?(?:€|snt\b)         # 1,20 €/min
    | (?<!\d)\d{1,2}\s?h\b | (?<!\d)24/7(?!\d)            # 24 h, 24/7
    | \bFI\d{2}(?:\s?\d){14} | (?<!\d)\d{7}-\d(?!\d)     # bank account, business id
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A letter that touches a digit ("gsm040…", "040…p") belongs to the words, not the number.
_TOUCHING = re.compile(r"(?<=[^\W\d_])(?=[\d+(])|(?<=\d)(?=[^\W\d_])")
# "014/123456" and "040 - 1234567": an area code apart from its number. Elsewhere both signs part.
_AREA = re.compile(r"(?<!\d)(?<!\d[\s-])(0\d{1,3})(?:\s?/\s?|\s-\s)(?=\d{3})")
_BORDERS = re.compile(
    r"[,;|/<>\n\t•·&]|\s-\s|\b(?:tai|ja|sekä|eller|och|or|and|tahi)\b"
    r"|(?=\b(?:tele)?fax\b|\bfaksi\b|\btelekopio\b|\bgsm\b|\bpuh\b|\btel\b|\bmob\b|\bp\.)",
    re.IGNORECASE,
)
_FAX = re.compile(r"\b(?:tele)?fax\b|\bfaksi|\btelekopio", re.IGNORECASE)

_RUN = re.compile(r"(?:\(?\+\s?)?\d(?:[^\w:+]*\d)*")
_START_OF_NUMBER = re.compile(r"(?<=\d)[\s-]+(?=\(?0)")
_SERVICE = re.compile(r"116\s?\d{3}")
_WITH_AREA_CODE = re.compile(r"\W*(?:\+|0|358)")
# PTV has no field for an extension, and without it somebody else is called.
_EXTENSION = re.compile(r"\b(?:alanumero|alanro|ankn|ext|x)\b\.?\s*\d", re.IGNORECASE)
# A last group of one digit, a "-57" behind a number: something else may have begun there.
_DOUBTFUL = re.compile(r"[\s.]\d$|-\d{1,2}$")
_FEWEST_DIGITS_TO_TELL = 5


@lru_cache(maxsize=4096)
def read_phones(text: str) -> Phones:
    """Read all telephone numbers of a field.

    A number must begin with `+`, `00` or a national `0`, or be one of 116xxx: a number without
    its area code would be dialled in the wrong place. Fax numbers are left out.
    """
    numbers: dict[tuple[str | None, str], Phone] = {}
    unread: list[str] = []
    faxes = 0
    for piece in _BORDERS.split(_cleaned(text[:LONGEST_READ])):
        if _FAX.search(piece):
            faxes += 1
            continue
        found, failed = _read_piece(piece)
        unread += failed
        for prefix, number in found:
            numbers.setdefault((prefix, number), Phone(prefix, number, label_in(piece)))
    return Phones(tuple(numbers.values()), _faults(text, bool(numbers), unread, faxes))


def _cleaned(text: str) -> str:
    plain = _NOISE.sub(_MARK, _DASHES.sub("-", text))
    return _AREA.sub(r"\1-", _TOUCHING.sub(" ", plain))


# --- finding -----------------------------------------------------------------------------------


def _read_piece(piece: str) -> tuple[list[_Written], list[str]]:
    found: list[_Written] = []
    unread: list[str] = []
    matches = _matches(piece)
    extended = _EXTENSION.search(piece) is not None
    for run in _RUN.finditer(piece):
        inside = [match for match in matches if run.start() < match.end <= run.end()]
        numbers = [] if extended else _whole(run.group(), inside) or _run_together(run.group())
        found += numbers
        if not numbers:
            unread.append(run.group())
    return found, unread


def _matches(text: str) -> list[PhoneNumberMatch]:
    matcher = PhoneNumberMatcher(text, "FI", leniency=Leniency.VALID, max_tries=_MOST_TRIES)
    return list(matcher)


def _whole(run: str, matches: Sequence[PhoneNumberMatch]) -> list[_Written]:
    """Return the numbers of a run of digits, if they are certain and leave no digit over."""
    if _SERVICE.fullmatch(run):
        return [(None, "".join(filter(str.isdecimal, run)))]
    if sum(_digits(match.raw_string) for match in matches) < _digits(run):
        return []
    numbers = [_written(match) for match in matches]
    return [number for number in numbers if number] if all(numbers) else []


def _run_together(run: str) -> list[_Written]:
    # Two numbers run together are taken apart only if every part is a number of its own.
    parts = _START_OF_NUMBER.split(run)
    read = [_whole(part, _matches(part)) for part in parts] if len(parts) > 1 else []
    return [number for numbers in read for number in numbers] if all(read) else []


# --- what keeps a valid but wrong number out ---------------------------------------------------


def _written(match: PhoneNumberMatch) -> _Written | None:
    number, stated = match.number, match.raw_string
    if number.extension or not _WITH_AREA_CODE.match(stated) or _DOUBTFUL.search(stated):
        return None
    national = national_significant_number(number)
    if number.country_code != _FINLAND:
        # PTV takes no leading zero behind a prefix; the few countries that keep it are told.
        return None if national.startswith("0") else (f"+{number.country_code}", national)
    if not _plausible(national):
        return None
    # Lipas's rule (lipas-to-ptv 4.1), and all others that cannot be dialled from abroad.
    dialled_at_home = national.startswith(("600", "700", "800", "900"))
    if dialled_at_home or not can_be_internationally_dialled(number):
        return None, f"0{national}"
    return f"+{_FINLAND}", national


def _plausible(national: str) -> bool:
    # The number plan allows mobile numbers of 6 to 10 digits; in use are 7 to 9, and 10 in 0457.
    # A longer one is a number with something typed behind it.
    if not re.match(r"4|50", national):
        return True
    return 7 <= len(national) <= 9 or (len(national) == 10 and national.startswith("457"))


# --- telling -----------------------------------------------------------------------------------


def _faults(text: str, any_read: bool, unread: list[str], faxes: int) -> tuple[str, ...]:
    if not re.search(r"\w", text):
        return ()
    told = [run for run in unread if _digits(run) >= _FEWEST_DIGITS_TO_TELL]
    if told:
        listed = ", ".join(f"«{shape(run)}»" for run in told)
        return (f"no certain telephone number: {listed} (digits shown as 0)",)
    if any_read:
        return ()
    if faxes:
        return ("it holds only a fax number",)
    return (f"no telephone number in it: «{shape(text)}» (letters shown as a, digits as 0)",)


def _digits(text: str) -> int:
    return sum(map(str.isdecimal, text))
