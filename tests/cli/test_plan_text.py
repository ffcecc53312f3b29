"""How a plan reads on a terminal."""

import io

from rich.console import Console

from hytedata.cli.plan_text import print_plan, told_counts
from hytedata.cli.values_text import label, shortened, shown
from hytedata.models.common import Json
from hytedata.models.plan import Plan
from hytedata.models.publication import Desired, Skip
from hytedata.sync.apply import apply_plan
from hytedata.sync.plan import Rules
from hytedata.sync.policy import Limit, Limits
from tests.sync.fakes import FakeTarget, channel, desired, plan, service, site
from tests.sync.memory_store import MemoryStore


def text(made: Plan, *, width: int = 100, everything: bool = False, colour: bool = False) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
    )
    print_plan(made, console, everything=everything)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def published(*numbers: int) -> tuple[FakeTarget, MemoryStore]:
    target, store = FakeTarget(), MemoryStore()
    wanted = desired(service(), *(channel(number) for number in numbers))
    apply_plan(plan(wanted, target, store), target, store, holder="test")
    return target, store


def test_a_new_item_is_told_by_its_name_summary_and_address() -> None:
    street = {"address.street.fi": "Kenttätie", "address.number": "3"}
    wanted = desired(service(), channel(1, {**street, "address.postal_code": "91900"}))

    told = text(plan(wanted, FakeTarget(), MemoryStore()))

    assert "Service locations to create (1)" in told
    assert "+ Kenttä 1  site:1" in told
    assert "Pallokenttä." in told
    assert "Kenttätie 3, 91900" in told


def test_an_update_shows_before_and_after_and_why() -> None:
    target, store = published(1)

    told = text(plan(desired(service(), channel(1, {"summary.fi": "Uusi."})), target, store))

    assert "~ Kenttä 1  site:1  the source says otherwise" in told
    assert told.index("− Pallokenttä.") < told.index("+ Uusi.")


def test_nothing_to_do_is_said_in_so_many_words() -> None:
    target, store = published(1)

    told = text(plan(desired(service(), channel(1)), target, store))

    assert "Nothing to do: 2 items in step." in told


def test_long_groups_are_cut_with_a_count_and_shown_whole_on_request() -> None:
    wanted = desired(*(channel(number, needs=None) for number in range(1, 31)))
    made = plan(wanted, FakeTarget(), MemoryStore())

    short, whole = text(made), text(made, everything=True)

    assert "… and 22 more (--all shows them)" in short
    assert "Kenttä 30" not in short
    assert "Kenttä 30" in whole


def test_what_is_left_alone_is_grouped_by_reason_with_its_remedy() -> None:
    skip = Skip(site(9), "Rantakenttä", "no-street", "address is «-»", "add the street in Lipas")
    wanted = Desired(items=(), skipped=(skip,))

    told = text(plan(wanted, FakeTarget(), MemoryStore()))

    assert "no-street (1)" in told
    assert "Rantakenttä  site:9  address is «-»" in told
    assert "Mend: add the street in Lipas" in told


def test_drift_names_both_values() -> None:
    target, store = published(1)
    target.edit(target.find(channel(1).source_id), {"summary.fi": "Suljettu."})

    told = text(plan(desired(service(), channel(1)), target, store), width=200)

    assert "«Suljettu.» is written over; ours was «Pallokenttä.»" in told


def test_an_incomplete_read_and_a_limit_stand_out() -> None:
    target, store = published(*range(1, 12))
    target.complete = False
    limits = Limits(update=Limit(count=1))
    changed = [channel(number, {"summary.fi": "Uusi."}) for number in range(1, 12)]

    made = plan(
        desired(service(), *changed), target, store, rules=Rules(policy="full", limits=limits)
    )

    assert "INCOMPLETE: a page could not be read" in text(made)
    assert "update.count: 11, allowed 1" in text(made)


def test_an_irreversible_change_says_so() -> None:
    target, store = published(1)

    told = text(plan(desired(service(), retired=[site(1)]), target, store), width=150)

    assert "CANNOT BE UNDONE" in told


def test_colour_is_for_terminals_only() -> None:
    made = plan(desired(service()), FakeTarget(), MemoryStore())

    assert "\x1b[" not in text(made)
    assert "\x1b[" in text(made, colour=True)


def test_a_plan_fits_a_narrow_terminal() -> None:
    made = plan(desired(service(), channel(1)), FakeTarget(), MemoryStore())

    assert max(len(line) for line in text(made, width=60).splitlines()) <= 60


def test_the_closing_sentence_counts_in_words() -> None:
    made = plan(desired(service(), channel(1), channel(2)), FakeTarget(), MemoryStore())

    assert told_counts(made) == "create 1 service and 2 service locations; connect 2 pairs"


def test_values_read_as_people_write_them() -> None:
    phone: Json = [{"prefix": "+358", "number": "401234567", "info": "Kassa"}]

    assert shown(phone) == "+358 401234567 (Kassa)"
    assert shown([{"url": "https://example.fi", "text": "Varaukset"}]) == (
        "Varaukset: https://example.fi"
    )
    assert shown([430000.2, 7190000.5]) == "E 430000.2 N 7190000.5 (EPSG:3067)"
    assert shown(None) == "(none)"
    assert label("summary.fi") == "summary fi"
    assert label("address.postal_code") == "postal code"
    assert shortened("yksi kaksi kolme", 12) == "yksi kaksi…"
