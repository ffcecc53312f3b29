"""The test data: services, places and connections with all their fields, named by the marker."""

from datetime import date, time
from typing import Final

from hytedata import codes
from hytedata.models.common import Language
from hytedata.models.ptv import (
    Addresses,
    Email,
    ExceptionalHours,
    OpenHours,
    OtherAddress,
    Phone,
    PostOfficeBox,
    ServiceHours,
    ServiceProducer,
    SourcedPosition,
    StreetAddress,
    Voucher,
    WebLink,
    WeeklyHours,
)
from hytedata.models.ptv.hours import WEEKDAYS, Weekday
from hytedata.models.ptv_write import (
    ConnectionTextsWrite,
    ConnectionWrite,
    ServiceLocationTextsWrite,
    ServiceLocationWrite,
    ServiceTextsWrite,
    ServiceWrite,
)
from hytedata.runs.acceptance.bench import Bench
from hytedata.runs.acceptance.setting import POSITION

SUB_CATEGORY: Final = 1300
"""Ball fields: classes and terms are those that the sync publishes them with."""
INDUSTRY: Final = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93110"
_WORDS: Final[dict[Language, dict[str, str]]] = {
    "fi": {
        "service": "Pallokentät",
        "place": "Pallokenttä",
        "summary": "Tämä on testipalvelu, joka arkistoidaan testin päätteeksi.",
        "place_summary": "Tämä on testipaikka, joka arkistoidaan testin päätteeksi.",
        "description": "Pallokentillä voit pelata ja liikkua. Kentät ovat kaikkien käytössä.",
        "place_description": "Kentällä on valaistus ja kaksi maalia. Voit pelata siellä vapaasti.",
        "instruction": "Tule kentälle, kun se on vapaana. Varaa vuoro, jos tulet ryhmän kanssa.",
        "street": "Kenttätie",
        "info": "Kenttä on koulun takana.",
        "conditions": "Alle 15-vuotias tarvitsee aikuisen mukaan.",
        "charge": "Varusteiden vuokra on maksullinen.",
        "law": "Liikuntalaki",
        "keyword": "jalkapallo",
        "link": "Kentän sivu",
        "phone": "Vuoropäällikkö vastaa puhelimeen.",
        "price": "Puhelu maksaa euron.",
        "heading": "Kesällä",
        "connection": "Palvelu on tällä kentällä vain kesällä.",
        "connection_charge": "Kentän käyttö on maksutonta.",
    },
    "sv": {
        "service": "Bollplaner",
        "place": "Bollplan",
        "summary": "Detta är en testtjänst som arkiveras efter testet.",
        "place_summary": "Detta är en testplats som arkiveras efter testet.",
        "description": "På bollplanerna kan du spela och röra på dig. De är öppna för alla.",
        "place_description": "Planen har belysning och två mål. Du kan spela fritt på planen.",
        "instruction": "Kom till planen när den är ledig. Boka en tur om ni är en grupp.",
        "street": "Planvägen",
        "info": "Planen ligger bakom skolan.",
        "conditions": "Den som är under 15 år behöver en vuxen med sig.",
        "charge": "Hyran för utrustning är avgiftsbelagd.",
        "law": "Idrottslagen",
        "keyword": "fotboll",
        "link": "Planens sida",
        "phone": "Skiftledaren svarar i telefonen.",
        "price": "Samtalet kostar en euro.",
        "heading": "På sommaren",
        "connection": "Tjänsten finns på denna plan bara på sommaren.",
        "connection_charge": "Planen får användas gratis.",
    },
    "en": {
        "service": "Ball fields",
        "place": "Ball field",
        "summary": "This is a test service that is archived after the test.",
        "place_summary": "This is a test place that is archived after the test.",
        "description": "You can play and exercise on the ball fields. They are open to all.",
        "place_description": "The field has lights and two goals. You can play on it freely.",
        "instruction": "Come to the field when it is free. Book a turn if you are a group.",
        "street": "Kenttätie",
        "info": "The field is behind the school.",
        "conditions": "Children under 15 need an adult with them.",
        "charge": "Equipment is rented out for a fee.",
        "law": "Sports Act",
        "keyword": "football",
        "link": "Page of the field",
        "phone": "The shift manager answers the phone.",
        "price": "The call costs one euro.",
        "heading": "In summer",
        "connection": "The service is on this field in summer only.",
        "connection_charge": "The field is free to use.",
    },
}
"""Own words only: people's names, real addresses and real numbers have no place in test data."""


def word(language: Language, key: str) -> str:
    """A piece of the test data in a language; Finnish where the language has none."""
    return _WORDS.get(language, _WORDS["fi"])[key]


# --- services ------------------------------------------------------------------------------


def service(bench: Bench, *languages: Language, tag: str = "") -> ServiceWrite:
    """A service with what PTV asks for and nothing else."""
    setting, classes = bench.setting, codes.sub_category(SUB_CATEGORY)
    own = setting.organisation_id
    return ServiceWrite(
        source_id=bench.naming.source_id(f"service{tag}"),
        type="Service",
        organisation_id=own,
        producers=(ServiceProducer(provision="SelfProduced", organisation_id=own),),
        service_classes=tuple(codes.service_class(one).code for one in classes.service_classes),
        ontology_terms=classes.ontology_terms,
        target_groups=("KR1",),
        service_languages=("fi",),
        funding="PubliclyFunded",
        area=setting.area,
        language_versions={
            language: service_texts(bench, language, tag)
            for language in languages or (setting.first,)
        },
    )


def service_texts(bench: Bench, language: Language, tag: str = "") -> ServiceTextsWrite:
    """The texts that PTV asks for of a service."""
    return ServiceTextsWrite(
        name=bench.naming.name(f"{word(language, 'service')} {language}{tag}"),
        summary=word(language, "summary"),
        description=word(language, "description"),
        user_instruction=word(language, "instruction"),
    )


