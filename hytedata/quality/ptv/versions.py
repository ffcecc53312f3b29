"""The language versions of a record that tell something in words."""

from typing import Any

from hytedata.models.common import Language
from hytedata.models.ptv.connection import Connection
from hytedata.models.ptv.record import Worded


def text_versions(record: Worded[Any]) -> tuple[tuple[Language, Any], ...]:
    """Return (language, texts) of each version with a name, summary or description.

    A version with a phone alone is a phone in a language in which nothing else is told: v11 says
    the language with each value. Connections have texts of their own in every version.
    """
    every = tuple(record.language_versions.items())
    if isinstance(record, Connection):
        return every
    return tuple(one for one in every if one[1].name or one[1].summary or one[1].description)
