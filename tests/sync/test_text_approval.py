"""Texts that nobody approved keep their items back."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.models.publication import Desired, DesiredItem, Fields, Skip, SourceItem
from hytedata.models.text_approval import Approvals, TextApproval
from hytedata.sync.planning.ownership import Ownership
from hytedata.sync.text_approval import hold_back, texts_to_approve

RINKS = DesiredItem(
    kind="service",
    source=SourceItem("lipas", "subcategory:1500"),
    source_id="s-1500",
    title="Luistelukentät",
    fields={"name.fi": "Luistelukentät", "summary.fi": "Voit luistella."},
)
RINK = DesiredItem(
    kind="channel",
    source=SourceItem("lipas", "site:1"),
    source_id="c-1",
    title="Mallikaukalo",
    fields={"name.fi": "Mallikaukalo", "summary.fi": "Täällä voit luistella.", "address.kind": "x"},
    needs=("s-1500",),
)
DESIRED = Desired(items=(RINKS, RINK))


def approved(*items: DesiredItem) -> Approvals:
    return Approvals(
        TextApproval(item.source.id, "summary.fi", str(item.fields["summary.fi"]), "anna")
        for item in items
    )


def held(
    desired: Desired,
    approvals: Approvals,
    *,
    ownership: Ownership | None = None,
    published: dict[SourceItem, Fields] | None = None,
) -> Desired:
    return hold_back(desired, approvals, ownership=ownership or {}, published=published or {})


def test_without_any_approval_everything_waits_and_the_command_is_named() -> None:
    result = held(DESIRED, Approvals())

    assert result.items == ()
    assert [(one.source.id, one.reason) for one in result.skipped] == [
        ("subcategory:1500", "text-not-approved"),
        ("site:1", "text-not-approved"),
    ]
    assert "summary.fi not approved yet" in result.skipped[1].detail
    assert all("hytedata sync texts" in one.remedy for one in result.skipped)


def test_what_is_approved_goes_on_unchanged() -> None:
    assert held(DESIRED, approved(RINKS, RINK)) == DESIRED


def test_another_word_reopens_the_text() -> None:
    lit = replace(RINK, fields={**RINK.fields, "summary.fi": "Paikka on valaistu."})

    result = held(Desired(items=(RINKS, lit)), approved(RINKS, RINK))

    assert [one.source.id for one in result.skipped] == ["site:1", "subcategory:1500"]
    assert "summary.fi changed since the approval" in result.skipped[0].detail


def test_another_fact_that_no_text_tells_reopens_nothing() -> None:
    moved = replace(RINK, fields={**RINK.fields, "address.kind": "y"})

    assert held(Desired(items=(RINKS, moved)), approved(RINKS, RINK)).items == (RINKS, moved)


def test_a_place_waits_with_its_new_service() -> None:
    result = held(DESIRED, approved(RINK))

    assert result.items == ()
    assert result.skipped[1].detail.startswith("its service «Luistelukentät» waits: ")


def test_a_published_service_that_waits_stays_as_it_is_and_its_places_go_on() -> None:
    standing: Fields = {"name.fi": "Luistelukentät", "summary.fi": "Voit luistella talvella."}

    result = held(DESIRED, approved(RINK), published={RINKS.source: standing})

    assert [item.fields for item in result.items] == [standing, RINK.fields]
    assert result.skipped == ()
    (told,) = result.warnings
    assert told.reason == "text-not-approved"
    assert "the service stays in PTV as it is" in told.detail


def test_a_service_whose_places_all_wait_waits_for_the_first_of_them() -> None:
    result = held(DESIRED, approved(RINKS))

    assert result.items == ()
    assert result.skipped[1].source == RINKS.source
    assert result.skipped[1].detail == "none of its 1 sites has approved texts"


def test_remarks_on_a_waiting_item_are_not_told() -> None:
    remark = Skip(RINK.source, RINK.title, "field-invalid", "x", "y")

    result = held(replace(DESIRED, warnings=(remark,)), approved(RINKS))

    assert result.warnings == ()


def test_an_item_in_step_was_approved_before_it_came_into_step() -> None:
    in_step = replace(RINK, fields={"name.fi": "Mallikaukalo"}, in_step=True)
    desired = Desired(items=(RINKS, in_step))

    assert held(desired, approved(RINKS)) == desired


@pytest.mark.parametrize(
    ("owner", "published", "asked"),
    [
        ("source", True, True),
        ("once", False, True),
        ("once", True, False),
        ("report", True, False),
        ("target", False, False),
    ],
)
def test_only_words_that_would_be_written_are_asked_for(
    owner: str, published: bool, asked: bool
) -> None:
    ownership: Ownership = {"summary": owner}  # type: ignore[dict-item]

    texts = texts_to_approve(RINK, ownership, published=published)

    assert ("summary.fi" in texts) is asked


@given(st.sets(st.integers(1, 6)), st.sets(st.integers(1, 6)))
def test_every_item_is_kept_or_told_of_and_no_place_is_without_its_service(
    places: set[int], read: set[int]
) -> None:
    sites = [
        replace(RINK, source=SourceItem("lipas", f"site:{one}"), source_id=f"c-{one}")
        for one in sorted(places)
    ]
    desired = Desired(items=(RINKS, *sites))
    approvals = approved(*(site for site in sites if int(site.source_id[2:]) in read), RINKS)

    result = held(desired, approvals)

    kept = {item.source for item in result.items}
    told = {skip.source for skip in result.skipped}
    assert kept | told >= {site.source for site in sites}
    assert not kept & told
    assert not kept or RINKS.source in kept
