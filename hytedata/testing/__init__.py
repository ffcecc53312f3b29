"""For projects that build on hytedata: fixtures for pytest, and checks of their own extensions.

`pytest_plugins = ["hytedata.testing.fixtures"]` gives running sandboxes. `check_source`,
`check_rule`, `check_theme_table` and `check_exporter` say in sentences what an extension lacks.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hytedata.testing.exporter_check import check_exporter
    from hytedata.testing.faults import ExtensionFaults
    from hytedata.testing.rule_check import check_rule
    from hytedata.testing.source_check import check_source
    from hytedata.testing.theme_table_check import check_theme_table

__all__ = [
    "ExtensionFaults",
    "check_exporter",
    "check_rule",
    "check_source",
    "check_theme_table",
]

_HOME = {
    "ExtensionFaults": "faults",
    "check_exporter": "exporter_check",
    "check_rule": "rule_check",
    "check_source": "source_check",
    "check_theme_table": "theme_table_check",
}


def __getattr__(name: str) -> object:
    # When it is asked for: a source's author need not install what exporters need.
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
