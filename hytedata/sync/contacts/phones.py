"""Telephone numbers out of a free text field: all that are certain, and never a wrong one.

The number plan is that of phonenumbers (libphonenumber). A span of digits counts only as a
whole: what stands beside a number (`klo 9-16`) is never joined to it, and a number that is only
part of a longer run of digits is not taken out of it. Limits: ptv-api 5.3 and 6.3.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from hytedata.sync.contacts.phone_labels import label_in
from hytedata.sync.contacts.shape import LONGEST_READ, shape

_FINLAND = 358


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
# What looks like digits and is no telephone number. Replaced by a letter-like mark, so that the
# digits left and right of it never come together.
_MARK = " § "
_NOISE = re.compile(
    r"""
      \S*@\S*                                             # e-mail addresses
    | \bhttps?:\S+ | \bwww\.\S+                           # web addresses
    | \bklo\.?\s*\d{1,2}(?:[.:]\d{2})?(?:\s?-\s?\d{1,2}(?:[.:]\d{2})?)?   # klo 9-16
    | (?<!\d)(?<!\d[\s.:-])\d{1,2}(?:[.:]\d{2})?\s?-\s?\d{1,2}(?:[.:]\d{2})?(?!\d|-\d|\s(?!0)\d)
    | (?<!\d)\d{1,2}\.\d{1,2}\.(?:\d{4})?(?!\d)           # 1.6.-31.8., 1.6.2024
    | (?<!\d)\d{1,2}\s?h\b | (?<!\d)24/7(?!\d)            # 24 h, 24/7
    | \bFI\d{2}(?:\s?\d){14} | (?<!\d)\d{7}-\d(?!\d)     # bank account, business id
    """,
    re.VERBOSE | re.IGNORECASE,
)
# "014/123456" and "040 - 1234567": an area code apart from its number. Elsewhere both signs part.
_AREA = re.compile(r"(?<!\d)(?<!\d[\s-])(0\d{1,3})(?:\s?/\s?|\s-\s)(?=\d{3})")
_BORDERS = re.compile(
    r"[,;|/\n\t•·&]|\s-\s|\b(?:tai|ja|sekä|eller|och|or|and|tahi)\b"
    r"|(?=\b(?:tele)?fax\b|\bfaksi\b|\btelekopio\b|\bgsm\b|\bpuh\b|\btel\b|\bmob\b|\bp\.)",
    re.IGNORECASE,
)
_FAX = re.compile(r"\b(?:tele)?fax\b|\bfaksi|\btelekopio", re.IGNORECASE)
_EXTENSION = re.compile(r"\b(?:alanumero|alanro|ankn|ext|x)\b\.?\s*\d", re.IGNORECASE)
_SPAN = re.compile(r"\+?\s?\(?\+?\d[\d\s().\-]*")
_START_OF_NUMBER = re.compile(r"(?<=\d)[\s-]+(?=\(?(?:\+|0))")
# A last group of one digit, a "-57" behind a number, a "(0)" without a country code.
_DOUBTFUL = re.compile(r"[\s.]\d$|-\d{1,2}$|\(0\)")

_MOST_DIGITS_OF_ONE = 12
_FEWEST_DIGITS_TO_TELL = 5


@lru_cache(maxsize=4096)
def read_phones(text: str) -> Phones:
    """Read all telephone numbers of a field.

    A number must begin with `+`, `00` or a national `0`, or be one of 116xxx: a number without
    its area code would be dialled in the wrong place. Fax numbers are left out.
    """
    clean = _cleaned(text[:LONGEST_READ])
    numbers: dict[tuple[str | None, str], Phone] = {}
    unread: list[str] = []
    faxes = 0
    for piece in _BORDERS.split(clean):
        if _FAX.search(piece):
            faxes += 1
            continue
        found, failed = _read_piece(piece)
        unread += failed
        for phone in found:
            numbers.setdefault((phone.prefix, phone.number), phone)
    return Phones(tuple(numbers.values()), _faults(text, bool(numbers), unread, faxes))


def _cleaned(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    plain = _DASHES.sub("-", plain)
    plain = _NOISE.sub(_MARK, plain)
    # A letter that touches a digit ("gsm040…", "040…p") belongs to the words, not the number.
    plain = re.sub(r"(?<=[^\W\d_])(?=[\d+(])|(?<=\d)(?=[^\W\d_])", " ", plain)
    return _AREA.sub(r"\1-", plain)


def _read_piece(piece: str) -> tuple[list[Phone], list[str]]:
    found: list[Phone] = []
    unread: list[str] = []
    label = label_in(piece)
    doubtful = _EXTENSION.search(piece) is not None
    for span in (match.group().strip() for match in _SPAN.finditer(piece)):
        numbers = [] if doubtful else _numbers_in(span)
        found += [Phone(prefix, number, label) for prefix, number in numbers]
        if not numbers:
            unread.append(span)
    return found, unread


def _numbers_in(span: str) -> list[tuple[str | None, str]]:
    if _digits(span) <= _MOST_DIGITS_OF_ONE or span.startswith(("+", "(+", "00")):
        one = _number(span)
        if one:
            return [one]
    parts = [_number(part) for part in _START_OF_NUMBER.split(span)]
    # Two numbers run together are taken apart only if every part is a number of its own.
    return [part for part in parts if part] if len(parts) > 1 and all(parts) else []


def _number(span: str) -> tuple[str | None, str] | None:
    dialled = _international(span.strip(" .-("))
    digits = re.sub(r"\D", "", dialled)
    if re.fullmatch(r"116\d{3}", digits) and "+" not in dialled:
        return None, digits
    if not dialled.startswith(("+", "0", "(0")) or _DOUBTFUL.search(dialled):
        return None
    try:
        parsed = phonenumbers.parse(dialled, "FI")
    except phonenumbers.NumberParseException:
        return None
    if parsed.extension or not phonenumbers.is_valid_number(parsed):
        return None
    return _written(parsed)


def _international(span: str) -> str:
    span = re.sub(r"^\(?\+\s*", "+", span)
    span = re.sub(r"^00(?=\s?[1-9])\s?", "+", span)
    span = re.sub(r"^358(?=[\s-]?[1-9(])", "+358", span)
    span = re.sub(r"^\+358\)?[\s-]*\(?0\)?[\s-]*", "+358 ", span)
    return re.sub(r"^(\+\d{1,3})\s?\(0\)\s?", r"\1 ", span)


def _written(parsed: phonenumbers.PhoneNumber) -> tuple[str | None, str] | None:
    national = phonenumbers.national_significant_number(parsed)
    if parsed.country_code != _FINLAND:
        # PTV takes no leading zero behind a prefix; the few countries that keep it are told.
        return None if national.startswith("0") else (f"+{parsed.country_code}", national)
    if not _plausible(national):
        return None
    if _is_service_number(parsed, national):
        return None, f"0{national}"
    return f"+{_FINLAND}", national


def _is_service_number(parsed: phonenumbers.PhoneNumber, national: str) -> bool:
    # Lipas's rule (lipas-to-ptv 4.1), and all others that cannot be dialled from abroad.
    if national.startswith(("600", "700", "800", "900")):
        return True
    return not phonenumbers.can_be_internationally_dialled(parsed)


def _plausible(national: str) -> bool:
    # The number plan allows mobile numbers of 6 to 10 digits; in use are 7 to 9, and 10 in 0457.
    # A longer one is a number with something typed behind it.
    if not re.match(r"4|50", national):
        return True
    return 7 <= len(national) <= 9 or (len(national) == 10 and national.startswith("457"))


def _faults(text: str, any_read: bool, unread: list[str], faxes: int) -> tuple[str, ...]:
    if not re.search(r"\w", text):
        return ()
    told = [span for span in unread if _digits(span) >= _FEWEST_DIGITS_TO_TELL]
    if told:
        listed = ", ".join(f"«{shape(span)}»" for span in told)
        return (f"no certain telephone number: {listed} (digits shown as 0)",)
    if any_read:
        return ()
    if faxes:
        return ("it holds only a fax number",)
    return (f"no telephone number in it: «{shape(text)}» (letters shown as a, digits as 0)",)


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))
