"""`hytedata.toml`, typed: what to read, where to write, what each organisation allows."""

from hytedata.config.calendar_table import Calendar
from hytedata.config.loading import load_config
from hytedata.config.tables import (
    Boundaries,
    Config,
    LimitsTable,
    LimitTable,
    Lipas,
    Organisation,
    Ptv,
)

__all__ = [
    "Boundaries",
    "Calendar",
    "Config",
    "LimitTable",
    "LimitsTable",
    "Lipas",
    "Organisation",
    "Ptv",
    "load_config",
]
