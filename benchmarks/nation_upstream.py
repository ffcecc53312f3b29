"""One simulated upstream of the nation, a process of its own: its work is not hytedata's.

    python -m benchmarks.nation_upstream lipas|ptv|calendars SHARE

prints its address and how many records it offers as one line of JSON, and ends with its standard
input. The borders of municipalities are served beside the calendars.
"""

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from benchmarks.nation_events import Calendars
from benchmarks.nation_items import seed
from benchmarks.nation_sites import sites
from hytedata.sandbox.http import SimRequest, SimResponse, Simulator
from hytedata.sandbox.lipas.simulator import LipasSimulator
from hytedata.sandbox.ptv.simulator import PtvSimulator
from hytedata.sandbox.server import Server
from hytedata.sandbox.statfin import StatfinSimulator

_LISTS: Final = frozenset({"Service", "ServiceChannel", "Organization", "active", "GetPostalCodes"})
_GROUPS: Final = {
    "service": "Service",
    "service-channel": "ServiceChannel",
    "general-description": "GeneralDescription",
    "service-collection": "ServiceCollection",
}


class Remembered:
    """Answers pages of ids from memory the second time: nobody writes while this runs."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._known: dict[tuple[str, tuple[tuple[str, str], ...]], SimResponse] = {}

    def handle(self, request: SimRequest) -> SimResponse:
        """Answer one request."""
        if request.path.rpartition("/")[2] not in _LISTS or request.method != "GET":
            return self._simulator.handle(request)
        key = request.path, request.query
        if key not in self._known:
            self._known[key] = self._simulator.handle(request)
        return self._known[key]


def upstream(name: str, share: float) -> tuple[Mapping[str, Simulator], Mapping[str, int]]:
    """Make an upstream; returns its mounts, and how many records of each kind it offers."""
    if name == "lipas":
        made = list(sites(share))
        return {"/lipas": LipasSimulator(made)}, {"sports-site": len(made)}
    if name == "ptv":
        simulator = PtvSimulator(seed(share), now=lambda: datetime.now(UTC))
        return {"/ptv": Remembered(simulator)}, _offered(simulator)
    calendars = Calendars(share, datetime.now(UTC).date())
    return {"/calendars": calendars, "/statfin": StatfinSimulator()}, {"event": calendars.events}


def _offered(simulator: PtvSimulator) -> dict[str, int]:
    """Count what is published; of organisations those that own something, as PTV lists them."""
    state = simulator.state
    found = {
        kind: [one for one in state.by_group[group] if one.published is not None]
        for kind, group in _GROUPS.items()
    }
    owners = {one.organisation() for one in (*found["service"], *found["service-channel"])}
    counts = {kind: len(some) for kind, some in found.items()}
    pairs = sum(len(some) for some in state.channels_of.values())
    return counts | {"organisation": len(owners), "connection": pairs}


def main() -> None:
    """Serve the upstream that is named."""
    mounts, offered = upstream(sys.argv[1], float(sys.argv[2]))
    with Server(mounts) as server:
        sys.stdout.write(json.dumps({"url": server.url, "offered": offered}) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
