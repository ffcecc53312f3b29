"""The ladder: the first rung that fails is told, and what is unknown to us is never `not shown`."""

from typing import Any

import pytest

from hytedata.codes import find_service_class
from hytedata.models.ptv import (
    AvailabilityArea,
    Organisation,
    PhoneChannel,
    PhoneChannelTexts,
    Service,
    ServiceLocation,
    ServiceLocationTexts,
    ServiceTexts,
    WebLink,
)
from hytedata.quality.readiness import (
    ChannelCase,
    Profile,
    ServiceCase,
    Standing,
    judge_channel,
    judge_service,
    summarise,
    told,
)
from tests.classify.made_records import general

TARMOA = Profile.packaged()
SUMMARY = "Ryhmässä voit liikkua muiden kanssa joka viikko."
GRANTS = "http://www.yso.fi/onto/koko/p34757"


def texts(summary: str = SUMMARY, name: str = "Jumppa") -> ServiceTexts:
    return ServiceTexts(name=name, summary=summary)


def place(**more: Any) -> ServiceLocation:
    pages = (WebLink(url="https://kunta.test"),)
    fields: dict[str, Any] = {
        "id": "c1",
        "organisation_id": "o1",
        "status": "Published",
        "language_versions": {
            "fi": ServiceLocationTexts(name="Talo", summary=SUMMARY, web_pages=pages)
        },
        **more,
    }
    return ServiceLocation(**fields)


def service(**more: Any) -> Service:
    """A service on which all rungs hold."""
    fields: dict[str, Any] = {
        "id": "s1",
        "type": "Service",
        "status": "Published",
        "organisation_id": "o1",
        "target_groups": ("KR1",),
        "service_classes": ("P27.1",),
        "language_versions": {"fi": texts()},
        "area": AvailabilityArea(type="LimitedArea", municipalities=("205",)),
        "channel_ids": ("c1",),
        **more,
    }
    return Service(**fields)


def judged(made: Service, **case: Any) -> Standing:
    fields: dict[str, Any] = {"channels": (place(),), **case}
    return judge_service(ServiceCase(made, **fields), TARMOA)


def at(standing: Standing) -> str:
    return f"{standing.first.rung}/{standing.first.reason}" if standing.first else ""


def test_a_service_on_which_all_known_rungs_hold_passes() -> None:
    found = judged(service())

    assert (found.state, found.first, found.further) == ("passes", None, ())


@pytest.mark.parametrize(
    ("changed", "rung"),
    [
        ({"organisation_id": None}, "organisation/no-organisation"),
        ({"status": "Draft"}, "published/not-published"),
        ({"target_groups": ()}, "target-group/no-group"),
        ({"target_groups": ("KR2", "KR2.7", "KR1.9")}, "target-group/other-groups"),
        ({"service_classes": ("P27",)}, "service-class/only-main-class"),
        ({"language_versions": {"sv": texts()}}, "text/no-language"),
        ({"language_versions": {"fi": texts("")}}, "text/no-summary"),
        ({"area": AvailabilityArea(type="WholeCountry")}, "area/nationwide"),
        ({"language_versions": {"fi": texts("jumppa")}}, "summary/repeats-name"),
        ({"language_versions": {"fi": texts("Tule mukaan")}}, "summary/too-short"),
    ],
)
def test_the_first_rung_that_fails_is_told(changed: dict[str, Any], rung: str) -> None:
    found = judged(service(**changed))

    assert (found.state, at(found)) == ("fails", rung)


def test_a_service_without_a_class_is_judged_by_its_terms() -> None:
    made = service(service_classes=(), ontology_terms=("http://www.yso.fi/onto/koko/p30612",))

    assert at(judged(made)) == "service-class/no-class"


def test_a_class_that_the_list_may_hold_is_unknown_to_us_and_not_failed() -> None:
    found = judged(service(service_classes=("P25.3",)))

    assert (found.state, at(found)) == ("unknown", "service-class/not-listed")


def test_behind_what_is_unknown_what_fails_for_certain_is_told_as_well() -> None:
    found = judged(service(service_classes=("P25.3",), area=AvailabilityArea(type="WholeCountry")))

    assert found.state == "unknown"
    assert [one.rung for one in found.further] == ["area"]


def test_the_listed_classes_are_codes_of_today() -> None:
    rung = TARMOA.rung("service-class")

    assert rung
    listed = rung.parameters["listed"]
    assert isinstance(listed, list)
    assert len(listed) == 6
    assert all(find_service_class(str(one)) for one in listed)


