"""The desired state of one organisation, with stand-ins for texts."""

import re
from dataclasses import replace

import pytest

from hytedata.content import Objection
from hytedata.errors import InputError
from hytedata.models.common import Language
from hytedata.models.publication import SourceItem
from tests.sync.desired.builders import (
    ORGANISATION,
    PUBLISHER,
    Check,
    PlainTexts,
    channel_of,
    publish,
    site,
    skip_of,
    warnings_of,
)


def test_one_site_gives_its_service_and_its_channel_under_deterministic_keys() -> None:
    state = publish(site(12345))

    assert [(item.kind, item.source, item.source_id) for item in state.items] == [
        (
            "service",
            SourceItem("lipas", "subcategory:1300"),
            f"hytedata-{ORGANISATION}-subcategory-1300",
        ),
        ("channel", SourceItem("lipas", "site:12345"), f"hytedata-{ORGANISATION}-site-12345"),
    ]
    assert state.items[1].needs == (state.items[0].source_id,)
    assert all(re.fullmatch(r"[A-Za-z0-9-.]*", item.source_id) for item in state.items)
    assert (state.retired, state.skipped, state.warnings) == ((), (), ())


def test_a_service_has_the_fixed_fields_of_its_sub_category() -> None:
    publisher = replace(PUBLISHER, municipalities=("837", "249"))

    service = publish(site(type_code=3110), publisher=publisher).items[0]

    classes = "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/"
    assert {path: service.fields[path] for path in service.fields if path[-3:-2] != "."} == {
        "type": "Service",
        "funding": "PubliclyFunded",
        "area_type": "LimitedType",
        "area.municipalities": ["249", "837"],
        "languages": ["fi", "sv"],
        "service_classes": [f"{classes}P27.1", f"{classes}P27.2"],
        "ontology_terms": [
            "http://www.yso.fi/onto/koko/p10416",
            "http://www.yso.fi/onto/koko/p11070",
            "http://www.yso.fi/onto/koko/p1459",
            "http://www.yso.fi/onto/koko/p18621",
            "http://www.yso.fi/onto/koko/p35112",
        ],
        "target_groups": ["http://uri.suomi.fi/codelist/ptv/ptvkohderyhmat/code/KR1"],
        "main_organisation": ORGANISATION,
        "producers": [{"provision": "SelfProducedServices", "organisations": [ORGANISATION]}],
    }


def test_a_channel_has_names_texts_languages_and_address() -> None:
    place = site(names={"fi": "Keskus  kenttä", "sv": "Central plan"}, marketing_name="Areena")

    channel = channel_of(publish(place))

    assert channel.title == "Keskus kenttä"
    assert channel.fields["name.fi"] == "Keskus kenttä"
    assert channel.fields["name.sv"] == "Central plan"
    assert channel.fields["alternative_name.fi"] == "Areena"
    assert channel.fields["display_name.sv"] == "Name"
    assert channel.fields["summary.sv"] == "Hiekkapintainen kenttä."
    assert channel.fields["languages"] == ["fi", "sv"]
    assert channel.fields["address.number"] == "3"


@pytest.mark.parametrize("marketing", [None, "", "  ", "KESKUSKENTTÄ", "Keskus kenttä"])
def test_a_marketing_name_that_says_the_same_is_left_out(marketing: str | None) -> None:
    channel = channel_of(publish(site(marketing_name=marketing)))

    assert "alternative_name.fi" not in channel.fields


def test_sites_of_one_sub_category_share_its_service() -> None:
    state = publish(site(1, "A-kenttä"), site(2, "B-kenttä", type_code=1310))

    assert [item.kind for item in state.items] == ["service", "channel", "channel"]


def test_new_channels_are_open_to_others_only_where_configured() -> None:
    state = publish(site(), publisher=replace(PUBLISHER, visible_for_all=True))

    assert channel_of(state).visible_for_all
    assert not channel_of(publish(site())).visible_for_all


