"""The engine: what is due is done once, by one of the daemons, also where one of them dies.

DBOS Transact carries it, and nothing outside this folder knows of that; `docs/engine-trial.md`
tells what was found out about it.
"""

from hytedata_daemon.engine.dueness import next_begin
from hytedata_daemon.engine.engine import Engine
from hytedata_daemon.engine.tender import Perform

__all__ = ["Engine", "Perform", "next_begin"]
