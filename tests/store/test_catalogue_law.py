"""After any sequence of reads the catalogue equals the last state per id that was seen."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.models.common import Completeness, SourceRef
from hytedata.store import Catalogue
from hytedata.store.catalogue import Entry

PLACES = ("091", "853", "889")
SCOPES = {
    **{f"municipality:{code}": frozenset({code}) for code in PLACES},
    "south": frozenset({"091", "853"}),
    "all": frozenset(PLACES),
}
IDS = tuple("abcde")

Version = tuple[frozenset[str], int]
"""What the register holds of one id: the places it is meant for, and its content."""

versions = st.none() | st.tuples(
    st.frozensets(st.sampled_from(PLACES), min_size=1), st.integers(0, 2)
)
edits = st.tuples(st.just("edit"), st.sampled_from(IDS), versions)
reads = st.tuples(
    st.sampled_from(("read", "short", "killed")), st.sampled_from(sorted(SCOPES)), st.integers(0, 5)
)


class Clock:
    time = datetime(2026, 3, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


clock = Clock()
sources = (f"register-{number}" for number in count())


@pytest.fixture(scope="module")
def catalogue() -> Iterator[Catalogue]:
    """One for all examples, each of which has a register of its own: making one takes long."""
    with Catalogue.open("sqlite://", now=clock, create=True) as made:
        yield made


@dataclass
class Register:
    """A register, and what a reader should know of it."""

    source: str
    held: dict[str, Version] = field(default_factory=dict)
    seen: dict[str, Version] = field(default_factory=dict)
    first: dict[str, datetime] = field(default_factory=dict)
    may_be_absent: set[str] = field(default_factory=set)

    def entries(self, scope: str) -> list[Entry]:
        wanted = sorted(key for key, (where, _) in self.held.items() if where & SCOPES[scope])
        return [entry(self.source, key, self.held[key]) for key in wanted]


def entry(source: str, key: str, version: Version) -> Entry:
    where, content = version
    return Entry(
        ref=SourceRef(source=source, kind="k", id=key),
        hash=f"{sorted(where)} {content}",
        model=f"{content}".encode(),
        municipalities=tuple(sorted(where)),
    )


def read(catalogue: Catalogue, register: Register, how: str, scope: str, short: int) -> None:
    """Read a scope whole; or leave some out and say so; or break off."""
    clock.time += timedelta(minutes=1)
    found = register.entries(scope)
    if how != "read":
        found = found[: max(0, len(found) - short)]
    with catalogue.reading(register.source, "k", scope) as reading:
        for one in found:
            reading.put(one)
        if how != "killed":
            complete = how == "read"
            reasons = () if complete else ("short",)
            reading.finish(Completeness(complete=complete, items=len(found), reasons=reasons))
    for one in found:
        register.seen[one.ref.id] = register.held[one.ref.id]
        register.first.setdefault(one.ref.id, clock())
        register.may_be_absent.discard(one.ref.id)
    if how == "read":
        register.may_be_absent |= register.seen.keys() - {one.ref.id for one in found}


def run(steps: list[tuple[str, str, object]], catalogue: Catalogue, register: Register) -> None:
    for kind, what, value in steps:
        if kind == "edit" and value is None:
            register.held.pop(what, None)
        elif kind == "edit":
            register.held[what] = value  # type: ignore[assignment]
        else:
            read(catalogue, register, kind, what, value)  # type: ignore[arg-type]


@given(steps=st.lists(edits | reads, max_size=25))
def test_the_catalogue_holds_what_was_last_seen_of_each_record(
    catalogue: Catalogue, steps: list[tuple[str, str, object]]
) -> None:
    register = Register(next(sources))
    run(steps, catalogue, register)

    found = {one.id: one for one in catalogue.records(source=register.source, include_absent=True)}

    assert {
        key: (frozenset(one.municipalities), int(one.document)) for key, one in found.items()
    } == register.seen
    assert {key: one.first_seen for key, one in found.items()} == register.first
    assert {key for key, one in found.items() if one.absent_since} <= register.may_be_absent


@given(steps=st.lists(edits | reads, max_size=25), order=st.permutations(sorted(SCOPES)))
def test_after_all_scopes_are_read_the_catalogue_is_what_the_register_holds(
    catalogue: Catalogue, steps: list[tuple[str, str, object]], order: list[str]
) -> None:
    register = Register(next(sources))
    run(steps, catalogue, register)
    for scope in order:
        read(catalogue, register, "read", scope, 0)

    found = {
        one.id: (frozenset(one.municipalities), int(one.document))
        for one in catalogue.records(source=register.source)
    }
    before = list(catalogue.records(source=register.source, include_absent=True))
    read(catalogue, register, "read", "all", 0)
    after = list(catalogue.records(source=register.source, include_absent=True))

    assert found == register.held
    assert [(one.id, one.changed_at, one.absent_since) for one in before] == [
        (one.id, one.changed_at, one.absent_since) for one in after
    ]
