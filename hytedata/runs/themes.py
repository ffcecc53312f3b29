"""The theme table that jobs judge by: the packaged one, with the rows of installed projects."""

import logging

from hytedata.classify import ThemeTable
from hytedata.classify.other_themes import table_with_others

log = logging.getLogger("hytedata.extensions")


def installed_table() -> ThemeTable:
    """Return the table; rows of a project that cannot be used are logged and left out."""
    table, broken = table_with_others()
    for one in broken:
        log.warning("extension_broken group=%s name=%s why=%s", one.group, one.name, one.why)
    return table
