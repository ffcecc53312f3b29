"""What items have in common, as v11 and as v12 write it: contacts, addresses, hours."""

from typing import Any

from tests.normalise.ptv_v12.documents import Document, coordinate, opening

OTHER_ID = "0f0e0d0c-0b0a-4908-8706-050403020100"
GENERAL_ID = "33333333-4444-4555-8666-777777777777"
COLLECTION_ID = "44444444-5555-4666-8777-888888888888"

TOWN_V11 = {
    "areaType": "LimitedType",
    "areas": [
        {"type": "Municipality", "municipalities": [{"code": "179"}, {"code": "091"}]},
        {"type": "Region", "code": "13"},
        {"type": "WellbeingServiceCounties", "code": "13"},
    ],
}
TOWN_V12 = {
    "area": {
        "areaType": "LimitedArea",
        "municipalities": ["179", "091"],
        "regions": ["13"],
        "wellbeingServicesCounties": ["13"],
    }
}
WHEN_V11 = {"publishingStatus": "Published", "modified": "2026-03-02T08:10:02.554"}
WHEN_V12 = {"publishedAt": "2026-03-02T08:10:02.554Z", "migratedAt": "2026-03-02T09:20:00.000Z"}


def texts(kind: str, finnish: str, swedish: str | None = None) -> list[Document]:
    """A text of v11 in two languages, or in one."""
    found = [{"type": kind, "language": "fi", "value": finnish}]
    return found + ([{"type": kind, "language": "sv", "value": swedish}] if swedish else [])


def phone_v11(language: str = "fi", **changes: Any) -> Document:
    return {
        "prefixNumber": "+358",
        "number": "401234567",
        "isFinnishServiceNumber": False,
        "serviceChargeType": "Chargeable",
        "chargeDescription": "pvm",
        "additionalInformation": "Neuvonta",
        "language": language,
        **changes,
    }


def phone_v12(**changes: Any) -> Document:
    return {
        "type": "InternationalPhone",
        "dialCode": "+358",
        "number": "401234567",
        "chargeType": "Charged",
        "chargeDescription": "pvm",
        "additionalInformation": "Neuvonta",
        **changes,
    }


SERVICE_NUMBER_V11 = {
    "prefixNumber": None,
    "number": "116117",
    "isFinnishServiceNumber": True,
    "serviceChargeType": "Other",
    "chargeDescription": None,
    "additionalInformation": None,
    "language": "fi",
}
SERVICE_NUMBER_V12 = {
    "type": "DomesticPhone",
    "number": "116117",
    "chargeType": "ExtraCharge",
    "chargeDescription": None,
    "additionalInformation": None,
}
MAIL_V11 = [{"language": "fi", "value": "halli@kunta.test"}]
MAIL_V12 = [{"email": "halli@kunta.test"}]
PAGE_V11 = [{"language": "fi", "url": "https://kunta.test/halli", "value": "Halli"}]
PAGE_V12 = [{"name": "Halli", "url": "https://kunta.test/halli"}]

STREET_V11 = {
    "street": [{"language": "fi", "value": "Halliraitti"}],
    "streetNumber": "4 A",
    "postalCode": "40100",
    "postOffice": [{"language": "fi", "value": "JYVÄSKYLÄ"}],
    "municipality": {"code": "179", "name": []},
    "additionalInformation": [{"language": "fi", "value": "Pihan puolella"}],
    "latitude": "6903421",
    "longitude": "435210.5",
    "coordinateState": "EnteredByUser",
}
STREET_V12 = {
    "addressSource": {"source": "UserEntered"},
    "streetName": {"fi": "Halliraitti"},
    "addressDetail": "4 A",
    "postalCode": "40100",
    "coordinates": [coordinate(435_210.5, 6_903_421)],
    "additionalInformation": {"fi": "Pihan puolella"},
    "accessibilityRegisterServicePointId": None,
}
BOX_V11 = {
    "postOfficeBox": [{"language": "fi", "value": "PL 1"}],
    "postalCode": "40101",
    "municipality": {"code": "179", "name": []},
    "additionalInformation": [],
}
BOX_V12 = {
    "postOfficeBox": {"fi": "PL 1"},
    "postalCode": "40101",
    "additionalInformation": {},
}
ABROAD_V11 = [{"language": "en", "value": "1 Main Street, Oslo"}]
ABROAD_V12 = {"address": {"en": "1 Main Street, Oslo"}, "countryCode": "NO"}


