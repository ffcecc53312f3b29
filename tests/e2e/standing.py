"""A sandbox that stands where a run of every kind of change is due, and can be put back there.

People worked on it too: a channel open to all with Swedish texts, connections with texts of their
own. What is theirs is to be there after whatever goes wrong.
"""

import copy
import io
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from hytedata.cli.app import run
from hytedata.sandbox import Sandbox
from hytedata.sandbox.controls import LIPAS, PTV
from hytedata.sandbox.lipas import LipasSimulator
from hytedata.sandbox.ptv import PtvSimulator
from hytedata.sandbox.ptv.kinds import KINDS
from tests.e2e.support import Command, channel_of, connections, entities, ours, texts_of

Pair: TypeAlias = tuple[str, str]

NEW_SITE = 77
NEW_NAME = "Uusi kenttä"
PHONE = "08 555 0199"
NOTE = {"description": [{"type": "Description", "language": "fi", "value": "Talvella halliin."}]}
ROUNDS = 3
"""A name that waits for another takes a second run; nothing takes a fourth."""


@dataclass(frozen=True)
class Theirs:
    """What people have in PTV that no run may take away: languages, openness, connections."""

    languages: Mapping[str, frozenset[str]]
    open_to_all: frozenset[str]
    archived: frozenset[str]
    pairs: Mapping[Pair, str]


class Standing:
    """A sandbox with its store and plan, in a folder that is the working directory's.

    The plan creates, updates, restores and archives a channel, creates a service, connects and
    disconnects.

    Args:
        sandbox: A running one, of the small world.
        sites: Its landmarks.
        folder: Where the store, the configuration and the plan are.
    """

    def __init__(self, sandbox: Sandbox, sites: Mapping[str, int], folder: Path) -> None:
        self.sandbox, self.sites, self.folder = sandbox, sites, folder
        self.config, self.plan_file = folder / "hytedata.toml", folder / "plan.json"
        self.store = folder / "store.db"
        text = sandbox.config_toml(store=f"sqlite:///{self.store}")
        self.config.write_text(text, encoding="utf-8")
        self._publish()
        self._let_people_work()
        self._change_sites()
        planned = self.plan()
        assert planned.code == 0, planned.err
        self.changes = frozenset(change["id"] for change in planned.json["changes"])
        self.theirs = self.what_people_have()
        self._kept = _copies(sandbox.controls.lipas, sandbox.controls.ptv)
        shutil.copy(self.store, folder / "kept.db")
        self._plan = self.plan_file.read_bytes()

    # --- how it came to be -----------------------------------------------------------------

    def _publish(self) -> None:
        for _ in range(2):
            assert self.plan().code == 0
            assert self.apply().code == 0
            # The second time round one channel is archived, so that it can come back.
            self.sandbox.controls.retire_site(self.sites["address-place"])

    def _let_people_work(self) -> None:
        people = self.sandbox.controls
        hall = self.channel("swimming-hall")
        self.open_to_all_in_swedish(hall, "Mallbo simhall")
        people.connect_in_ptv(self.service(1300), hall, NOTE)
        people.connect_in_ptv(self.service(3100), self.channel("clean"), NOTE)
        people.connect_in_ptv(self.service(3100), self.channel("equal-name-1"), NOTE)

    def open_to_all_in_swedish(self, channel: str, name: str) -> None:
        """Open a channel to all and give it Swedish texts, as a person does."""
        newest = entities(self.sandbox)[channel]["newest"]
        texts = newest["serviceChannelDescriptions"]
        swedish = [
            {**text, "language": "sv", "value": f"Sv: {text['value'][:40]}"} for text in texts
        ]
        body = {
            "isVisibleForAll": True,
            "serviceChannelDescriptions": [*texts, *swedish],
            "serviceChannelNames": [
                *newest["serviceChannelNames"],
                {"type": "Name", "language": "sv", "value": name},
            ],
            "displayNameType": [{"type": "Name", "language": one} for one in ("fi", "sv")],
        }
        self.sandbox.controls.edit_ptv("ServiceLocation", channel, body)

    def _change_sites(self) -> None:
        lipas = self.sandbox.controls
        new = lipas.site(self.sites["clean"])
        lipas.add_site({**new, "lipas-id": NEW_SITE, "name": NEW_NAME})
        lipas.edit_site(self.sites["swimming-hall"], {"phone-number": PHONE})
        lipas.edit_site(self.sites["address-place"], {"status": "active"})
        lipas.edit_site(self.sites["equal-name-1"], {"type.type-code": 1110})
        lipas.retire_site(self.sites["longest-name"])

    # --- using it --------------------------------------------------------------------------

    def restore(self) -> None:
        """Put everything back to where the plan had just been made."""
        controls = self.sandbox.controls
        controls.lipas, controls.ptv = _copies(*self._kept)
        controls.server.mount(LIPAS, controls.lipas)
        controls.server.mount(PTV, controls.ptv)
        controls.clear_faults()
        controls.clear_journal()
        for leftover in self.folder.glob("store.db*"):
            leftover.unlink()
        shutil.copy(self.folder / "kept.db", self.store)
        self.plan_file.write_bytes(self._plan)

    def plan(self, *arguments: str) -> Command:
        """Make a plan into `plan_file`."""
        more = ("--out", str(self.plan_file), "--json", *arguments)
        return called("sync", "plan", "-c", str(self.config), *more)

    def apply(self, *arguments: str) -> Command:
        """Apply what is in `plan_file`."""
        plan = str(self.plan_file)
        return called("sync", "apply", plan, "-c", str(self.config), "--json", *arguments)

    def service(self, category: int) -> str:
        """PTV id of the service of a sub-category."""
        return str(ours(self.sandbox)[f"{self._prefix}-subcategory-{category}"]["id"])

    def channel(self, site: str | int) -> str:
        """PTV id of a site's channel."""
        number = self.sites[site] if isinstance(site, str) else site
        return str(channel_of(self.sandbox, number)["id"])

    @property
    def _prefix(self) -> str:
        return f"hytedata-{self.sandbox.organisation}"

    # --- judging it ------------------------------------------------------------------------

    def what_people_have(self) -> Theirs:
        """What is there now, as people see it."""
        held = entities(self.sandbox)
        snapshot: Any = self.sandbox.controls.snapshot_ptv()
        return Theirs(
            languages={one: _languages(held[one]) for one in held},
            open_to_all=frozenset(one for one in held if held[one]["visible_for_all"]),
            archived=frozenset(one for one in held if held[one]["status"] == "Deleted"),
            pairs={
                (pair["service"], pair["channel"]): json.dumps(pair["extra"], sort_keys=True)
                for pair in snapshot["connections"]
                if pair["extra"]
            },
        )

    def assert_theirs_is_kept(self, theirs: Theirs | None = None, *, gone: str = "") -> None:
        """Fail where something of people's was lost, or is there twice.

        Args:
            theirs: What they had; the default is what they had when the plan was made.
            gone: PTV id of an item that a person archived, beside the one that the plan archives.
        """
        ours(self.sandbox)  # fails where something is there twice
        pairs = connections(self.sandbox)
        assert len(pairs) == len(set(pairs))
        had, has = theirs or self.theirs, self.what_people_have()
        retired = self.channel("longest-name")
        assert has.archived <= had.archived | {retired, gone}
        lost = {one: had.languages[one] - has.languages[one] for one in had.languages}
        assert not {one: some for one, some in lost.items() if some and one != gone}
        assert had.open_to_all - {gone} <= has.open_to_all
        assert has.open_to_all - had.open_to_all <= {gone}
        kept = {pair: extra for pair, extra in had.pairs.items() if gone not in pair}
        assert kept.items() <= has.pairs.items()

    def finish(self) -> None:
        """Plan and apply, as every night, until nothing is to do; fails where that is never."""
        self.sandbox.controls.clear_faults()
        for _ in range(ROUNDS):
            planned = self.plan()
            assert planned.code == 0, planned.err
            if not planned.json["changes"]:
                return
            applied = self.apply()
            assert applied.code == 0, applied.err
        assert self.plan().json["changes"] == []

    def normal_form(self) -> dict[str, Any]:
        """All of ours, with source ids in the place of PTV's: two runs can be compared by it."""
        held = ours(self.sandbox)
        text = json.dumps(
            {
                "items": {
                    key: [one["status"], one["visible_for_all"], one["newest"]]
                    for key, one in held.items()
                },
                "pairs": sorted(
                    [pair["service"], pair["channel"], pair["extra"]]
                    for pair in self._pairs()
                    if {pair["service"], pair["channel"]} & {one["id"] for one in held.values()}
                ),
            },
            sort_keys=True,
        )
        for key, one in held.items():
            text = text.replace(one["id"], key)
        found = json.loads(text)
        found["pairs"].sort(key=json.dumps)
        return dict(found)

    def pairs(self) -> frozenset[Pair]:
        """All connections: (service id, channel id)."""
        return frozenset(connections(self.sandbox))

    def _pairs(self) -> list[dict[str, Any]]:
        held: Any = self.sandbox.controls.snapshot_ptv()["connections"]
        return list(held)