def test_a_site_that_is_gone_is_retired_and_its_service_is_not_made_for_it() -> None:
    state = publish(site(1, status="incorrect-data"))

    assert state.retired == (SourceItem("lipas", "site:1"),)
    assert (state.items, state.skipped) == ((), ())


def test_of_two_revisions_of_a_site_the_newer_counts_whatever_the_order() -> None:
    old, new = site(1, "Vanha", event_date=None), site(1, "Uusi")

    assert publish(old, new) == publish(new, old)
    assert channel_of(publish(new, old)).title == "Uusi"


def test_equal_names_are_told_apart_by_neighbourhood() -> None:
    state = publish(
        site(1, "Pallokenttä", neighbourhood="Keskusta"),
        site(2, "pallo kenttä", neighbourhood="HAAPAMÄKI"),
    )

    names = [channel_of(state, number).fields["name.sv"] for number in (1, 2)]
    assert names == ["Pallokenttä (Keskusta)", "pallo kenttä (Haapamäki)"]


def test_a_site_held_back_by_a_fault_keeps_its_claim_to_its_name() -> None:
    state = publish(
        site(1, "Pallokenttä", neighbourhood="Keskusta"),
        site(2, "Pallokenttä", neighbourhood="Haapamäki", postal_code=None),
    )

    assert channel_of(state, 1).title == "Pallokenttä (Keskusta)"
    assert skip_of(state, 2).reason == "unknown-postal-code"


def test_municipalities_tell_sites_apart_only_where_there_are_several() -> None:
    places = [
        site(1, "Kenttä", municipality="249", address="-", postal_office=None),
        site(2, "Kenttä", municipality="837", address="-", postal_office=None),
    ]

    state = publish(*places, publisher=replace(PUBLISHER, municipalities=("249", "837")))

    assert channel_of(state, 2).fields["name.fi"] == "Kenttä (Tampere)"
    assert channel_of(state, 2).fields["name.sv"] == "Kenttä (Tammerfors)"


def test_a_site_without_a_name_is_skipped() -> None:
    assert skip_of(publish(site(names={"fi": " "}))).reason == "field-invalid"


def test_a_name_that_had_to_be_cut_is_told_of() -> None:
    state = publish(site(1, "Keskuskenttä " * 12))

    assert len(str(channel_of(state).fields["name.fi"])) <= 100
    assert "longer than 100" in warnings_of(state)[0].detail


def test_a_place_named_as_a_service_is_published_with_a_warning() -> None:
    state = publish(site(1, "palvelu1300"))

    assert [one.reason for one in warnings_of(state)] == ["name-taken"]


# --- languages ---------------------------------------------------------------------------------


def test_a_language_that_the_organisation_lacks_is_left_out_with_one_warning() -> None:
    publisher = replace(PUBLISHER, languages=("fi", "sv", "en"), target_languages=("en", "fi"))

    state = publish(site(1), site(2, "Toinen"), publisher=publisher)

    assert channel_of(state).fields["languages"] == ["en", "fi"]
    assert not [path for item in state.items for path in item.fields if path.endswith(".sv")]
    assert [one.reason for one in state.warnings] == ["language-missing"]
    assert "sv" in state.warnings[0].detail
    assert "publish the organisation in sv in PTV" in state.warnings[0].remedy


@pytest.mark.parametrize("target", [(), ("en",)])
def test_without_a_common_language_nothing_is_published(target: tuple[Language, ...]) -> None:
    state = publish(
        site(1), site(2, status="planned"), publisher=replace(PUBLISHER, target_languages=target)
    )

    assert state.items == ()
    assert [(skip.source.id, skip.reason) for skip in state.skipped] == [
        ("site:1", "language-missing"),
        ("site:2", "not-eligible"),
        ("subcategory:1300", "language-missing"),
    ]


# --- what keeps items back ---------------------------------------------------------------------


