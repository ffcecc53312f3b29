"""What other installed projects offer and cannot be used, of every sort."""

from hytedata.classify.other_themes import table_with_others
from hytedata.clients.calendars.other_kinds import other_kinds
from hytedata.export.other_exporters import installed_exporters
from hytedata.extensions import BrokenExtension
from hytedata.quality.registry import other_rules


def broken_extensions() -> tuple[BrokenExtension, ...]:
    """Load all extensions, and return those that cannot be used, each with the reason."""
    found = (other_kinds(), other_rules(), table_with_others(), installed_exporters())
    return tuple(one for _, broken in found for one in broken)
