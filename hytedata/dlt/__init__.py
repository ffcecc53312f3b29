"""PTV, Lipas and event calendars as resources of the loading library dlt; needs its extra."""

from typing import TYPE_CHECKING

from hytedata.dlt.rows import absent_sql
from hytedata.errors import InputError

if TYPE_CHECKING:
    from hytedata.dlt.source import hytedata_source

__all__ = ["absent_sql", "hytedata_source"]


def __getattr__(name: str) -> object:
    # When it is asked for: rows and queries need no dlt.
    if name != "hytedata_source":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    try:
        from hytedata.dlt.source import hytedata_source
    except ModuleNotFoundError as error:
        if error.name != "dlt":
            raise
        raise InputError("loading with dlt needs dlt: pip install 'hytedata[dlt]'") from error
    return hytedata_source
