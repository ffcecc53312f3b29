"""The one workflow, with its one step, as DBOS knows them.

Functions of a module, since DBOS finds them by name also in a process that was started later. What
they need of this process is the tender that it has hired.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from dbos import DBOS

from hytedata.models.common import Json
from hytedata_daemon.engine.tender import Tender
from hytedata_daemon.outcome import Work

WORKFLOW: Final = "tend"

_hired: Tender | None = None


def hire(tender: Tender) -> None:
    """Let *tender* do the works of this process.

    Raises:
        RuntimeError: Another one does; DBOS allows one engine for a process.
    """
    global _hired
    if _hired is not None and _hired is not tender:
        raise RuntimeError("this process has an engine already; close that one first")
    _hired = tender


def dismiss(tender: Tender) -> None:
    """Let another tender be hired."""
    global _hired
    if _hired is tender:
        _hired = None


def _tender() -> Tender:
    if _hired is None:
        raise RuntimeError("the engine of this process is closed")
    return _hired


@DBOS.workflow(name=WORKFLOW)
def tend(work: Mapping[str, Json], due: str) -> Mapping[str, Json]:
    """Do one work that fell due at *due*; returns its outcome as JSON."""
    with _tender().at_work(DBOS.workflow_id or ""):
        return do(work, due)


@DBOS.step(name="do")
def do(work: Mapping[str, Json], due: str) -> Mapping[str, Json]:
    """Do one work: the step that is begun again after a crash."""
    at = datetime.fromisoformat(due)
    return _tender().do(Work.model_validate(work), at, starts=_starts()).document()


def _starts() -> int:
    # Within a step, so that it is asked anew each time rather than remembered.
    status = DBOS.get_workflow_status(DBOS.workflow_id or "")
    return 1 if status is None else status.recovery_attempts or 1
