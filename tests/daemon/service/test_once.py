from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import pytest

from hytedata.errors import ConfigError, InputError, StoreError
from hytedata.models.clock import utc_now
from hytedata.store import Store
from hytedata_daemon.exclusive import alone
from hytedata_daemon.outcome import Outcome, Work
from hytedata_daemon.service.once import Done, do_once, works_of
from hytedata_daemon.settings import Settings

Load = Callable[..., Settings]

ONE, OTHER = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"


def organisation(id: str, name: str, municipality: str) -> str:
    return (
        f'[[organisation]]\nid = "{id}"\nname = "{name}"\nmunicipalities = ["{municipality}"]\n'
        'username = "mallila"\n'
    )


@pytest.fixture
def settings(load: Load) -> Settings:
    return load(organisation(ONE, "Mallila", "889") + organisation(OTHER, "Esimerkkilä", "091"))


@pytest.fixture
def store(tmp_path: Path, made_store: Path) -> Iterator[Store]:
    file = tmp_path / "hytedata.db"
    file.write_bytes(made_store.read_bytes())
    with Store.open(f"sqlite:///{file}", now=utc_now) as store:
        yield store


class Doing:
    """Does works as `once` does, and remembers what was begun and what was kept."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.begun: list[Work] = []
        self.kept: list[tuple[Work, Outcome]] = []
        self.inside: Callable[[Work], object] = lambda work: None

    def __call__(self, work: Work) -> Done:
        return do_once(
            work,
            self._perform,
            self.store,
            holder="once",
            keep=lambda *one: self.kept.append(one),
        )

    def _perform(self, work: Work) -> Outcome:
        self.begun.append(work)
        self.inside(work)
        return Outcome(state="done")


@pytest.fixture
def doing(store: Store) -> Doing:
    return Doing(store)


# --- which works ---------------------------------------------------------------------------


def test_a_job_of_organisations_is_a_work_for_each(settings: Settings) -> None:
    works = works_of(settings, "plan")

    assert works == (Work(job="plan", organisation=ONE), Work(job="plan", organisation=OTHER))


def test_one_organisation_may_be_named(settings: Settings) -> None:
    assert works_of(settings, "apply", organisation=OTHER) == (
        Work(job="apply", organisation=OTHER),
    )


def test_a_register_is_read_once_for_all_and_in_full_when_asked(settings: Settings) -> None:
    assert works_of(settings, "read-ptv", full=True) == (Work(job="read-ptv", full=True),)


@pytest.mark.parametrize(
    ("job", "asked", "told"),
    [
        ("plan", {"full": True}, "reads nothing"),
        ("gaps", {"organisation": ONE}, "once for all"),
    ],
)
def test_what_a_job_has_not_is_refused(
    settings: Settings, job: str, asked: dict[str, object], told: str
) -> None:
    with pytest.raises(InputError, match=told):
        works_of(settings, job, **asked)  # type: ignore[arg-type]


def test_an_unknown_organisation_is_told_with_those_that_there_are(settings: Settings) -> None:
    with pytest.raises(ConfigError) as caught:
        works_of(settings, "plan", organisation="mallila")

    assert f"it has: {ONE} (Mallila)" in caught.value.problems[0]


def test_without_organisations_there_is_nothing_to_plan(load: Load) -> None:
    with pytest.raises(ConfigError, match="there is none to plan for"):
        works_of(load(), "plan")


# --- never beside another ------------------------------------------------------------------


def test_a_work_is_done_and_kept(doing: Doing) -> None:
    work = Work(job="clean-up")

    done = doing(work)

    assert done.outcome.state == "done"
    assert doing.kept == [(work, done.outcome)]


def test_two_works_of_an_organisation_are_never_done_at_once(doing: Doing) -> None:
    inner: list[Done] = []
    plan, apply = (Work(job=job, organisation=ONE) for job in ("plan", "apply"))
    doing.inside = lambda work: inner.append(doing(apply)) if work == plan else None

    doing(plan)

    assert [done.outcome.state for done in inner] == ["busy"]
    assert doing.begun == [plan]
    assert doing.kept == [(plan, Outcome(state="done"))]


def test_works_of_two_organisations_do_not_wait_for_each_other(doing: Doing) -> None:
    one, other = (Work(job="plan", organisation=id) for id in (ONE, OTHER))
    doing.inside = lambda work: doing(other) if work == one else None

    doing(one)

    assert doing.begun == [one, other]


def test_inside_a_work_its_organisation_can_be_held_as_a_plan_does(
    doing: Doing, store: Store
) -> None:
    taken: list[str] = []

    def hold(work: Work) -> None:
        with store.lease(work.organisation, "sync plan", seconds=60):
            taken.append(work.organisation)

    doing.inside = hold

    doing(Work(job="plan", organisation=ONE))

    assert taken == [ONE]


def test_what_the_service_is_at_work_on_is_left_to_it(doing: Doing, store: Store) -> None:
    inner: list[Done] = []
    read = Work(job="read-ptv")

    def perform() -> Outcome:
        inner.append(doing(read))
        return Outcome(state="done")

    alone(read, perform, store, "the service on palvelin")

    (done,) = inner
    assert (done.outcome.state, done.outcome.code) == ("busy", "lease-held")
    assert "the service on palvelin" in done.outcome.detail
    assert (doing.begun, doing.kept) == ([], [])


def test_what_once_is_at_work_on_is_left_to_it_by_the_service(doing: Doing, store: Store) -> None:
    by_service: list[Outcome] = []
    begun: list[Work] = []

    def perform() -> Outcome:
        begun.append(read)
        return Outcome(state="done")

    read = Work(job="read-ptv")
    doing.inside = lambda work: by_service.append(alone(read, perform, store, "the service"))

    doing(read)

    assert [(one.state, one.code) for one in by_service] == [("busy", "lease-held")]
    assert begun == []


class LostAtTheEnd:
    """Leases of a store that is away when they are to be released."""

    def renew(self) -> None:
        """Let it last."""

    @contextmanager
    def lease(self, organisation: str, holder: str, *, seconds: float) -> Iterator[Self]:
        """Hold it."""
        yield self
        raise StoreError("the database is away", passes=True)


def test_a_work_that_was_done_counts_as_done_where_it_cannot_be_opened_to_others() -> None:
    done = Outcome(state="done", counts={"read": 3})

    assert alone(Work(job="read-ptv"), lambda: done, LostAtTheEnd(), "the service") == done


def test_a_work_that_broke_is_open_to_the_next(doing: Doing) -> None:
    def breaks(work: Work) -> None:
        raise ZeroDivisionError

    doing.inside = breaks
    with pytest.raises(ZeroDivisionError):
        doing(Work(job="gaps"))
    doing.inside = lambda work: None

    assert doing(Work(job="gaps")).outcome.state == "done"