def hour_v11(kind: str, *openings: tuple[str, str, str, str], **changes: Any) -> Document:
    """Hours of v11; openings are (day from, day to, from, to)."""
    names = ("dayFrom", "dayTo", "from", "to")
    told = [dict(zip(names, one, strict=True)) for one in openings]
    flags = dict.fromkeys(("isClosed", "isAlwaysOpen", "isReservation"), False)
    return {
        "serviceHourType": kind,
        "validFrom": None,
        "validTo": None,
        **flags,
        "additionalInformation": [],
        "openingHour": told,
        **changes,
    }


def hour_v12(kind: str, **changes: Any) -> Document:
    return {
        "type": f"{kind}ServiceHour",
        "heading": {},
        "additionalInformation": {},
        **changes,
    }


SUMMER_V11 = {"validFrom": "2026-06-01T00:00:00", "validTo": "2026-08-30T00:00:00"}
SUMMER_V12 = {"fromDate": "2026-06-01", "toDate": "2026-08-30"}
EVE_V11 = {"validFrom": "2026-12-24T00:00:00", "validTo": None}
EVE_V12 = {"fromDate": "2026-12-24", "toDate": "2026-12-24"}
NIGHT_V12 = {"fromDay": "Friday", "toDay": "Saturday", "fromTime": "22:00", "toTime": "02:00"}
WHOLE_V12 = {"fromDay": "Monday", "toDay": "Sunday", "fromTime": "00:00", "toTime": "00:00"}

HOURS_V11: list[Document] = [
    hour_v11(
        "DaysOfTheWeek",
        ("Monday", "", "08:00:00", "12:00:00"),
        ("Monday", "", "13:00:00", "00:00:00"),
        ("Tuesday", "", "08:00:00", "16:00:00"),
        additionalInformation=[{"language": "fi", "value": "Asiakaspalvelu"}],
    ),
    hour_v11("DaysOfTheWeek", ("Sunday", "", "10:00:00", "14:00:00"), **SUMMER_V11),
    hour_v11("DaysOfTheWeek", isAlwaysOpen=True),
    hour_v11("DaysOfTheWeek", isReservation=True),
    hour_v11("DaysOfTheWeek", isAlwaysOpen=True, **SUMMER_V11),
    hour_v11("OverMidnight", ("Friday", "Saturday", "22:00:00", "02:00:00")),
    hour_v11("OverMidnight", ("Friday", "Saturday", "22:00:00", "02:00:00"), **SUMMER_V11),
    hour_v11("Exceptional", isClosed=True, **EVE_V11),
    hour_v11("Exceptional", ("Thursday", "", "09:00:00", "11:00:00"), **EVE_V11),
]
HOURS_V12: Document = {
    "hours": [
        hour_v12(
            "WeeklyUntilFurtherNotice",
            heading={"fi": "Asiakaspalvelu"},
            weeklyHours={
                "monday": {"hours": [opening("08:00", "12:00"), opening("13:00", "00:00")]},
                "tuesday": {"hours": [opening("08:00", "16:00")]},
            },
        ),
        hour_v12(
            "WeeklyDateRange",
            **SUMMER_V12,
            weeklyHours={"sunday": {"hours": [opening("10:00", "14:00")]}},
        ),
        hour_v12("ContinuousAlwaysValid", openingStatus="Open"),
        hour_v12("ContinuousAlwaysValid", openingStatus="OpenOnReservation"),
        hour_v12("ContinuousDateRange", openingStatus="Open", **SUMMER_V12, **WHOLE_V12),
        hour_v12("ContinuousWeekdaysUntilFurtherNotice", openingStatus="Open", **NIGHT_V12),
        hour_v12("ContinuousDateRange", openingStatus="Open", **SUMMER_V12, **NIGHT_V12),
        hour_v12(
            "ExceptionalDateRange",
            **EVE_V12,
            weeklyHours={
                "thursday": {"hours": [opening("00:00", "00:00", openingStatus="Closed")]}
            },
        ),
        hour_v12(
            "ExceptionalDateRange",
            **EVE_V12,
            weeklyHours={"thursday": {"hours": [opening("09:00", "11:00")]}},
        ),
    ],
    "holidayServiceHours": None,
}


def with_type(phone: Document, kind: str = "Phone") -> Document:
    return {**phone, "type": kind}
