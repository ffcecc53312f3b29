"""What of tests still stands in a sandbox."""

import json
from typing import Any

from hytedata.runs.acceptance.marker import MARKER
from hytedata.sandbox import Sandbox


def entities(sandbox: Sandbox) -> dict[str, dict[str, Any]]:
    """All that PTV holds, by id."""
    snapshot: dict[str, Any] = json.loads(json.dumps(sandbox.controls.snapshot_ptv(), default=str))
    found: dict[str, dict[str, Any]] = snapshot["entities"]
    return found


def of_tests(sandbox: Sandbox) -> dict[str, str]:
    """Id → status of the newest version of every item that a test made."""
    return {
        ptv_id: str(entity["status"])
        for ptv_id, entity in entities(sandbox).items()
        if MARKER in json.dumps(entity)
    }


def of_others(sandbox: Sandbox) -> dict[str, dict[str, Any]]:
    """Everything that no test made."""
    made = of_tests(sandbox)
    return {ptv_id: one for ptv_id, one in entities(sandbox).items() if ptv_id not in made}