@pytest.mark.parametrize(
    "changed",
    [
        {"service_classes": ("P2.1",)},
        {"ontology_terms": (GRANTS,)},
        {"type": "PermitOrOtherObligation"},
        {"service_classes": ("P11.3",), "target_groups": ("KR2",)},
    ],
    ids=["building", "grant", "permit", "for businesses"],
)
def test_what_no_tray_would_show_is_outside_and_nobodys_fault(changed: dict[str, Any]) -> None:
    assert judged(service(**changed)).state == "outside"


def test_channels_that_were_not_read_are_unknown_and_not_missing() -> None:
    unread = judged(service(channel_ids=None), channels=None)
    elsewhere = judged(service(channel_ids=("c9",)), channels=())
    none = judged(service(channel_ids=()), channels=())

    assert (unread.state, elsewhere.state, none.state) == ("unknown", "unknown", "fails")
    assert (at(unread), at(none)) == ("channel/connections-unread", "channel/no-channel")


def test_a_phone_channel_without_a_number_answers_nobody() -> None:
    phone = PhoneChannel(id="c1", language_versions={"fi": PhoneChannelTexts(name="Neuvonta")})

    assert at(judged(service(), channels=(phone,))) == "channel/nothing-answers"


def test_classes_of_a_general_description_count() -> None:
    found = judged(
        service(service_classes=(), target_groups=()),
        general=general(service_classes=("P27.1",), target_groups=("KR1",)),
    )

    assert found.state == "passes"


def test_swedish_is_the_readers_language_where_it_is_the_only_one() -> None:
    mariehamn = Organisation(id="o1", type="Municipality", municipality="478")

    found = judged(service(language_versions={"sv": texts()}), organisation=mariehamn)

    assert (found.state, found.lacking) == ("passes", ())


def test_swedish_is_the_first_language_where_most_speak_it() -> None:
    narpes = Organisation(id="o1", type="Municipality", municipality="545")

    found = judged(service(language_versions={"sv": texts()}), organisation=narpes)

    assert (found.state, found.language, found.lacking) == ("passes", "sv", ("fi",))


def test_in_a_bilingual_municipality_the_language_that_lacks_is_told() -> None:
    vaasa = Organisation(id="o1", type="Municipality", municipality="905")

    found = judged(service(), organisation=vaasa)

    assert (found.state, found.language, found.lacking) == ("passes", "fi", ("sv",))


def test_an_organisation_that_was_not_read_is_nothing_against_its_service() -> None:
    gone = Organisation(id="o1", type="Municipality", status="Deleted")

    assert judged(service(), organisation=None).state == "passes"
    assert at(judged(service(), organisation=gone)) == "organisation/organisation-gone"


def test_a_channel_without_a_service_is_not_seen() -> None:
    found = judge_channel(ChannelCase(place(service_ids=()), services=()), TARMOA)

    assert (found.state, at(found)) == ("fails", "connected/no-service")


def test_a_channel_is_seen_through_the_best_of_its_services() -> None:
    hidden = ServiceCase(service(target_groups=("KR2",)), channels=(place(),))
    shown = ServiceCase(service(), channels=(place(),))

    both = judge_channel(ChannelCase(place(), services=(hidden, shown)), TARMOA)
    one = judge_channel(ChannelCase(place(), services=(hidden,)), TARMOA)

    assert both.state == "passes"
    assert (one.state, at(one)) == ("outside", "")


def test_a_channel_whose_services_were_not_read_is_unknown() -> None:
    found = judge_channel(ChannelCase(place()), TARMOA)

    assert (found.state, at(found)) == ("unknown", "connected/connections-unread")


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_is_wrong_is_said_in_three_languages(language: str) -> None:
    found = judged(service(service_classes=("P27",)))

    assert found.first
    said = told(found.first, TARMOA, language)
    assert "P27" in said
    assert "{" not in said


def test_owners_are_told_how_many_are_held_back_where() -> None:
    standings = [
        judged(service()),
        judged(service(status="Draft")),
        judged(service(service_classes=("P27",), organisation_id="o2")),
        judged(service(service_classes=("P25.3",), organisation_id="o2")),
        judged(service(service_classes=("P2.1",), organisation_id="o2")),
    ]

    (found,) = summarise(standings, names={"o1": {"fi": "Kajaani"}}, roots={"o2": "o1"})

    assert (found.passes, found.fails, found.unknown, found.outside) == (1, 2, 1, 1)
    assert found.failing == {"published": 1, "service-class": 1}
    assert found.reasons == {"published/not-published": 1, "service-class/only-main-class": 1}
    assert found.unknown_at == {"service-class": 1}
    assert found.names == {"fi": "Kajaani"}
