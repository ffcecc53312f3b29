"""A target and a store whose runs are undone, and the runs that the tests undo."""

from collections.abc import Mapping

from hytedata.models.common import Json
from hytedata.models.outcome import ApplyResult
from hytedata.models.plan import Change, Plan
from hytedata.models.publication import Desired
from hytedata.sync.apply import apply_plan
from hytedata.sync.plan import Memory, Rules
from hytedata.sync.policy import Limit, Limits
from hytedata.sync.revert import make_revert
from tests.sync.fakes import NOW, ORGANISATION, FakeTarget, channel, desired, plan, service, site
from tests.sync.memory_store import MemoryStore

FREE = Rules(policy="full", limits=Limits(archive=Limit(), disconnect=Limit()))


class Register:
    """A target and a store, and what is done to them, run by run."""

    def __init__(self) -> None:
        self.target, self.store = FakeTarget(), MemoryStore()
        self.runs = 0

    def publish(self, wanted: Desired) -> int:
        """Plan and apply; returns the run."""
        return self.apply(plan(wanted, self.target, self.store))

    def apply(self, made: Plan) -> int:
        """Apply a plan as a run of its own."""
        self.runs += 1
        self.result: ApplyResult = apply_plan(
            made, self.target, self.store, holder="test", run_id=self.runs
        )
        return self.runs

    def revert(self, run: int, rules: Rules = FREE) -> Plan:
        """Plan what undoes a run."""
        login = self.target.login
        memory = Memory(
            store_id=self.store.id,
            links=self.store.links(ORGANISATION, login),
            applied=self.store.applied(ORGANISATION, login),
            connections=self.store.connections(ORGANISATION, login),
            last_write=self.store.last_intent(ORGANISATION, login),
        )
        writes = [one for one in self.store.intents if (one.run_id, one.state) == (run, "done")]
        return make_revert(run, writes, self.target.state(), memory, rules, made_at=NOW)

    def undo(self, run: int) -> int:
        """Undo a run; returns the run that did."""
        undone = self.apply(self.revert(run))
        assert self.result.complete, self.result
        return undone

    def ptv_id(self, number: int) -> str:
        """The channel of a site."""
        return self.target.find(channel(number).source_id)

    def published(self) -> tuple[object, ...]:
        """All that people see: items with their content, connections with theirs."""
        held = {
            ptv_id: (one.kind, dict(one.fields), one.status)
            for ptv_id, one in self.target.held.items()
            if one.status != "Deleted"
        }
        details = {pair: own for pair, own in self.target.details.items() if own}
        return held, frozenset(self.target.connections), details


def ops(made: Plan) -> list[str]:
    return [change.id for change in made.changes]


def reasons(made: Plan) -> list[str]:
    return [one.reason for one in made.skipped]


def only(made: Plan) -> Change:
    (change,) = made.changes
    return change


def updated(
    register: Register, before: Mapping[str, Json], after: Mapping[str, Json]
) -> tuple[int, str]:
    """A site whose channel a second run updated."""
    register.publish(desired(service(), channel(1, before)))
    run = register.publish(desired(service(), channel(1, after)))
    return run, register.ptv_id(1)


def retired(register: Register) -> tuple[int, str]:
    """A site whose channel a second run archived; people had added to it."""
    register.publish(desired(service(), channel(1)))
    ptv_id = register.ptv_id(1)
    hand_made = register.target.put("service", "Kunnan oma palvelu")
    pair = (hand_made, ptv_id)
    register.target.connections.add(pair)
    register.target.details[pair] = {"description": ["Varaa vuoro."]}
    register.target.edit(ptv_id, {"name.sv": "Plan", "summary.sv": "Kort."})
    return register.publish(desired(service(), retired=[site(1)])), ptv_id


def moved(register: Register) -> int:
    """A site that a second run moved to another service."""
    register.publish(desired(service(1100), service(1200), channel(1), channel(2, needs=1200)))
    return register.publish(
        desired(service(1100), service(1200), channel(1, needs=1200), channel(2, needs=1200))
    )
