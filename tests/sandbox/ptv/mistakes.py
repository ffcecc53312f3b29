"""Requests that are wrong by themselves, and the message that each gets: ptv-api 2.2."""

from collections.abc import Callable

import httpx

from tests.sandbox.ptv.made import PLACE
from tests.sandbox.ptv.world import (
    AGENCY,
    AGENCY_USER,
    CLASS,
    GROUP,
    TERMS,
    Ptv,
    location,
    phone,
    service,
    street,
    text,
)

Call = Callable[[Ptv], httpx.Response]
Case = tuple[str, Call, str, str]
"""Situation, request, part of the message, key of the message."""

LONG = "x" * 151


def posted(**changes: object) -> Call:
    return lambda ptv: ptv.post("Service", service(**changes))


def placed(**changes: object) -> Call:
    return lambda ptv: ptv.post(PLACE, location(**changes))


def _renamed_to_summary(ptv: Ptv) -> httpx.Response:
    summary = [text("fi", "Sama", "Name"), text("fi", "Sama.", "AlternativeName")]
    described = service()["serviceDescriptions"]
    described[0]["value"] = "Sama nimi"
    summary[0]["value"] = "Sama nimi"
    return ptv.post("Service", service(serviceNames=summary, serviceDescriptions=described))


BY_ITSELF: list[Case] = [
    ("bad uuid in the path", lambda p: p.get("Service/abc"), "Guid should contain 32 digits", "id"),
    (
        "bad uuid in a body",
        posted(mainResponsibleOrganization="abc"),
        "Guid should contain 32 digits",
        "MainResponsibleOrganization",
    ),
    (
        "bad date parameter",
        lambda p: p.get("Service", date="2026-01-01"),
        "date parameter is invalid",
        "date",
    ),
    ("required field", posted(fundingType=None), "field is required", "FundingType"),
    ("conditional requirement", posted(areas=None), "field is required when '", "Areas"),
    ("wrong enum value", posted(type="X"), "is not allowed value of '", "Type"),
    (
        "wrong language",
        posted(keywords=[{"language": "se-FI", "value": "uinti"}]),
        "Please use one of these",
        "Keywords[0].Language",
    ),
    (
        "required type missing",
        posted(serviceDescriptions=[text("fi", "Kuvaus.", "Description")]),
        "Required value '",
        "ServiceDescriptions",
    ),
    (
        "required language missing",
        posted(serviceDescriptions=service("x", "fi", "sv")["serviceDescriptions"]),
        "was not found with language code",
        "ServiceNames",
    ),
    (
        "required language missing in a list without types",
        lambda p: p.post(PLACE, location("x", "fi", "sv", addresses=[street("fi")])),
        "Required value was not found with language code",
        "Addresses",
    ),
    (
        "duplicate language and type",
        posted(serviceNames=[text("fi", "Yksi"), text("fi", "Kaksi")]),
        "Localized duplicates",
        "ServiceNames",
    ),
    (
        "text too short",
        posted(requirements=[{"language": "fi", "value": "  ab  "}]),
        "At least five characters",
        "Requirements",
    ),
    (
        "text too long, in a list",
        posted(keywords=[{"language": "fi", "value": LONG}]),
        "Maximum length of property",
        "Keywords",
    ),
    (
        "text too long, alone",
        placed(phoneNumbers=[phone(additionalInformation=LONG)]),
        "maximum length of",
        "PhoneNumbers[0].AdditionalInformation",
    ),
    (
        "unknown code",
        placed(addresses=[street("fi", postalCode="29170")]),
        "The code '29170' was not found",
        "Addresses[0].StreetAddress.PostalCode",
    ),
    (
        "unknown URI",
        posted(ontologyTerms=["http://www.yso.fi/onto/koko/p99999"]),
        "Some of the uris were not found",
        "OntologyTerms",
    ),
    (
        "mixed URI bases",
        posted(serviceClasses=[f"{CLASS}P27.1", "http://urn.fi/URN:NBN:fi:au:ptvl:v1001"]),
        "do not have the same base url",
        "ServiceClasses",
    ),
    (
        "too many service classes",
        posted(serviceClasses=[f"{CLASS}P27.{at}" for at in range(1, 6)]),
        "Only 4 items allowed",
        "ServiceClasses",
    ),
    (
        "too many terms",
        posted(ontologyTerms=list(TERMS)),
        "Only 10 items allowed",
        "OntologyTerms",
    ),
    (
        "only main classes",
        posted(serviceClasses=[f"{CLASS}P27"]),
        "All the service classes are main service classes",
        "ServiceClasses",
    ),
    (
        "target group rules",
        posted(targetGroups=[f"{GROUP}KR2"]),
        "one of the sub target groups is required",
        "TargetGroups",
    ),
    (
        "name equals summary",
        _renamed_to_summary,
        "Name and summary are not allowed to be the same",
        "ServiceNames",
    ),
    (
        "organisation lacks language",
        lambda p: p.post("Service", service("x", "en")),
        "Organisation language version",
        "MainResponsibleOrganization",
    ),
    (
        "area wider than the organisation's",
        posted(areaType="Nationwide", areas=None),
        "is too wide",
        "Areas",
    ),
    (
        "areas with a nationwide type",
        lambda p: p.post(
            "Service",
            service(
                areaType="Nationwide",
                mainResponsibleOrganization=AGENCY,
                serviceProducers=[{"provisionType": "ProcuredServices"}],
            ),
            user=AGENCY_USER,
        ),
        "No Areas accepted",
        "Areas",
    ),
    (
        "coordinates or number",
        placed(addresses=[street("fi", streetNumber=None)]),
        "StreetNumber or coordinates",
        "Addresses[0].StreetAddress",
    ),
    (
        "display name for each language",
        lambda p: p.post(
            PLACE, location("x", "fi", "sv", displayNameType=[{"type": "Name", "language": "fi"}])
        ),
        "DisplayNameType is required for each language",
        "ServiceChannelNames",
    ),
    (
        "display name without its name",
        placed(displayNameType=[{"type": "AlternativeName", "language": "fi"}]),
        "All language/type pairs defined in DisplayNameType",
        "ServiceChannelNames",
    ),
    (
        "language added by another list",
        posted(keywords=[{"language": "sv", "value": "simning"}]),
        "You have added new language version",
        "Model",
    ),
    (
        "date in the past",
        posted(publishingStatus="Draft", validFrom="2026-01-01T00:00:00"),
        "Date needs to be in future",
        "ValidFrom",
    ),
    (
        "archiving before publishing",
        posted(
            publishingStatus="Draft",
            validFrom="2027-02-01T00:00:00",
            validTo="2027-01-01T00:00:00",
        ),
        "Archiving date must be greater",
        "ValidTo",
    ),
]