def test_a_blocked_text_skips_the_site_with_all_faults() -> None:
    check = Check(
        [
            Objection("F5", "block", "160 characters", field="summary.fi"),
            Objection("S5", "block", "opening hours", field="description.sv"),
            Objection("T2", "warn", "long sentence", field="summary.fi"),
        ]
    )

    skip = skip_of(publish(site(), check=check))

    assert skip.reason == "text-blocked"
    assert skip.detail == ("summary.fi: 160 characters (F5); description.sv: opening hours (S5)")


def test_another_blocked_field_is_field_invalid() -> None:
    check = Check([Objection("C12", "block", "outside Finland", field="address.position")])

    assert skip_of(publish(site(), check=check)).reason == "field-invalid"


def test_objections_that_only_warn_are_one_warning_of_the_published_item() -> None:
    check = Check(
        [
            Objection("T2", "warn", "long sentence", field="summary.fi"),
            Objection("T4", "note", "participle", field="summary.fi"),
        ]
    )

    state = publish(site(), check=check)

    assert [one.detail for one in warnings_of(state)] == ["summary.fi: long sentence (T2)"]


def test_a_contact_field_that_the_rules_refuse_is_left_out_and_the_site_published() -> None:
    check = Check([Objection("C8", "block", "'a@example.fi' is no", field="emails.fi")])

    state = publish(site(email="a@example.fi"), check=check)

    assert "emails.fi" not in channel_of(state).fields
    assert [one.detail for one in warnings_of(state)] == [
        "left out: emails.fi: 'a@aaaaaaa.aa' is no (C8)"
    ]


def test_a_text_that_the_composer_objects_to_skips_the_site() -> None:
    state = publish(site(1), site(2, "Toinen"), texts=PlainTexts(against_sites=[2]))

    assert skip_of(state, 2).reason == "text-blocked"
    assert channel_of(state, 1)


def test_a_service_that_is_blocked_holds_its_sites_back_with_its_reason() -> None:
    state = publish(site(1), texts=PlainTexts(against_services=[1300]))

    assert state.items == ()
    assert [(skip.source.id, skip.reason) for skip in state.skipped] == [
        ("site:1", "text-blocked"),
        ("subcategory:1300", "text-blocked"),
    ]
    assert "its service «Pallokentät»" in state.skipped[0].detail


def test_a_service_none_of_whose_sites_can_be_published_is_held_back_too() -> None:
    state = publish(site(1, postal_code=None), site(2, "Toinen", address="-", geometry=None))

    assert state.items == ()
    assert [(skip.source.id, skip.reason) for skip in state.skipped] == [
        ("site:1", "unknown-postal-code"),
        ("site:2", "no-street"),
        ("subcategory:1300", "no-street"),
    ]
    assert "none of its 2 sites" in state.skipped[2].detail


def test_of_two_services_with_one_name_the_second_is_held_back() -> None:
    state = publish(
        site(1), site(2, "Halli", type_code=2150), texts=PlainTexts(service_name="Liikunta")
    )

    assert [(item.source.id) for item in state.items] == ["subcategory:1300", "site:1"]
    assert {skip.reason for skip in state.skipped} == {"name-taken"}


def test_a_service_named_after_the_organisation_is_told_of() -> None:
    state = publish(site(), texts=PlainTexts(service_name="Keuruun  kaupungin kentät"))
    named = publish(site(), texts=PlainTexts(service_name="Keuruun kaupunki: kentät"))

    assert state.warnings == ()
    assert [one.source.id for one in named.warnings] == ["subcategory:1300"] * 2
    assert "(F2)" in named.warnings[0].detail


def test_a_geometry_without_a_position_in_finland_is_told_of() -> None:
    place = site()
    assert place.geometry is not None
    abroad = place.geometry.model_copy(update={"parts": ((((1.0, 2.0),),),)})

    state = publish(site(geometry=abroad))

    assert "address.position" not in channel_of(state).fields
    assert "geometries" in warnings_of(state)[0].detail


def test_an_organisation_id_that_cannot_be_part_of_a_key_is_refused() -> None:
    with pytest.raises(InputError, match="source id"):
        replace(PUBLISHER, organisation="kunta 249")
