"""Whatever change passes the check is taken by PTV, and changes only what it mentions."""

from typing import Any

from hypothesis import HealthCheck, Phase, assume, event, given, settings
from hypothesis import strategies as st

from hytedata.clients.ptv_written import location_record, service_record
from hytedata.connectors.ptv.v11.bodies import (
    location_body,
    new_location_body,
    new_service_body,
    service_body,
)
from hytedata.content.writing import blocking, check
from hytedata.models.ptv_write import ServiceLocationWrite, ServiceWrite
from hytedata.models.ptv_write.base import is_empty
from tests.connectors.ptv.bodies import writes
from tests.connectors.ptv.bodies.simulated import LOCATIONS, SERVICES, Simulated

bounded = settings(
    max_examples=40 if settings().max_examples <= 100 else 1000,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
CLEARABLE = {
    "charge",
    "life_events",
    "industrial_classes",
    "general_description_id",
    "service_hours",
    "contact_addresses",
    "oid",
}
NEEDED = {"name", "summary", "description", "user_instruction"}
CREATING_ONLY = {"channel_ids", "service_ids", "publish_on", "source_id"}


@st.composite
def patches(draw: st.DrawFn, write: Any) -> Any:
    """Some of *write*'s fields, some of them emptied, in some of its languages."""
    known = sorted(write.model_fields_set - CREATING_ONLY - {"language_versions", "status"})
    fields = {field: getattr(write, field) for field in draw(st.sets(st.sampled_from(known)))}
    emptied = sorted(CLEARABLE & set(known)) if draw(st.integers(0, 9)) else known
    for field in draw(st.sets(st.sampled_from(emptied), max_size=2)):
        fields[field] = None
    versions: dict[Any, Any] = {}
    for language, texts in write.language_versions.items():
        kind = draw(st.sampled_from(["whole", "part", "part", "none", "none", "none", "gone"]))
        if kind == "whole":
            versions[language] = texts
        elif kind == "gone":
            versions[language] = None
        elif kind == "part":
            said = sorted(texts.model_fields_set)
            kept = {one: getattr(texts, one) for one in draw(st.sets(st.sampled_from(said)))}
            optional = sorted(set(said) - NEEDED) if draw(st.integers(0, 9)) else said
            kept |= dict.fromkeys(draw(st.sets(st.sampled_from(optional), max_size=2)))
            versions[language] = type(texts)(**kept)
    return type(write)(**fields, language_versions=versions)


def unmentioned(before: Any, after: Any, patch: Any) -> list[str]:
    """Fields that the patch does not mention and that have changed all the same."""
    told = {"location", "contact_addresses", "service_hours", "producers"}
    same = set(before.language_versions) == set(after.language_versions)
    skipped = {"language_versions", *CREATING_ONLY, *(() if same else told)}
    moved = [
        field
        for field in type(patch).model_fields
        if field not in {*patch.model_fields_set, *skipped}
        and hasattr(before, field)
        and getattr(before, field) != getattr(after, field)
    ]
    for language, texts in before.language_versions.items():
        said = patch.language_versions.get(language, ...)
        if said is None:
            continue
        mentioned = set() if said is ... else said.model_fields_set
        moved += [
            f"{language}.{field}"
            for field in type(texts).model_fields
            if field not in mentioned
            and getattr(texts, field) != getattr(after.language_versions[language], field)
        ]
    return moved


def arrived(after: Any, patch: Any) -> list[str]:
    """Texts of the patch that are not there."""
    missing = []
    for language, texts in patch.language_versions.items():
        if texts is None:
            missing += [language] if language in after.language_versions else []
            continue
        for field in texts.model_fields_set:
            wanted = getattr(texts, field)
            found = getattr(after.language_versions[language], field, wanted)
            if wanted != found and not (is_empty(wanted) and (not found or is_empty(found))):
                missing.append(f"{language}.{field}")
    return missing


@given(data=st.data(), first=writes.service_writes(), then=writes.service_writes())
@bounded
def test_a_change_of_a_service_does_what_it_says_and_no_more(
    data: st.DataObject, first: ServiceWrite, then: ServiceWrite
) -> None:
    ptv = Simulated()
    made = ptv.made(SERVICES, new_service_body(first))
    description = ptv.description(made)
    before = service_record(made)
    patch = data.draw(patches(then))
    faults = blocking(check(patch, creating=False, current=before, today=writes.TODAY))
    event("refused" if faults else "sent")
    grouped = patch.life_events or patch.industrial_classes
    # Which groups a general description leaves behind is PTV's to say.
    assume(not faults and not (grouped and patch.sets("general_description_id")))

    body = service_body(patch, made, description)
    status, answer = ptv.put(SERVICES, made["id"], body)

    assert status == 200, (answer, body)
    after = service_record(ptv.active(SERVICES, made["id"]))
    assert arrived(after, patch) == []
    inherited = {"type", "charge", "service_classes", "ontology_terms", "target_groups"}
    moved = set(unmentioned(before, after, patch))
    touched = patch.sets("general_description_id")
    # What a general description brings comes and goes with it; vouchers are used or not at all.
    shared = {one for one in moved if one.endswith(".voucher")}
    assert moved - (inherited if touched else set()) - shared == set()


@given(data=st.data(), first=writes.location_writes(), then=writes.location_writes())
@bounded
def test_a_change_of_a_place_does_what_it_says_and_no_more(
    data: st.DataObject, first: ServiceLocationWrite, then: ServiceLocationWrite
) -> None:
    ptv = Simulated()
    made = ptv.made(LOCATIONS, new_location_body(first))
    opened = first.connectable_by
    before = location_record(made, opened)
    patch = data.draw(patches(then))
    faults = blocking(check(patch, creating=False, current=before, today=writes.TODAY))
    event("refused" if faults else "sent")
    assume(not faults)

    body = location_body(patch, made, visible_for_all=opened == "AllOrganizations")
    status, answer = ptv.put(LOCATIONS, made["id"], body)

    assert status == 200, (answer, body)
    now = patch.connectable_by or opened
    after = location_record(ptv.active(LOCATIONS, made["id"]), now)
    assert arrived(after, patch) == []
    assert unmentioned(before, after, patch) == []
