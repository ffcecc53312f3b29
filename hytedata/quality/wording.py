"""What a finding says to a person: a rule's message with the parameters of its problem."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from hytedata.models.common import Json
from hytedata.quality.rule import RuleWords

NAME: Final = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A parameter in a message; nothing else stands in braces."""

_UNKNOWN: Final = "…"


def message_with(words: RuleWords, params: Mapping[str, Json]) -> str:
    """Return the message; a parameter that is missing is shown as an ellipsis."""
    return NAME.sub(lambda found: _shown(params.get(found[1])), words.message)


def _shown(value: Json) -> str:
    if value is None:
        return _UNKNOWN
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(map(_shown, value))
    return str(value)
