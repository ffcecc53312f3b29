"""Days as people type them: 2026-12-24, today, tomorrow, +7d."""

import re
from datetime import date, timedelta
from typing import Final

from hytedata.errors import InputError

_WORDS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
_STEP: Final = re.compile(r"([+-]\d{1,4})d", re.IGNORECASE)


def day_of(option: str, text: str, today: date) -> date:
    """Understand a day.

    Args:
        option: Whose value it is, for messages.
        text: A date, a word, or a number of days from *today* on.
        today: The day in Finland.

    Raises:
        InputError: It is none; says what is.
    """
    word = text.strip().lower()
    if word in _WORDS:
        return today + timedelta(days=_WORDS[word])
    step = _STEP.fullmatch(word)
    try:
        return today + timedelta(days=int(step[1])) if step else date.fromisoformat(word)
    except (ValueError, OverflowError) as error:
        raise InputError(
            f"{option} {text}: give a day, as {today.isoformat()}, today, tomorrow or +7d"
        ) from error
