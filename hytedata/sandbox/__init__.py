"""Simulated upstreams on loopback. Shares no code with client, rules or composer.

with Sandbox() as sandbox:
print(sandbox.config_toml())
sandbox.controls.edit_site(sandbox.world.landmarks["clean"], {"name": "Uusi kenttä"})
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hytedata.sandbox.controls import Controls
    from hytedata.sandbox.faults import Fault, FaultPlan
    from hytedata.sandbox.journal import JournalEntry
    from hytedata.sandbox.sandbox import Sandbox
    from hytedata.sandbox.server import Server
    from hytedata.sandbox.world import World

__all__ = ["Controls", "Fault", "FaultPlan", "JournalEntry", "Sandbox", "Server", "World"]

_HOMES = {
    "Controls": "controls",
    "Fault": "faults",
    "FaultPlan": "faults",
    "JournalEntry": "journal",
    "Sandbox": "sandbox",
    "Server": "server",
    "World": "world",
}


def __getattr__(name: str) -> object:
    # Resolved when asked for: the simulators and worlds work without aiohttp, only the server
    # needs it.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