def full_service(bench: Bench) -> ServiceWrite:
    """A service with all fields that we write."""
    plain, language = service(bench), bench.setting.first
    texts = service_texts(bench, language).model_copy(
        update={
            "alternative_name": f"{bench.naming.name(word(language, 'service'))} 2",
            "conditions": word(language, "conditions"),
            "charge_info": word(language, "charge"),
            "keywords": (word(language, "keyword"),),
            "legislation": (
                WebLink(url="https://www.finlex.fi/fi/laki/ajantasa/", name=word(language, "law")),
            ),
            "voucher": Voucher(
                in_use=True,
                links=(
                    WebLink(
                        url="https://www.example.fi/seteli",
                        name=word(language, "link"),
                        info=word(language, "charge"),
                    ),
                ),
            ),
        }
    )
    return plain.model_copy(
        update={
            "service_languages": ("fi", "sv"),
            "target_groups": ("KR1", "KR2", "KR2.1"),
            "life_events": ("KE1",),
            "industrial_classes": (INDUSTRY,),
            "charge": "Charged",
            "language_versions": {language: texts},
        }
    )


# --- service locations ---------------------------------------------------------------------


def location(bench: Bench, *languages: Language, tag: str = "") -> ServiceLocationWrite:
    """A service location with what PTV asks for and nothing else."""
    setting = bench.setting
    spoken = languages or (setting.first,)
    return ServiceLocationWrite(
        source_id=bench.naming.source_id(f"place{tag}"),
        organisation_id=setting.organisation_id,
        connectable_by="OwnOrganizations",
        service_languages=("fi",),
        location=Addresses(street=(street(bench, *spoken),)),
        language_versions={language: location_texts(bench, language, tag) for language in spoken},
    )


def location_texts(bench: Bench, language: Language, tag: str = "") -> ServiceLocationTextsWrite:
    """The texts that PTV asks for of a service location."""
    return ServiceLocationTextsWrite(
        name=bench.naming.name(f"{word(language, 'place')} {language}{tag}"),
        summary=word(language, "place_summary"),
        description=word(language, "place_description"),
    )


def street(bench: Bench, *languages: Language) -> StreetAddress:
    """A street address with number and coordinates."""
    return StreetAddress(
        street={language: word(language, "street") for language in languages},
        detail="3",
        postal_code=bench.setting.postal_code,
        positions=(SourcedPosition(position=POSITION, source="User"),),
    )


def place_without_street(*languages: Language) -> OtherAddress:
    """A place in the terrain: coordinates and words."""
    return OtherAddress(
        positions=(SourcedPosition(position=POSITION, source="User"),),
        info={language: word(language, "info") for language in languages},
    )


def full_location(bench: Bench) -> ServiceLocationWrite:
    """A service location with all fields that we write."""
    plain, language = location(bench), bench.setting.first
    texts = location_texts(bench, language).model_copy(
        update={
            "alternative_name": f"{bench.naming.name(word(language, 'place'))} 2",
            "shows_alternative_name": True,
            "emails": (Email(address="kentta@example.fi"),),
            "phones": (phone(language),),
            "faxes": (Phone(type="Fax", dial_code="+358", number="81234567"),),
            "web_pages": (
                WebLink(url="https://www.example.fi/kentta", name=word(language, "link")),
            ),
        }
    )
    box = PostOfficeBox(box={language: "PL 10"}, postal_code=bench.setting.postal_code)
    return plain.model_copy(
        update={
            "connectable_by": "AllOrganizations",
            "service_hours": summer_hours(language, bench.today()),
            "contact_addresses": Addresses(boxes=(box,)),
            "area": bench.setting.area,
            "language_versions": {language: texts},
        }
    )


def phone(language: Language) -> Phone:
    """An invented number with all that can be said of it."""
    return Phone(
        type="InternationalPhone",
        dial_code="+358",
        number="401234567",
        charge="ExtraCharge",
        charge_description=word(language, "price"),
        info=word(language, "phone"),
    )


def summer_hours(language: Language, today: date) -> ServiceHours:
    """Weekly hours of next summer with one day that is closed."""
    year = today.year + 1
    closed = date(year, 6, 24)
    opened = (OpenHours(start=time(9), end=time(16)),)
    weekly = WeeklyHours(
        heading={language: word(language, "heading")},
        valid_from=date(year, 5, 1),
        valid_to=date(year, 9, 30),
        days={"monday": opened, "friday": opened},
    )
    exception = ExceptionalHours(
        valid_from=closed,
        valid_to=closed,
        days={_weekday(closed): (OpenHours(status="Closed"),)},
    )
    return ServiceHours(rules=(weekly, exception))


def _weekday(day: date) -> Weekday:
    return WEEKDAYS[day.weekday()]


# --- connections ---------------------------------------------------------------------------


def full_connection(bench: Bench, service_id: str, channel_id: str) -> ConnectionWrite:
    """A connection with all its extra information."""
    language = bench.setting.first
    box = PostOfficeBox(box={language: "PL 20"}, postal_code=bench.setting.postal_code)
    texts = ConnectionTextsWrite(
        description=word(language, "connection"),
        charge_info=word(language, "connection_charge"),
        emails=(Email(address="liitos@example.fi"),),
        phones=(phone(language),),
        web_pages=(WebLink(url="https://www.example.fi/liitos", name=word(language, "link")),),
    )
    return ConnectionWrite(
        service_id=service_id,
        channel_id=channel_id,
        charge="Free",
        service_hours=summer_hours(language, bench.today()),
        contact_addresses=Addresses(boxes=(box,)),
        language_versions={language: texts},
    )
