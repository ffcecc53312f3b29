"""How the history of writes, and a plan that undoes a run, read on a terminal."""

import io
from datetime import UTC, datetime
from typing import Any

from rich.console import Console, RenderableType

from hytedata.cli.history_text import history_text, revert_text
from hytedata.models.plan import Op, PlanSource
from hytedata.runs.history import FieldHistory, History, Outcome, RunHistory, WriteHistory
from hytedata.sync.plan import Memory, Rules
from hytedata.sync.revert import make_revert
from tests.sync.fakes import NOW, ORGANISATION
from tests.sync.revert.register import Register, updated

AT = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def text(shown: RenderableType, *, width: int = 120) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(shown, highlight=False, soft_wrap=False)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def write(
    op: Op = "update",
    outcome: Outcome = "done",
    fields: dict[str, FieldHistory] | None = None,
    detail: str = "",
    **more: Any,
) -> WriteHistory:
    return WriteHistory(
        id=5,
        change_id="x",
        op=op,
        kind="channel",
        source=PlanSource(name="lipas", id="site:1"),
        name="Kenttä 1",
        ptv_id="c-1",
        reason="the source says otherwise",
        login="writer",
        begun_at=AT,
        ended_at=AT,
        outcome=outcome,
        detail=detail,
        fields=fields or {"summary.fi": FieldHistory(before="Vanha.", after="Uusi.")},
        **more,
    )


def history(*writes: WriteHistory, following: int | None = None) -> History:
    run = RunHistory(
        run=12,
        started_at=AT,
        ended_at=AT,
        verdict="complete",
        who="Anna",
        plan="p-1",
        approved_by=("Olli",),
        undoes=11,
        writes=writes,
    )
    return History(organisation="org", name="Mallila", runs=(run,), next=following)


def test_a_run_is_told_with_its_number_time_and_people() -> None:
    told = text(history_text(history(write())))

    assert "Run 12  2026-11-24 09:00 – 09:00 UTC  complete  by Anna  approved by Olli" in told
    assert "undoes run 11" in told


def test_an_update_shows_each_field_before_and_after() -> None:
    fields = {"summary.fi": FieldHistory(before="Vanha.", after="Uusi.", kept="UUSI.")}

    told = text(history_text(history(write(fields=fields))))

    assert "~ Kenttä 1  site:1  c-1" in told
    assert told.index("− Vanha.") < told.index("+ Uusi.") < told.index("PTV keeps UUSI.")


def test_how_a_write_ended_is_told_apart() -> None:
    ends: list[Outcome] = ["done", "found-done", "found-without-effect", "failed", "open"]

    lines = [text(history_text(history(write(outcome=one, detail="because")))) for one in ends]

    assert "because" not in lines[0]
    assert "ANSWER LOST, found written" in lines[1]
    assert "ANSWER LOST, found not written" in lines[2]
    assert "FAILED: because" in lines[3]
    assert "OPEN" in lines[4]


def test_of_many_fields_the_first_are_shown_and_how_many_more() -> None:
    fields = {f"emails.{n}": FieldHistory(after=f"a{n}") for n in range(9)}
    found = history(write(fields=fields))

    short, whole = text(history_text(found)), text(history_text(found, everything=True))

    assert "and 3 fields more" in short
    assert "+ a8" not in short
    assert "+ a8" in whole


def test_lost_connections_and_missing_images_are_told() -> None:
    found = history(write("archive", lost=(("s-1", "c-1"),), before_kept=False))

    told = text(history_text(found))

    assert "lost 1 connection: s-1 – c-1" in told
    assert "not kept whole" in told


def test_a_page_tells_how_to_go_on() -> None:
    assert "--before 5" in text(history_text(history(write(), following=5)))


def test_nothing_found_is_said() -> None:
    told = text(history_text(History(organisation="org", name="Mallila", runs=())))

    assert "No write is known" in told


def test_values_with_brackets_are_shown_as_they_are() -> None:
    fields = {"summary.fi": FieldHistory(before="[red]x[/red]", after="[b]")}

    told = text(history_text(history(write(fields=fields))))

    assert "− [red]x[/red]" in told
    assert "+ [b]" in told


def test_a_plan_that_undoes_a_run_says_what_happens_afterwards() -> None:
    register = Register()
    run, _ = updated(register, {"summary.fi": "Vanha."}, {"summary.fi": "Uusi."})

    told = text(revert_text(register.revert(run), run))

    assert "Undoes run 2" in told
    assert "not read: undoing a run needs PTV and the store only" in told
    assert told.index("− Uusi.") < told.index("+ Vanha.")
    assert "Afterwards the next `sync plan` compares with Lipas anew" in told
    assert '· set policy = "observe"' in told
    assert "fields.summary" in told
    assert "Published with a remark" not in told


def test_a_run_that_is_undone_already_needs_no_advice() -> None:
    register = Register()
    run, _ = updated(register, {"summary.fi": "Vanha."}, {"summary.fi": "Uusi."})
    register.undo(run)
    memory = Memory(store_id="memory", links=register.store.links(ORGANISATION, "writer"))
    writes = [one for one in register.store.intents if one.run_id == run]

    made = make_revert(
        run, writes, register.target.state(), memory, Rules(policy="full"), made_at=NOW
    )

    told = text(revert_text(made, run))
    assert "Nothing to do: 1 item in step" in told
    assert "Afterwards" not in told
