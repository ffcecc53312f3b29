"""Random lives of a municipality: sites, people's edits in PTV, faults, plans and their writing.

The machine holds what the sync promises: the desired state is reached but for what the plan lists
as left alone, nothing foreign is touched, nothing is doubled, limits are respected, and a run that
broke off is finished by the next.
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from hytedata.errors import ApprovalMissing
from hytedata.models.common import Completeness, Json
from hytedata.models.plan import Plan
from hytedata.models.publication import Desired, SourceItem
from hytedata.models.sports_site import SportsSite
from hytedata.sync.apply import apply_plan
from hytedata.sync.departures import Fate, departing, settle
from hytedata.sync.plan import Rules
from hytedata.sync.policy import Limit, Limits, require_approval
from tests.sync.desired.builders import site as whole_site
from tests.sync.fakes import ORGANISATION, FakeTarget, channel, desired, plan, service, site
from tests.sync.memory_store import MemoryStore

NAMES = [f"Paikka {letter}" for letter in "ABCDEFGH"]
CODES = [1100, 1200, 1300]
LIMITS = Limits(archive=Limit(count=2), disconnect=Limit(count=3), connections_lost=Limit(count=4))
RULES = Rules(policy="full", limits=LIMITS, archive_empty_services=True)
FAULTS = ["", "", "before", "after", "refuse"]
EDITS = [
    "somebody_cuts_our_connection",
    "somebody_connects_a_service_of_theirs",
    "somebody_adds_a_language",
    "somebody_archives_it_by_hand",
    "somebody_writes_another_text",
]
PEOPLE: dict[str, Json] = {"summary.sv": "Folkets text.", "name.sv": "Platsen"}


@dataclass(frozen=True)
class Place:
    """A sports site as Lipas has it."""

    name: str
    code: int
    summary: str = "Avoin kaikille."
    retired: bool = False
    lost: bool = False
    hidden: bool = False


class Municipality(RuleBasedStateMachine):
    """Lipas, PTV and the store of one organisation."""

    numbers = Bundle("numbers")

    def __init__(self) -> None:
        super().__init__()
        self.target, self.store = FakeTarget(), MemoryStore()
        self.places: dict[int, Place] = {}
        self.foreign: dict[str, dict[str, Json]] = {}
        self.foreign_pairs: set[tuple[str, str]] = set()
        self.languages: set[str] = set()
        self.waiting: Plan | None = None
        self.archived_before: set[str] = set()
        self.may_archive: set[str] = set()

    # --- what is there from the beginning --------------------------------------------------------

    @initialize(taken=st.sampled_from([*NAMES, "Muu"]))
    def hand_made(self, taken: str) -> None:
        place = self.target.put("channel", taken, {"summary.fi": "Käsin tehty."})
        course = self.target.put("service", "Kunnan uimakoulu", {"summary.fi": "Käsin tehty."})
        self.target.connections.add((course, place))
        self.foreign_pairs.add((course, place))
        self.foreign = {one: dict(self.target.held[one].fields) for one in (place, course)}
        self.course = course
        for number, name in enumerate(NAMES[:3], start=1):
            if name != taken:
                self.places[number] = Place(name, 1100)
        self._write(self._plan(), approved=True)

    @initialize(target=numbers)
    def first(self) -> int:
        return 1

    @initialize(target=numbers)
    def second(self) -> int:
        return 2

    # --- Lipas -----------------------------------------------------------------------------------

    @rule(
        target=numbers,
        number=st.integers(1, 8),
        name=st.sampled_from(NAMES),
        code=st.sampled_from(CODES),
    )
    def site_appears(self, number: int, name: str, code: int) -> int:
        used = {one.name for it, one in self.places.items() if it != number}
        if name not in used:
            self.places[number] = Place(name, code)
        return number

    @rule(number=numbers, summary=st.sampled_from(["Valaistu.", "Avoin kaikille.", "Tekonurmi."]))
    def text_changes(self, number: int, summary: str) -> None:
        self._change(number, summary=summary)

    @rule(number=numbers, name=st.sampled_from(NAMES))
    def site_is_renamed(self, number: int, name: str) -> None:
        if name not in {one.name for one in self.places.values()}:
            self._change(number, name=name)

    @rule(number=numbers, code=st.sampled_from(CODES))
    def type_changes(self, number: int, code: int) -> None:
        self._change(number, code=code)

    @rule(number=numbers, retired=st.booleans())
    def status_changes(self, number: int, retired: bool) -> None:
        self._change(number, retired=retired)

    @rule(number=numbers, lost=st.booleans())
    def lipas_loses_or_finds_a_site(self, number: int, lost: bool) -> None:
        self._change(number, lost=lost)

    @rule(number=numbers, hidden=st.booleans())
    def lists_leave_a_site_out(self, number: int, hidden: bool) -> None:
        self._change(number, hidden=hidden)

    def _change(self, number: int, **changes: object) -> None:
        if number in self.places:
            self.places[number] = replace(self.places[number], **changes)  # type: ignore[arg-type]

    @rule(days=st.integers(0, 2))
    def time_passes(self, days: int) -> None:
        self.store.now += timedelta(days=days)

    # --- people in PTV ---------------------------------------------------------------------------

    @rule(number=numbers)
    def somebody_writes_another_text(self, number: int) -> None:
        ptv_id = self._published(number)
        if ptv_id:
            self.target.edit(ptv_id, {"summary.fi": "Oma teksti."})

    @rule(number=numbers)
    def somebody_adds_a_language(self, number: int) -> None:
        ptv_id = self._published(number)
        if ptv_id:
            self.target.edit(ptv_id, PEOPLE)
            self.languages.add(ptv_id)

    @rule(number=numbers)
    def somebody_connects_a_service_of_theirs(self, number: int) -> None:
        ptv_id = self._published(number)
        if ptv_id:
            self.target.connections.add((self.course, ptv_id))
            self.foreign_pairs.add((self.course, ptv_id))

    @rule(number=numbers)
    def somebody_cuts_our_connection(self, number: int) -> None:
        ptv_id = self._published(number)
        if ptv_id:
            cut = {pair for pair in self.target.connections if pair[1] == ptv_id}
            self.target.connections -= cut - self.foreign_pairs

    @rule(number=numbers, locked=st.booleans())
    def somebody_begins_or_ends_a_draft(self, number: int, locked: bool) -> None:
        ptv_id = self._published(number)
        if ptv_id:
            self.target.held[ptv_id].status = "Modified" if locked else "Published"

    @rule(number=numbers)
    def somebody_archives_it_by_hand(self, number: int) -> None:
        ptv_id = self._published(number)
        if ptv_id and self.target.held[ptv_id].status == "Published":
            self.target._archive(ptv_id)
            self._forget_what_went(ptv_id)
            self.archived_before.add(ptv_id)

    def _published(self, number: int) -> str:
        link = self.store.link_of.get(("channel", site(number)))
        held = self.target.held.get(link.ptv_id) if link else None
        return link.ptv_id if link and held and held.status != "Deleted" else ""

    def _forget_what_went(self, ptv_id: str) -> None:
        self.languages.discard(ptv_id)
        self.foreign_pairs = {pair for pair in self.foreign_pairs if ptv_id not in pair}

    # --- the sync --------------------------------------------------------------------------------

    @rule(whole_source=st.booleans(), whole_target=st.booleans())
    def plan_is_made(self, whole_source: bool, whole_target: bool) -> None:
        self.target.complete = whole_target
        self.waiting = self._plan(whole_source=whole_source)
        self.target.complete = True
        if not whole_source:
            assert not any(one.op == "archive" for one in self.waiting.changes)
        if not whole_target:
            ops = {one.op for one in self.waiting.changes}
            assert ops.isdisjoint({"create", "restore", "disconnect"})

    @precondition(lambda self: self.waiting is not None)
    @rule(faults=st.lists(st.sampled_from(FAULTS), max_size=8), most=st.integers(1, 40))
    def waiting_plan_is_written(self, faults: list[str], most: int) -> None:
        made, self.waiting = self.waiting, None
        assert made is not None
        self._on_a_bad_day(made, faults, most_requests=most)

    def _on_a_bad_day(
        self,
        made: Plan,
        faults: list[str],
        *,
        approved: bool = False,
        most_requests: int | None = None,
    ) -> None:
        left = iter(faults)
        self.target.faults = lambda _: next(left, "")
        self._write(made, approved=approved, most_requests=most_requests)
        self.target.faults = lambda _: ""

    @rule(
        numbers=st.lists(numbers, max_size=3),
        edits=st.lists(st.sampled_from(EDITS), max_size=3),
        faults=st.lists(st.sampled_from(FAULTS), max_size=8),
        most=st.sampled_from([3, 8, 100]),
    )
    def a_day(self, numbers: list[int], edits: list[str], faults: list[str], most: int) -> None:
        """A plan is made, people go on editing, and the plan is written as far as it goes."""
        self.store.now += timedelta(days=1)
        made = self._plan()
        for number, edit in zip(numbers, edits, strict=False):
            getattr(self, edit)(number)
        self._on_a_bad_day(made, faults, most_requests=most)

    @rule(
        number=st.integers(1, 8),
        name=st.sampled_from(NAMES),
        code=st.sampled_from(CODES),
        faults=st.lists(st.sampled_from(FAULTS), min_size=1, max_size=8),
    )
    def an_opening(self, number: int, name: str, code: int, faults: list[str]) -> None:
        """A new place is published on a bad day."""
        self.site_appears(number, name, code)
        self._on_a_bad_day(self._plan(), faults)

    @rule(
        number=numbers,
        edit=st.sampled_from(EDITS),
        faults=st.lists(st.sampled_from(FAULTS), max_size=3),
    )
    def a_closing(self, number: int, edit: str, faults: list[str]) -> None:
        """A place is closed while somebody works on it in PTV."""
        self._change(number, retired=True, hidden=False, lost=False)
        made = self._plan(approved=True)
        getattr(self, edit)(number)
        self._on_a_bad_day(made, faults, approved=True)

    @rule(number=numbers, faults=st.lists(st.sampled_from(FAULTS), max_size=8))
    def a_season(self, number: int, faults: list[str]) -> None:
        """People connect and translate a place; it is closed, and opened again on a bad day."""
        self.somebody_connects_a_service_of_theirs(number)
        self.somebody_adds_a_language(number)
        self._change(number, retired=True, hidden=False, lost=False)
        self._write(self._plan(approved=True), approved=True)
        self._change(number, retired=False)
        self._on_a_bad_day(self._plan(approved=True), faults, approved=True)

    @rule()
    def a_quiet_night(self) -> None:
        self.teardown()

    def teardown(self) -> None:
        """Nothing fails, nobody edits: what is left is what the plan lists."""
        for ptv_id, held in self.target.held.items():
            if held.status == "Modified" and ptv_id not in self.foreign:
                held.status = "Published"
        for _ in range(5):
            self._write(self._plan(approved=True), approved=True)

        last = self._plan(approved=True)

        left_alone = {one.source.id for one in last.skipped}
        assert {one.source.id for one in last.changes} <= left_alone
        for service_id, channel_id in self.foreign_pairs:
            if self.target.held[channel_id].status != "Deleted":
                assert (service_id, channel_id) in self.target.connections
        for number, place in self.places.items():
            if site(number).id not in left_alone and not place.lost and not place.hidden:
                self._assert_as_wanted(number, place)

    def _assert_as_wanted(self, number: int, place: Place) -> None:
        ptv_id = self._published(number)
        assert bool(ptv_id) != place.retired
        if not ptv_id:
            return
        fields = self.target.held[ptv_id].fields
        assert (fields["name.fi"], fields["summary.fi"]) == (place.name, place.summary)
        link = self.store.link_of.get(("service", SourceItem("lipas", f"subcategory:{place.code}")))
        assert link
        assert (link.ptv_id, ptv_id) in self.target.connections
        ours = {pair for pair in self.target.connections - self.foreign_pairs if pair[1] == ptv_id}
        assert len(ours) == 1

    def _desired(self) -> Desired:
        there = {it: one for it, one in self.places.items() if not one.lost and not one.hidden}
        kept = {it: one for it, one in there.items() if not one.retired}
        services = [service(code) for code in sorted({one.code for one in kept.values()})]
        channels = [
            channel(it, {"name.fi": one.name, "summary.fi": one.summary}, needs=one.code)
            for it, one in sorted(kept.items())
        ]
        retired = [site(it) for it, one in there.items() if one.retired]
        return desired(*services, *channels, retired=retired)

    def _plan(self, *, whole_source: bool = True, approved: bool = False) -> Plan:
        wanted = self._desired()
        fates = self._fates(wanted) if whole_source else {}
        rules = replace(RULES, limits=Limits()) if approved else RULES
        verdict = Completeness(complete=whole_source, items=len(wanted.items))
        made = plan(wanted, self.target, self.store, rules=rules, source=verdict, fates=fates)
        for one in made.changes:
            if (one.op, one.kind) == ("archive", "channel"):
                place = self.places[int(one.source.id.removeprefix("site:"))]
                assert place.lost or (place.retired and not place.hidden)
        return made

    def _fates(self, wanted: Desired) -> dict[SourceItem, Fate]:
        links = self.store.links(ORGANISATION, "writer")
        seen = departing(wanted, links, self.target.state())
        fates = settle(
            seen,
            self.store.departures(ORGANISATION, "writer"),
            now=self.store.now,
            archive_ineligible=False,
            look=self._look,
            judge=lambda _: "eligible",
        )
        self.store.note_departures(ORGANISATION, "writer", seen)
        return fates

    def _look(self, lipas_id: int) -> SportsSite | None:
        place = self.places.get(lipas_id)
        return None if place is None or place.lost else whole_site(lipas_id)

    def _write(
        self, made: Plan, *, approved: bool = False, most_requests: int | None = None
    ) -> None:
        if not approved and _needs_approval(made):
            return
        counted = [one for one in made.changes if one.op == "archive"]
        assert approved or len(counted) <= 2
        self.archived_before |= {str(one.ptv_id) for one in counted}
        apply_plan(made, self.target, self.store, holder="test", most_requests=most_requests)

    # --- what always holds -----------------------------------------------------------------------

    @invariant()
    def nothing_foreign_is_touched(self) -> None:
        for ptv_id, fields in self.foreign.items():
            assert self.target.held[ptv_id].fields == fields
            assert self.target.held[ptv_id].status == "Published"
        for pair in self.foreign_pairs:
            # What went with an archived place is owed until it is back and a night has passed.
            assert pair in self.target.connections or pair[1] in self.archived_before

    @invariant()
    def nothing_is_there_twice(self) -> None:
        keys = [held.source_id for held in self.target.held.values() if held.source_id]
        assert len(keys) == len(set(keys))
        names = [
            (held.kind, held.fields.get("name.fi"))
            for held in self.target.held.values()
            if held.status != "Deleted"
        ]
        assert len(names) == len(set(names))

    @invariant()
    def no_language_of_people_is_lost(self) -> None:
        for ptv_id in self.languages:
            held = self.target.held[ptv_id]
            assert held.status == "Deleted" or held.fields.items() >= PEOPLE.items()

    @invariant()
    def nothing_is_archived_that_no_plan_named(self) -> None:
        gone = {one for one, held in self.target.held.items() if held.status == "Deleted"}
        assert gone <= self.archived_before


def _needs_approval(made: Plan) -> bool:
    try:
        require_approval(made, "limits", None)
    except ApprovalMissing:
        return True
    assert not made.blocked
    return False


TestMunicipality = Municipality.TestCase
