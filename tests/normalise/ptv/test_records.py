"""Services, channels, organisations and the rest: words, areas, classes, roles, extras."""

from typing import Any

import pytest

from hytedata.connectors.ptv.v11.wire.entities import CodeListItem, DialCodeListItem
from hytedata.connectors.ptv.v11.wire.organizations import OrganizationHierarchy
from hytedata.connectors.ptv.v11.wire.reading import read_item, shape_of
from hytedata.models.common import Rejection
from hytedata.models.ptv import (
    AvailabilityArea,
    CodeItem,
    FormFile,
    OrganisationTree,
    OtherChannel,
    ServiceProducer,
    Voucher,
    WebLink,
)
from hytedata.normalise.ptv import normalise_channel, normalise_code, normalise_tree
from tests.normalise.ptv.documents import (
    CHANNEL_ID,
    CHANNELS,
    COLLECTIONS,
    OWNER_ID,
    SERVICE_ID,
    channel,
    channel_document,
    location,
    normalised,
    organisation,
    remarked,
    service,
    text,
    typed,
)


def municipality(*codes: str) -> dict[str, Any]:
    return {"type": "Municipality", "municipalities": [{"code": code} for code in codes]}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("PermitOrObligation", "PermitOrOtherObligation"),
        ("ProfessionalQualification", "ProfessionalQualification"),
        ("Novelty", "Novelty"),
    ],
)
def test_types_of_services_are_v12s_and_unknown_ones_stay(stated: str, expected: str) -> None:
    found = service(type=stated)

    assert found.type == expected
    assert found.remarks == ()


def test_a_service_without_a_type_is_remarked_on() -> None:
    assert remarked(service(type=None)) == [("type", "no-type")]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("Nationwide", "WholeCountry"),
        ("NationwideExceptAlandIslands", "WholeCountryExceptAland"),
        ("LimitedType", "LimitedArea"),
        ("WholeCountry", "WholeCountry"),
        ("Moon", "Moon"),
    ],
)
def test_types_of_areas_are_v12s(stated: str, expected: str) -> None:
    assert service(areaType=stated).area == AvailabilityArea(type=expected)


def test_areas_are_sorted_by_kind() -> None:
    found = service(
        areaType="LimitedType",
        areas=[
            municipality("179", "091"),
            {"type": "Region", "code": "6"},
            {"type": "WellbeingServiceCounties", "code": "13"},
            {"type": "HospitalDistrict", "code": "14", "municipalities": [{"code": "179"}]},
            {"type": "BusinessSubRegion", "code": "131"},
        ],
    )

    assert found.area == AvailabilityArea(
        type="LimitedArea",
        municipalities=("091", "179"),
        regions=("06",),
        wellbeing_services_counties=("13",),
        others={"HospitalDistrict": ("14",), "BusinessSubRegion": ("131",)},
    )


def test_a_channel_without_an_area_follows_its_services() -> None:
    assert location(areaType=None, areas=[]).area is None


@pytest.mark.parametrize("area_type", [None, "Nationwide"])
def test_areas_that_should_not_be_there_are_remarked_on(area_type: str | None) -> None:
    found = location(areaType=area_type, areas=[municipality("179")])

    assert remarked(found) == [("areas", "unexpected-areas")]


def test_an_area_without_kind_or_code_is_remarked_on() -> None:
    found = location(areaType="LimitedType", areas=[{"type": "Region"}, {"code": "06"}])

    assert remarked(found) == [("areas[0]", "no-code"), ("areas[1]", "no-area-kind")]


def test_classes_are_codes_and_terms_are_uris_sorted() -> None:
    base = "http://uri.suomi.fi/codelist/ptv/ptvserclass2/code"
    found = service(
        serviceClasses=[{"code": "P27.2"}, {"uri": f"{base}/P27.1"}, {"code": "P27.2"}],
        targetGroups=[{"code": "KR1", "uri": "http://urn.fi/URN:NBN:fi:au:ptvl:v2001"}],
        lifeEvents=[{"code": "KE1"}],
        ontologyTerms=[{"uri": "http://www.yso.fi/onto/koko/p2"}, {"uri": "http://a.test/p1"}],
        industrialClasses=[
            {"code": "5", "uri": "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/94110"}
        ],
    )

    assert found.service_classes == ("P27.1", "P27.2")
    assert (found.target_groups, found.life_events) == (("KR1",), ("KE1",))
    assert found.ontology_terms == ("http://a.test/p1", "http://www.yso.fi/onto/koko/p2")
    assert found.industrial_classes == (
        "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/94110",
    )


def test_a_class_without_code_and_a_term_without_uri_are_remarked_on() -> None:
    old = {"uri": "http://urn.fi/URN:NBN:fi:au:ptvl:v1211"}

    found = service(serviceClasses=[old], ontologyTerms=[{"code": "x"}])

    assert remarked(found) == [("serviceClasses[0]", "no-code"), ("ontologyTerms[0]", "no-uri")]


