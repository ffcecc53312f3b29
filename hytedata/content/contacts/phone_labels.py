"""What a telephone number is for: the words that Lipas's phone fields carry, in three languages.

Only words for a desk or a duty are known here. Everything else beside a number, people's names
above all, is not published. Compiled in 2026 from words seen in such fields.
"""

import re
from collections.abc import Mapping

from hytedata.models.common import Language

LABELS: Mapping[str, Mapping[Language, str]] = {
    "switchboard": {"fi": "Vaihde", "sv": "Växel", "en": "Switchboard"},
    "ticket-desk": {"fi": "Lippukassa", "sv": "Biljettkassa", "en": "Ticket desk"},
    "cafe": {"fi": "Kahvio", "sv": "Kafeteria", "en": "Café counter"},
    "bookings": {"fi": "Varaukset", "sv": "Bokningar", "en": "Reservations"},
    "customer-service": {"fi": "Asiakaspalvelu", "sv": "Kundtjänst", "en": "Customer service"},
    "caretaker": {"fi": "Vahtimestari", "sv": "Vaktmästare", "en": "Caretaker"},
    "supervisor": {"fi": "Valvoja", "sv": "Övervakare", "en": "Supervisor"},
    "on-call": {"fi": "Päivystys", "sv": "Dejour", "en": "On-call service"},
    "office": {"fi": "Toimisto", "sv": "Kontor", "en": "Office"},
}

_WORDS = {
    "switchboard": r"vaihde|växel",
    "ticket-desk": r"kassa|lippukassa|lipunmyynti|biljettkassa",
    "cafe": r"kahvio|kahvila|kafeteria|kanttiini",
    "bookings": r"varaukset|varaus|tilavaraukset|vuoronvaraus|bokningar|bokning",
    "customer-service": r"asiakaspalvelu|neuvonta|palvelupiste|infopiste|kundtjänst",
    "caretaker": r"vahtimestari|vahtimestarit|kiinteistönhoitaja|vaktmästare",
    "supervisor": r"valvoja|valvomo|uimavalvoja|hallivalvoja",
    "on-call": r"päivystys|päivystäjä|dejour",
    "office": r"toimisto|kanslia|kansli|kontor",
}
_PATTERN = re.compile(
    "|".join(rf"(?P<{key.replace('-', '_')}>\b(?:{words})\b)" for key, words in _WORDS.items()),
    re.IGNORECASE,
)


def label_in(text: str) -> str:
    """Return the key of the first known label in *text*, or an empty string."""
    found = _PATTERN.search(text)
    return (found.lastgroup or "").replace("_", "-") if found else ""


def label_text(key: str, language: Language) -> str | None:
    """Return the label's text in *language*; None without one."""
    return LABELS.get(key, {}).get(language)