@contextmanager
def standing(world_sandbox: Sandbox, sites: Mapping[str, int], folder: Path) -> Iterator[Standing]:
    """A sandbox that stands before a run, its password in the environment meanwhile."""
    before = os.environ.get(world_sandbox.password_env)
    with world_sandbox as sandbox:
        os.environ[sandbox.password_env] = sandbox.password
        try:
            yield Standing(sandbox, sites, folder)
        finally:
            if before is None:
                del os.environ[sandbox.password_env]
            else:
                os.environ[sandbox.password_env] = before


def called(*arguments: str) -> Command:
    """Run the command in this process, for fixtures that outlive a test."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(list(arguments))
    return Command(code, out.getvalue(), err.getvalue())


def _copies(lipas: LipasSimulator, ptv: PtvSimulator) -> tuple[LipasSimulator, PtvSimulator]:
    """Copy both upstreams, but for the kinds of item: those are known by their identity."""
    same = {id(kind): kind for kind in KINDS.values()}
    return copy.deepcopy(lipas), copy.deepcopy(ptv, memo=dict(same))


def _languages(entity: Mapping[str, Any]) -> frozenset[str]:
    body = entity["newest"]
    names = body.get("serviceNames") or body.get("serviceChannelNames") or []
    told = {str(name["language"]) for name in names if name.get("value")}
    return frozenset(told | texts_of(entity, "Summary").keys())