def test_served_languages_are_lower_case_and_sorted() -> None:
    assert service(languages=["SV", "fi", "fi"]).service_languages == ("fi", "sv")


def test_organisations_of_a_service_are_told_apart_by_role() -> None:
    def entry(role: str, known: str | None, **more: Any) -> dict[str, Any]:
        return {"roleType": role, "organization": {"id": known} if known else None, **more}

    found = service(
        organizations=[
            entry("Responsible", OWNER_ID.upper()),
            entry("OtherResponsible", "b"),
            entry("OtherResponsible", "a"),
            entry(
                "Producer",
                None,
                provisionType="ProcuredServices",
                additionalInformation=[text("Hallit Oy")],
            ),
            entry("Producer", OWNER_ID, provisionType="SelfProducedServices"),
            entry("Observer", "c"),
        ]
    )

    assert found.organisation_id == OWNER_ID
    assert found.other_organisation_ids == ("a", "b")
    assert found.producers == (
        ServiceProducer(provision="SelfProduced", organisation_id=OWNER_ID),
        ServiceProducer(provision="Procured", name={"fi": "Hallit Oy"}),
    )
    assert found.extras == {
        "organizations": [{"roleType": "Observer", "organization": {"id": "c"}}]
    }


def test_roles_that_say_too_little_are_remarked_on() -> None:
    found = service(
        organizations=[
            {"roleType": "Responsible", "organization": {"id": "a"}},
            {"roleType": "Responsible", "organization": {"id": "b"}},
            {"roleType": "OtherResponsible"},
            {"roleType": "Producer", "organization": {"id": "a"}},
        ]
    )

    assert found.organisation_id == "a"
    assert remarked(found) == [
        ("organizations[1]", "second-responsible"),
        ("organizations[2]", "no-id"),
        ("organizations[3]", "no-provision-type"),
    ]


def test_vouchers_are_used_in_every_language_version() -> None:
    found = service(
        serviceNames=[typed("Name", "Uinti"), typed("Name", "Simning", "sv")],
        serviceVouchersInUse=True,
        serviceVouchers=[
            {"language": "fi", "url": "https://a.test", "value": "Seteli"},
            {"language": "sv", "additionalInformation": "Fråga."},
        ],
    )

    finnish, swedish = found.language_versions["fi"], found.language_versions["sv"]
    link = WebLink(url="https://a.test", name="Seteli")
    assert finnish.voucher == Voucher(in_use=True, links=(link,))
    assert swedish.voucher == Voucher(in_use=True, info="Fråga.")
    assert found.extras == {"serviceVouchersInUse": True}


def test_a_law_is_its_name_and_page_in_each_language() -> None:
    found = service(
        legislation=[
            {
                "names": [text("Liikuntalaki"), text("Idrottslagen", "sv")],
                "webPages": [{"url": "https://a.test", "value": "Linkki", "language": "fi"}],
            }
        ]
    )

    assert found.language_versions["fi"].legislation == (
        WebLink(url="https://a.test", name="Liikuntalaki"),
    )
    assert found.language_versions["sv"].legislation == (WebLink(name="Idrottslagen"),)
    assert found.extras == {"legislation[0].webPages[0].value": "Linkki"}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("ServiceLocation", "ServiceLocation"),
        ("EChannel", "EService"),
        ("WebPage", "WebPage"),
        ("Phone", "TelephoneService"),
        ("PrintableForm", "PrintableForm"),
        ("Hologram", "Other"),
    ],
)
def test_kinds_of_channels_are_v12s(word: str, kind: str) -> None:
    found = channel(word)

    assert found.type == kind
    assert found.name == {"fi": "Uimahalli"}


def test_a_channel_of_an_unknown_kind_says_which() -> None:
    found = channel("Hologram", webPages=[{"url": "https://a.test", "language": "fi"}])

    assert isinstance(found, OtherChannel)
    assert found.stated_type == "Hologram"
    assert list(found.extras) == ["webPages"]


def test_who_may_connect_a_channel_is_the_callers_to_tell() -> None:
    wire = CHANNELS.read(channel_document())

    found = normalise_channel(wire, connectable_by="AllOrganizations")

    assert not isinstance(found, Rejection)
    assert found.connectable_by == "AllOrganizations"
    assert location().connectable_by is None


def test_the_names_of_other_channels_than_locations_may_have_no_type() -> None:
    assert channel("WebPage", serviceChannelNames=[text("Sivu")]).name == {"fi": "Sivu"}


@pytest.mark.parametrize(
    ("required", "quantity", "signatures", "codes"),
    [
        (True, 2, 2, []),
        (True, "2", 2, []),
        (False, 0, 0, []),
        (False, None, 0, []),
        (None, None, None, []),
        (True, None, None, ["no-signature-quantity"]),
        (False, 3, 0, ["signatures-not-required"]),
        (True, "many", None, ["no-number", "no-signature-quantity"]),
    ],
)
def test_signatures_of_an_e_service(
    required: bool | None, quantity: Any, signatures: int | None, codes: list[str]
) -> None:
    found = channel("EChannel", requiresSignature=required, signatureQuantity=quantity)

    assert found.signatures == signatures
    assert [code for _, code in remarked(found)] == codes


