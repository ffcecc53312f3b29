"""A swimming hall, the city that runs it, and what it offers there."""

from datetime import time

import pytest

from hytedata.models.common import Position
from hytedata.models.ptv import (
    Addresses,
    AvailabilityArea,
    Connection,
    ConnectionTexts,
    ContinuousHours,
    EChannel,
    EChannelTexts,
    Email,
    ExceptionalHours,
    OpenHours,
    Organisation,
    OrganisationTexts,
    Phone,
    Service,
    ServiceHours,
    ServiceLocation,
    ServiceLocationTexts,
    ServiceTexts,
    SourcedPosition,
    StreetAddress,
    WebLink,
    WeeklyHours,
)
from hytedata.store.catalogue import CatalogueRecord
from tests.export.filled import kept

CITY, UNIT, SWIMMING, HALL, BOOKING = (
    f"{digit}0000000-0000-4000-8000-000000000000" for digit in "12345"
)

_CALL = Phone(type="InternationalPhone", dial_code="+358", number="81234", info="arkisin")
_WEEK = WeeklyHours.model_validate(
    {
        "days": {
            "monday": [{"start": "09:00", "end": "20:30"}],
            "tuesday": [{"start": "10:00", "end": "12:00", "repetition": "OddWeeks"}],
        }
    }
)


def city() -> Organisation:
    texts = OrganisationTexts(name="Oulu", description="Kaupunki", web_pages=(WebLink(url="x"),))
    return Organisation(
        id=CITY,
        type="Municipality",
        business_id="0187690-1",
        municipality="564",
        language_versions={"fi": texts},
    )


def unit() -> Organisation:
    return Organisation(
        id=UNIT,
        type="Municipality",
        parent_id=CITY,
        language_versions={"fi": OrganisationTexts(name="Liikunta")},
    )


def swimming(**changes: object) -> Service:
    found = Service(
        id=SWIMMING,
        type="Service",
        status="Published",
        organisation_id=UNIT,
        service_classes=("P27.1",),
        target_groups=("KR1.1",),
        ontology_terms=("http://www.yso.fi/onto/koko/p1",),
        service_languages=("fi", "sv"),
        charge="Charged",
        area=AvailabilityArea(type="LimitedArea", municipalities=("564",)),
        channel_ids=(HALL,),
        language_versions={
            "fi": ServiceTexts(name="Uinti", summary="Uidaan", keywords=("vesi",)),
            "sv": ServiceTexts(name="Simning"),
        },
    )
    return found.model_copy(update=changes)


def hall() -> ServiceLocation:
    spot = SourcedPosition(position=Position(east=500_000, north=7_200_000), source="User")
    street = StreetAddress(
        street={"fi": "Katu"},
        detail="1",
        postal_code="90100",
        municipality="564",
        positions=(spot,),
    )
    texts = ServiceLocationTexts(name="Halli", emails=(Email(address="a@b.fi"),), phones=(_CALL,))
    return ServiceLocation(
        id=HALL,
        organisation_id=UNIT,
        location=Addresses(street=(street,)),
        service_hours=ServiceHours(
            rules=(
                _WEEK,
                ContinuousHours(
                    from_day="saturday",
                    from_time=time(22),
                    to_day="monday",
                    to_time=time(6),
                ),
                ExceptionalHours(days={"friday": (OpenHours(status="Closed"),)}),
            )
        ),
        language_versions={"fi": texts, "sv": texts.model_copy(update={"name": "Hallen"})},
    )


def booking() -> EChannel:
    texts = EChannelTexts(name="Varaus", web_address=WebLink(url="https://varaus.example/"))
    return EChannel(id=BOOKING, organisation_id=CITY, language_versions={"fi": texts})


def joined() -> Connection:
    return Connection(
        id=f"{SWIMMING}/{BOOKING}",
        service_id=SWIMMING,
        channel_id=BOOKING,
        language_versions={"fi": ConnectionTexts(description="Varaa rata", phones=(_CALL,))},
    )


@pytest.fixture
def records() -> list[CatalogueRecord]:
    """All of them as the catalogue gives them: by kind and id."""
    models = (joined(), city(), unit(), swimming(), hall(), booking())
    return [kept(one) for one in models]
