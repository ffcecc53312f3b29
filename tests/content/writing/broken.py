"""One broken write for each rule of ptv-api 6 that can be judged without PTV's own state."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from hytedata.models.ptv import (
    Addresses,
    AvailabilityArea,
    ContinuousHours,
    Email,
    ExceptionalHours,
    ForeignAddress,
    OpenHours,
    OtherAddress,
    Phone,
    PostOfficeBox,
    ServiceHours,
    ServiceProducer,
    Voucher,
    WebLink,
    WeeklyHours,
)
from hytedata.models.ptv_write import (
    ConnectionTextsWrite,
    ConnectionWrite,
    ServiceLocationWrite,
    ServiceWrite,
)
from tests.connectors.ptv.bodies.writes import (
    PLACE,
    TODAY,
    location,
    location_texts,
    service,
    service_texts,
    street,
    without,
)
from tests.sandbox.ptv.world import AGENCY, OFFICE, TERM, TERMS, TOWN


@dataclass(frozen=True)
class Broken:
    """A write that breaks one rule.

    Attributes:
        field: Where the fault is, or how its path begins.
        statuses: What PTV answers.
    """

    write: ServiceWrite | ServiceLocationWrite | ConnectionWrite
    rule: str
    field: str
    statuses: tuple[int, ...] = (400,)


def _service(rule: str, field: str, *statuses: int, **changes: Any) -> Broken:
    return Broken(service(**changes), rule, field, statuses or (400,))


def _said(rule: str, field: str, **changes: Any) -> Broken:
    write = service(language_versions={"fi": service_texts(**changes)})
    return Broken(write, rule, f"language_versions.fi.{field}")


def _location(rule: str, field: str, **changes: Any) -> Broken:
    return Broken(location(**changes), rule, field)


def _told(rule: str, field: str, **changes: Any) -> Broken:
    write = location(language_versions={"fi": location_texts(**changes)})
    return Broken(write, rule, f"language_versions.fi.{field}")


def _addressed(rule: str, field: str, **changes: Any) -> Broken:
    return _location(rule, field, location=Addresses(street=(street(**changes),)))


def _open(rule: str, field: str, *rules: Any) -> Broken:
    return _location(
        rule, f"service_hours.rules[0]{field}", service_hours=ServiceHours(rules=rules)
    )


def _phone(**changes: Any) -> tuple[Phone, ...]:
    fields = {"type": "InternationalPhone", "dial_code": "+358", "number": "401234567"}
    return (Phone(**(fields | changes)),)


def _limited(**codes: Any) -> AvailabilityArea:
    return AvailabilityArea(type="LimitedArea", **codes)


def _day(*stretches: OpenHours, **changes: Any) -> WeeklyHours:
    return WeeklyHours(days={"monday": stretches}, **changes)


def _hours(start: time, end: time) -> OpenHours:
    return OpenHours(start=start, end=end)


def _connection(rule: str, field: str, **changes: Any) -> Broken:
    return Broken(ConnectionWrite(**changes), rule, field)


def _connected(rule: str, field: str, **changes: Any) -> Broken:
    texts = {"fi": ConnectionTextsWrite(**changes)}
    return _connection(rule, f"language_versions.fi.{field}", language_versions=texts)


NINE, NOON = time(9, 0), time(12, 0)
LONG = "sana " * 1100
BOTH = {"fi": service_texts(), "sv": service_texts("Simning")}

BROKEN: Mapping[str, Broken] = {
    # 6.1 texts
    "a name of more than 100 characters": _said("F1", "name", name="n" * 101),
    "an alternative name of more than 100": _said(
        "F1", "alternative_name", alternative_name="n" * 101
    ),
    "a summary of more than 150 characters": _said("F5", "summary", summary="s" * 151),
    "a summary of less than five": _said("F5", "summary", summary="abcd"),
    "a description of less than five": _said("F8", "description", description="abcd"),
    "a description of more than 5000": _said("F8", "description", description=LONG),
    "instructions of more than 5000": _said("F9", "user_instruction", user_instruction=LONG),
    "conditions of less than five": _said("L1", "conditions", conditions="abcd"),
    "conditions of more than 5000": _said("L1", "conditions", conditions=LONG),
    "charge information of more than 500": _said("L1", "charge_info", charge_info="s" * 501),
    "a deadline of less than five": _said("L1", "deadline", deadline="abcd"),
    "a processing time of more than 500": _said("L1", "processing_time", processing_time="s" * 501),
    "a validity time of more than 500": _said("L1", "validity_time", validity_time="s" * 501),
    "a keyword of more than 150": _said("L1", "keywords[0]", keywords=("k" * 151,)),
    "a blank keyword": _said("blank", "keywords[0]", keywords=(" ",)),
    "a summary that is the name": _said("F6", "summary", name="Uimahalli", summary="Uimahalli"),
    "a place's name of more than 100": _told("F1", "name", name="n" * 101),
    "a place's summary of less than five": _told("F5", "summary", summary="abcd"),
    # 6.2 languages
    "no language version": _service("language-set", "language_versions", language_versions={}),
    "no name": _said("F1", "name", name=None),
    "no summary": _said("F4", "summary", summary=None),
    "no description": _said("F8", "description", description=None),
    "no instructions": _said("F9", "user_instruction", user_instruction=None),
    "no summary in one of two languages": Broken(
        service(language_versions=BOTH | {"sv": service_texts("Simning", summary=None)}),
        "F4",
        "language_versions.sv.summary",
    ),
    "a place without a description": _told("F8", "description", description=None),
    "a producer's name in another language": _service(
        "stray-language",
        "producers[0].name.sv",
        producers=(ServiceProducer(provision="Other", name={"sv": "Företaget"}),),
    ),
    "a heading of hours in another language": _open(
        "stray-language", ".heading.sv", _day(_hours(NINE, NOON), heading={"sv": "Sommar"})
    ),
    "an address that is not told in a language": Broken(
        location("fi", language_versions={"fi": location_texts(), "sv": location_texts("Hall")}),
        "address-language",
        "location",
    ),
    # 6.3 formats
    "a source id with a space": _service("source-id", "source_id", source_id="own 1"),
    "a source id with a letter of ours": _location("source-id", "source_id", source_id="säätiö"),
    "a term that is no KOKO URI": _service(
        "F12", "ontology_terms", ontology_terms=("http://www.yso.fi/onto/koko/x1",)
    ),
    "eleven terms": _service("F12", "ontology_terms", ontology_terms=(*TERMS[:10], TERM)),
    "five service classes": _service(
        "F11", "service_classes", service_classes=("P27.1", "P27.2", "P27.3", "P27.4", "P27.5")
    ),
    "an unknown service class": _service(
        "uri",
        "service_classes",
        service_classes=("http://uri.suomi.fi/codelist/ptv/ptvserclass2/code/P99.1", "P27.1"),
    ),
    "a word that is no service class": _service(
        "uri", "service_classes", 500, service_classes=("Liikunta", "P27.1")
    ),
    "an unknown target group": _service(
        "uri",
        "target_groups",
        target_groups=("http://uri.suomi.fi/codelist/ptv/ptvkohderyhmat/code/KR1.99", "KR1"),
    ),
    "an unknown life event": _service("uri", "life_events", 500, life_events=("KE99",)),
    "a plain industrial code": _service(
        "uri",
        "industrial_classes",
        500,
        target_groups=("KR2", "KR2.1"),
        industrial_classes=("93110",),
    ),
    "a language of service in capitals": _service(
        "F15", "service_languages", service_languages=("FI",)
    ),
    "an organisation that is no id": _service("id", "organisation_id", organisation_id="kunta"),
    "a general description that is no id": _service(
        "id", "general_description_id", general_description_id="uinti"
    ),
    "a law's address without a host": _said(
        "C7", "legislation[0].url", legislation=(WebLink(url="https://laki", name="Laki"),)
    ),
    "a law's name of more than 500": _said(
        "L1",
        "legislation[0].name",
        legislation=(WebLink(url="https://www.finlex.fi/1", name="l" * 501),),
    ),
    "a law without an address": _said(
        "law-link", "legislation[0]", legislation=(WebLink(name="L"),)
    ),
    "a voucher's address that is none": _said(
        "C7", "voucher.links[0].url", voucher=Voucher(in_use=True, links=(WebLink(url="seteli"),))
    ),
    "words on a voucher of more than 300": _said(
        "L1",
        "voucher.links[0].info",
        voucher=Voucher(
            in_use=True, links=(WebLink(url="https://www.example.fi", info="i" * 301),)
        ),
    ),
    "an e-mail without a domain": _told("C8", "emails[0]", emails=(Email(address="halli@kunta"),)),
    "a web page of another scheme": _told(
        "C7", "web_pages[0].url", web_pages=(WebLink(url="gopher://example.fi", name="Sivu"),)
    ),
    "an address of more than 500": _told(
        "C7", "web_pages[0].url", web_pages=(WebLink(url=f"https://a.fi/{'x' * 500}"),)
    ),
    "a link's name of more than 100": _told(
        "L1", "web_pages[0].name", web_pages=(WebLink(url="https://a.fi", name="n" * 101),)
    ),
    "a number with spaces": _told("C1", "phones[0]", phones=_phone(number="40 123")),
    "a number of 21 digits": _told("C1", "phones[0]", phones=_phone(number="1" * 21)),
    "a dial code without plus": _told("C1", "phones[0]", phones=_phone(dial_code="358")),
    "a charge that is none": _told("C3", "phones[0].charge", phones=_phone(charge="Dear")),
    "an extra charge without its price": _told(
        "C3", "phones[0].charge_description", phones=_phone(charge="ExtraCharge")
    ),
    "words on a phone of less than five": _told("L1", "phones[0].info", phones=_phone(info="abcd")),
    "words on a phone of more than 300": _told(
        "L1", "phones[0].info", phones=_phone(info="i" * 301)
    ),
    "a fax with a bad dial code": _told(
        "C1", "faxes[0]", faxes=(Phone(type="Fax", dial_code="358", number="1412345"),)
    ),
    "a post code of four digits": _addressed(
        "postal-code", "location.street[0].postal_code", postal_code="4010"
    ),
    "no post code": _addressed("postal-code", "location.street[0].postal_code", postal_code=None),
    "an unknown municipality of an address": _addressed(
        "municipality", "location.street[0].municipality", municipality="999"
    ),
    "a country of three letters": _location(
        "country",
        "location.foreign[0].country",
        location=Addresses(foreign=(ForeignAddress(address={"fi": "Gatan 1"}, country="SWE"),)),
    ),
    # 6.4 areas
    "a limited area without any": _service("F16", "area", area=_limited()),
    "a nationwide area with municipalities": _service(
        "F16", "area", area=AvailabilityArea(type="WholeCountry", municipalities=("179",))
    ),
    "an unknown municipality of an area": _service(
        "area-code", "area.municipalities", area=_limited(municipalities=("999",))
    ),
    "a type of area that is none": _service("V1", "area.type", area=AvailabilityArea(type="World")),
    "a place's limited area without any": _location("F16", "area", area=_limited()),
    "a region that is no code": _service(
        "area-code", "area.regions", area=_limited(regions=("X",))
    ),
    # 6.5 services
    "no funding": Broken(without(service(), "funding"), "R1", "funding"),
    "no area": Broken(without(service(), "area"), "R1", "area"),
    "no language of service": Broken(
        without(service(), "service_languages"), "R1", "service_languages"
    ),
    "no producer": Broken(without(service(), "producers"), "R1", "producers"),
    "no organisation": Broken(without(service(), "organisation_id"), "R1", "organisation_id"),
    "no type": Broken(without(service(), "type"), "R1", "type"),
    "no service class": Broken(without(service(), "service_classes"), "F11", "service_classes"),
    "no term": Broken(without(service(), "ontology_terms"), "F12", "ontology_terms"),
    "no target group": Broken(without(service(), "target_groups"), "F13", "target_groups"),
    "a type that is none": _service("V1", "type", type="Favour"),
    "a funding that is none": _service("V1", "funding", funding="Gift"),
    "a charge of a service that is for phones": _service("charge", "charge", charge="Other"),
    "main classes only": _service("F11", "service_classes", service_classes=("P27",)),
    "businesses without a sub-group": _service("F13", "target_groups", target_groups=("KR2",)),
    "life events without citizens": _service(
        "F14", "life_events", target_groups=("KR2", "KR2.1"), life_events=("KE1",)
    ),
    "industries without businesses": _service(
        "F14",
        "industrial_classes",
        industrial_classes=("http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93110",),
    ),
    "the main organisation among the others": _service(
        "organisations", "other_organisation_ids", other_organisation_ids=(TOWN,)
    ),
    "another organisation twice": _service(
        "organisations", "other_organisation_ids", other_organisation_ids=(OFFICE, OFFICE)
    ),
    "self-produced by nobody": _service(
        "producers",
        "producers[0].organisation_id",
        producers=(ServiceProducer(provision="SelfProduced", name={"fi": "Kunta itse"}),),
    ),
    "another producer that is nobody": _service(
        "producers", "producers[0]", producers=(ServiceProducer(provision="Other"),)
    ),
    "a producer's name of less than five": _service(
        "L1",
        "producers[0].name.fi",
        producers=(ServiceProducer(provision="Other", name={"fi": "Oy A"}),),
    ),
    "a way of provision that is none": _service(
        "V1",
        "producers[0].provision",
        producers=(ServiceProducer(provision="Magic", organisation_id=AGENCY),),
    ),
    "a channel to connect that is no id": _service("id", "channel_ids", channel_ids=("halli",)),
    "a draft that is archived on a day": _service(
        "timing", "archive_on", status="Draft", archive_on=TODAY + timedelta(days=3)
    ),
    "a published service that waits for a day": _service(
        "timing", "publish_on", publish_on=TODAY + timedelta(days=3)
    ),
    "an end that has passed": _service("timing", "archive_on", archive_on=TODAY),
    "an end before the beginning": _service(
        "timing",
        "archive_on",
        status="Draft",
        publish_on=TODAY + timedelta(days=9),
        archive_on=TODAY + timedelta(days=3),
    ),
    # 6.6 service locations
    "a place of nobody": Broken(without(location(), "organisation_id"), "R1", "organisation_id"),
    "a place without a language of service": Broken(
        without(location(), "service_languages"), "R1", "service_languages"
    ),
    "a place that is nowhere": Broken(without(location(), "location"), "C9", "location"),
    "an alternative name to show that is none": _told(
        "display-name", "shows_alternative_name", shows_alternative_name=True
    ),
    "a street without number and position": _addressed(
        "C9", "location.street[0].detail", detail=None
    ),
    "a street number of more than 30": _addressed(
        "C9", "location.street[0].detail", detail="1" * 31
    ),
    "a street of more than 100": _addressed(
        "C9", "location.street[0].street.fi", street={"fi": "k" * 101}
    ),
    "words on an address of less than five": _addressed(
        "L1", "location.street[0].info.fi", info={"fi": "ovi"}
    ),
    "another place without words": _location(
        "C10",
        "location.other[0].info",
        location=Addresses(street=(street(),), other=(OtherAddress(positions=(PLACE,)),)),
    ),
    "another place without a position": _location(
        "C10",
        "location.other[0].positions",
        location=Addresses(street=(street(),), other=(OtherAddress(info={"fi": "Polulla"}),)),
    ),
    "abroad and at home at once": _location(
        "abroad-alone",
        "location.foreign",
        location=Addresses(
            street=(street(),), foreign=(ForeignAddress(address={"fi": "Gatan 1"}),)
        ),
    ),
    "a post office box to go to": _location(
        "address-kind",
        "location.boxes",
        location=Addresses(
            street=(street(),), boxes=(PostOfficeBox(box={"fi": "PL 1"}, postal_code="40100"),)
        ),
    ),
    "a letter to a place in the woods": _location(
        "address-kind",
        "contact_addresses.other",
        contact_addresses=Addresses(
            other=(OtherAddress(positions=(PLACE,), info={"fi": "Polulla"}),)
        ),
    ),
    "an address abroad of less than five": _location(
        "C9",
        "location.foreign[0].address.fi",
        location=Addresses(foreign=(ForeignAddress(address={"fi": "Oslo"}),)),
    ),
    # 6.6 hours
    "times that are no quarters": _open(
        "quarter-hours", ".days.monday[0].start", _day(_hours(time(9, 10), NOON))
    ),
    "an end before its beginning": _open("H1", ".days.monday[0].end", _day(_hours(NOON, NINE))),
    "an end at its beginning": _open("H1", ".days.monday[0].end", _day(_hours(NINE, NINE))),
    "a week without anything": _open("hours-empty", "", WeeklyHours()),
    "a season that ends as it begins": _open(
        "hours-dates", ".valid_to", _day(_hours(NINE, NOON), valid_from=TODAY, valid_to=TODAY)
    ),
    "a season that ends before": _open(
        "hours-dates",
        ".valid_to",
        _day(_hours(NINE, NOON), valid_from=TODAY, valid_to=TODAY - timedelta(days=9)),
    ),
    "a heading of more than 150": _open(
        "L1", ".heading.fi", _day(_hours(NINE, NOON), heading={"fi": "o" * 151})
    ),
    "over midnight at no quarter": _open(
        "quarter-hours",
        ".from_time",
        ContinuousHours(
            from_day="friday", to_day="saturday", from_time=time(18, 5), to_time=time(4, 0)
        ),
    ),
    "an exception that ends before it begins": _open(
        "H1",
        ".days.thursday[0].end",
        ExceptionalHours(valid_from=date(2026, 12, 24), days={"thursday": (_hours(NOON, NINE),)}),
    ),
    # 6.7 connections
    "a service that is no id": _connection("id", "service_id", service_id="uinti"),
    "a charge of a connection that is none": _connection("charge", "charge", charge="Gift"),
    "a connection's description of less than five": _connected(
        "L1", "description", description="abcd"
    ),
    "a connection's description of more than 500": _connected(
        "L1", "description", description="s" * 501
    ),
    "a connection's charge of more than 500": _connected(
        "L1", "charge_info", charge_info="s" * 501
    ),
    "a connection's bad e-mail": _connected("C8", "emails[0]", emails=(Email(address="@"),)),
    "a connection's bad number": _connected("C1", "phones[0]", phones=_phone(number="12a")),
    "a connection's letters to the woods": _connection(
        "address-kind",
        "contact_addresses.other",
        contact_addresses=Addresses(
            other=(OtherAddress(positions=(PLACE,), info={"fi": "Polulla"}),)
        ),
    ),
    "a connection's times that are no quarters": _connection(
        "quarter-hours",
        "service_hours.rules[0].days.monday[0].end",
        service_hours=ServiceHours(rules=(_day(_hours(NINE, time(12, 1))),)),
    ),
}