def test_an_e_service_tells_of_identification_accessibility_and_attachments() -> None:
    level = {"accessibilityClassificationLevel": "FullyCompliant", "language": "fi"}
    statement = level | {"wcagLevel": "LevelAA"}

    found = channel(
        "EChannel",
        requiresAuthentication=True,
        accessibilityClassification=[statement],
        attachments=[
            {"url": "https://a.test", "name": "A", "description": "Ohje", "language": "fi"},
            {"url": "https://b.test", "type": "Form", "language": "fi"},
        ],
    )

    finnish = found.language_versions["fi"]
    assert found.requires_identification is True
    assert finnish.accessibility == "FullyCompliant"
    assert finnish.attachments[0] == WebLink(url="https://a.test", name="A", info="Ohje")
    assert found.extras == {
        "accessibilityClassification": [statement],
        "attachments[1].type": "Form",
    }


def test_files_of_a_form_have_v12s_types() -> None:
    found = channel(
        "PrintableForm",
        channelUrls=[typed("PDF", "https://a.test/a.pdf"), typed("odt", "https://a.test/a.odt")],
        formIdentifier=[text("L-1")],
    )

    finnish = found.language_versions["fi"]
    assert finnish.form_identifier == "L-1"
    assert finnish.files == (
        FormFile(url="https://a.test/a.pdf", type="pdf"),
        FormFile(url="https://a.test/a.odt", type="odt"),
    )


def test_connected_services_and_collections_are_sorted_ids() -> None:
    found = location(
        services=[{"service": {"id": "B"}}, {"service": {"id": "a"}}, {"service": None}],
        serviceCollections=[{"id": "c"}, {"name": [text("Kokoelma")]}],
    )

    assert found.service_ids == ("a", "b")
    assert found.collection_ids == ("c",)
    assert remarked(found) == [("services[2]", "no-id"), ("serviceCollections[1]", "no-id")]


def test_a_municipality_is_its_own_area() -> None:
    found = organisation(municipality={"code": "179"}, areaType=None)

    assert found.municipality == "179"
    assert found.area == AvailabilityArea(type="LimitedArea", municipalities=("179",))


def test_an_organisation_that_is_no_municipality_has_the_area_that_it_states() -> None:
    found = organisation(organizationType="State", municipality={"code": "179"}, areaType=None)

    assert found.area is None


def test_an_organisation_receives_e_invoices() -> None:
    found = organisation(
        electronicInvoicings=[
            {"electronicInvoicingAddress": "0037", "operatorCode": "OP"},
            {"operatorCode": "OP"},
        ]
    )

    (invoice,) = found.e_invoice_addresses
    assert (invoice.address, invoice.intermediator_code) == ("0037", "OP")
    assert remarked(found) == [("electronicInvoicings[1]", "no-address")]


def test_a_collection_names_its_members() -> None:
    found = normalised(
        COLLECTIONS,
        {
            "id": "1",
            "organizationId": OWNER_ID,
            "serviceCollectionNames": [text("Liikunta")],
            "services": [{"id": SERVICE_ID}],
            "serviceChannels": [{"id": CHANNEL_ID}],
        },
    )

    assert found.name == {"fi": "Liikunta"}
    assert (found.service_ids, found.channel_ids) == ((SERVICE_ID,), (CHANNEL_ID,))


def hierarchy(document: dict[str, Any]) -> OrganisationTree | Rejection:
    return normalise_tree(read_item(document, shape_of(OrganizationHierarchy), "tree"))


def test_a_tree_is_an_organisation_and_all_below_it() -> None:
    found = hierarchy(
        {
            "id": "1",
            "organizationNames": [typed("AlternativeName", "K"), typed("Name", "Kunta")],
            "parent": {"id": "0"},
            "subOrganizations": [{"id": "2", "subOrganizations": [{"id": "3"}]}, {"id": "4"}],
        }
    )

    assert isinstance(found, OrganisationTree)
    assert found.names == {"fi": "Kunta"}
    assert list(found.ids()) == ["1", "2", "3", "4"]


def test_a_tree_with_an_organisation_without_an_id_is_rejected() -> None:
    found = hierarchy({"id": "1", "subOrganizations": [{"subOrganizations": [{"id": "3"}]}]})

    assert isinstance(found, Rejection)
    assert found.field == "subOrganizations[0].id"


def test_a_code_has_names_and_dialling_codes() -> None:
    country = {"code": "FI", "names": [text("Suomi"), text("", "sv")], "prefixNumbers": ["+358"]}

    found = normalise_code(read_item(country, shape_of(DialCodeListItem), "code"))

    assert found == CodeItem(code="FI", names={"fi": "Suomi"}, dial_codes=("+358",))


def test_an_entry_without_a_code_is_rejected() -> None:
    found = normalise_code(read_item({"names": []}, shape_of(CodeListItem), "code"))

    assert isinstance(found, Rejection)
