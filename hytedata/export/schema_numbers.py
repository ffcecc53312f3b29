"""Numbers of the shapes of lines that exports write; one grows when a key goes or changes."""

from typing import Final

RECORD_LINE: Final = 1
"""Of a record of the catalogue."""

OCCURRENCE_LINE: Final = 1
"""Of one time that something takes place."""

LINK_LINE: Final = 1
"""Of a row of the link table."""
