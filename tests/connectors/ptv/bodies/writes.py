"""Valid writes for the small catalogue: plain ones, and strategies that draw all their fields."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from hypothesis import strategies as st

from hytedata.models.common import Language, Position
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
    SourcedPosition,
    StreetAddress,
    Voucher,
    WebLink,
    WeeklyHours,
)
from hytedata.models.ptv.hours import WEEKDAYS
from hytedata.models.ptv_write import (
    ConnectionTextsWrite,
    ConnectionWrite,
    ServiceLocationTextsWrite,
    ServiceLocationWrite,
    ServiceTextsWrite,
    ServiceWrite,
)
from tests.sandbox.ptv.world import AGENCY, DESCRIPTION, NEIGHBOUR, OFFICE, TERM, TERMS, TOWN

TODAY = date(2026, 11, 24)
AREA = AvailabilityArea(type="LimitedArea", municipalities=("179",))
PLACE = SourcedPosition(position=Position(east=435_000.5, north=6_902_000.0), source="User")


def service_texts(word: str = "Uinti", **changes: Any) -> ServiceTextsWrite:
    texts = {
        "name": f"{word} kaikille",
        "summary": f"{word} on hyväksi.",
        "description": f"{word} sopii kaikille.",
        "user_instruction": "Tule paikalle.",
    }
    return ServiceTextsWrite(**(texts | changes))


def service(*languages: Language, **changes: Any) -> ServiceWrite:
    fields = {
        "type": "Service",
        "organisation_id": TOWN,
        "producers": (ServiceProducer(provision="SelfProduced", organisation_id=TOWN),),
        "service_classes": ("P27.1",),
        "ontology_terms": (TERM,),
        "target_groups": ("KR1",),
        "service_languages": ("fi",),
        "funding": "PubliclyFunded",
        "area": AREA,
        "language_versions": {
            language: service_texts(f"Uinti {language}") for language in languages or ("fi",)
        },
    }
    return ServiceWrite(**(fields | changes))


def street(*languages: Language, **changes: Any) -> StreetAddress:
    fields = {
        "street": {language: f"Katu {language}" for language in languages or ("fi",)},
        "detail": "12",
        "postal_code": "40100",
    }
    return StreetAddress(**(fields | changes))


def location_texts(word: str = "Halli", **changes: Any) -> ServiceLocationTextsWrite:
    texts = {
        "name": f"{word} keskustassa",
        "summary": f"{word} on iso.",
        "description": f"{word} sopii kaikille.",
    }
    return ServiceLocationTextsWrite(**(texts | changes))


def location(*languages: Language, **changes: Any) -> ServiceLocationWrite:
    fields = {
        "organisation_id": TOWN,
        "connectable_by": "AllOrganizations",
        "service_languages": ("fi",),
        "location": Addresses(street=(street(*languages),)),
        "language_versions": {
            language: location_texts(f"Halli {language}") for language in languages or ("fi",)
        },
    }
    return ServiceLocationWrite(**(fields | changes))


def without(write: Any, *fields: str) -> Any:
    """The write without some of its fields, as if they had never been mentioned."""
    kept = {name: getattr(write, name) for name in write.model_fields_set - set(fields)}
    return type(write)(**kept)


# --- strategies ----------------------------------------------------------------------------

_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
_words = st.text(_LETTERS, min_size=5, max_size=12)
_languages: st.SearchStrategy[tuple[Language, ...]] = st.sampled_from(
    [("fi",), ("sv",), ("fi", "sv")]
)


def prose(most: int) -> st.SearchStrategy[str]:
    return st.lists(_words, min_size=1, max_size=6).map(lambda words: " ".join(words)[:most])


def optional(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


def local(languages: Sequence[Language], text: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(dict.fromkeys(languages, text))


links = st.builds(
    WebLink, url=_words.map(lambda word: f"https://www.{ascii_of(word)}.fi/a?b=c"), name=_words
)
emails = st.builds(Email, address=_words.map(lambda word: f"{ascii_of(word)}.x@example.fi"))
faxes = st.builds(
    Phone, type=st.just("Fax"), dial_code=st.just("+358"), number=st.just("141234567")
)
phones = st.one_of(
    st.builds(
        Phone,
        type=st.just("InternationalPhone"),
        dial_code=st.sampled_from(["+358", "+46"]),
        number=st.from_regex(r"[1-9][0-9]{6,11}", fullmatch=True),
        charge=st.sampled_from([None, "Free", "Charged", "ExtraCharge"]),
        charge_description=prose(150),
        info=optional(prose(150)),
    ),
    st.builds(Phone, type=st.just("DomesticPhone"), number=st.just("116117")),
)


def ascii_of(word: str) -> str:
    return word.translate(str.maketrans("åäö", "aao"))


def listed(strategy: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    return st.none() | st.lists(strategy, max_size=most).map(tuple)


def unique(values: Sequence[str], least: int, most: int) -> st.SearchStrategy[Any]:
    drawn = st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True)
    return drawn.map(tuple)


vouchers = st.builds(
    Voucher,
    in_use=st.just(True),
    links=st.lists(
        st.builds(
            WebLink,
            url=st.just("https://www.example.fi/seteli"),
            name=optional(_words),
            info=optional(prose(150)),
        ),
        max_size=2,
    ).map(tuple),
)


def _service_texts(language: Language) -> st.SearchStrategy[ServiceTextsWrite]:
    return st.builds(
        ServiceTextsWrite,
        name=_words.map(lambda word: f"Nimi {word} {language}"),
        alternative_name=optional(_words),
        summary=prose(150),
        description=prose(2500),
        user_instruction=prose(2500),
        conditions=optional(prose(2500)),
        charge_info=optional(prose(500)),
        deadline=optional(prose(500)),
        processing_time=optional(prose(500)),
        validity_time=optional(prose(500)),
        type_info=optional(prose(500)),
        legislation=listed(links),
        keywords=listed(_words),
        voucher=optional(vouchers),
    )


areas = st.one_of(
    st.just(AREA),
    st.builds(
        AvailabilityArea,
        type=st.just("LimitedArea"),
        municipalities=unique(["179", "091"], 0, 2),
        regions=unique(["01", "13"], 1, 2),
        wellbeing_services_counties=unique(["02", "13"], 0, 2),
    ),
)


@st.composite
def service_writes(draw: st.DrawFn) -> ServiceWrite:
    """A service with any of its fields, in one or two languages."""
    languages = draw(_languages)
    described = draw(st.booleans())
    groups = draw(st.sampled_from([("KR1",), ("KR1", "KR2", "KR2.1"), ("KR2", "KR2.3")]))
    citizens, businesses = "KR1" in groups, "KR2" in groups
    others = draw(unique([OFFICE, NEIGHBOUR, AGENCY], 0, 2))
    fields: dict[str, Any] = {
        "status": draw(st.sampled_from([None, "Published", "Draft"])),
        "type": draw(
            st.sampled_from(["Service", "PermitOrOtherObligation", "ProfessionalQualification"])
        ),
        "organisation_id": TOWN,
        "other_organisation_ids": others,
        "general_description_id": DESCRIPTION if described else None,
        "producers": draw(_producers(languages, (TOWN, *others))),
        "service_classes": (*draw(unique(["P27.1", "P27.2", "P27", "P5.3"], 1, 4)), "P9.1"),
        "target_groups": groups,
        "life_events": draw(unique(["KE1", "KE3"], 0, 2)) if citizens else (),
        "ontology_terms": draw(unique([TERM, *TERMS], 1, 10)),
        "industrial_classes": draw(unique(INDUSTRIES, 0, 2)) if businesses else (),
        "service_languages": draw(unique(["fi", "sv", "en", "so"], 1, 4)),
        "charge": draw(st.sampled_from([None, "Free", "Charged"])),
        "funding": draw(st.sampled_from(["PubliclyFunded", "MarketFunded"])),
        "area": draw(areas),
        "language_versions": {language: draw(_service_texts(language)) for language in languages},
    }
    if fields["status"] != "Draft":
        fields["archive_on"] = draw(st.none() | st.just(TODAY + timedelta(days=400)))
    fields["service_classes"] = fields["service_classes"][-4:]
    return ServiceWrite(**fields)


INDUSTRIES = [
    "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93110",
    "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93190",
]


def _producers(languages: Sequence[Language], responsible: Sequence[str]) -> st.SearchStrategy[Any]:
    self_produced = st.builds(
        ServiceProducer,
        provision=st.just("SelfProduced"),
        organisation_id=st.sampled_from(responsible),
    )
    bought = st.builds(
        ServiceProducer,
        provision=st.sampled_from(["Procured", "Other"]),
        organisation_id=st.sampled_from([OFFICE, NEIGHBOUR]),
    )
    named = st.builds(
        ServiceProducer,
        provision=st.sampled_from(["Procured", "Other"]),
        name=local(languages, prose(150)),
    )
    drawn = st.lists(st.one_of(self_produced, bought, named), min_size=1, max_size=3)
    return drawn.map(tuple)


@st.composite
def hours(draw: st.DrawFn, languages: Sequence[Language]) -> ServiceHours:
    """Hours of all kinds that version 11 knows."""
    heading = {language: draw(_words) for language in languages} if draw(st.booleans()) else {}
    season = draw(st.sampled_from([{}, {"valid_from": TODAY, "valid_to": date(2027, 5, 31)}]))
    first = draw(st.dates(TODAY, date(2027, 12, 1)))
    last = first + timedelta(days=draw(st.integers(0, 10)))
    stretch = draw(st.sampled_from([OpenHours(status="Closed"), _open(8, 12), _open(18, 0)]))
    touched = [
        WEEKDAYS[(first + timedelta(days=n)).weekday()] for n in range((last - first).days + 1)
    ]
    rules = [
        WeeklyHours(
            heading=heading,
            days={
                day: (_open(8, 12), _open(13, draw(st.sampled_from([0, 16, 20]))))
                for day in draw(unique(WEEKDAYS, 1, 7))
            },
            **season,
        ),
        ContinuousHours(heading=heading, status=draw(st.sampled_from(_STATES)), **season),
        ContinuousHours(
            heading=heading,
            from_day="friday",
            to_day="saturday",
            from_time=time(18, 0),
            to_time=time(4, 15),
            **season,
        ),
        ExceptionalHours(
            heading=heading,
            valid_from=first,
            valid_to=draw(st.sampled_from([last, None])) if last == first else last,
            days=dict.fromkeys(touched, (stretch,)),
        ),
    ]
    return ServiceHours(rules=tuple(draw(st.lists(st.sampled_from(rules), max_size=4))))


_STATES = ["Open", "OpenOnReservation"]


def _open(start: int, end: int) -> OpenHours:
    return OpenHours(start=time(start, 0), end=time(end, 0))


def streets(languages: Sequence[Language]) -> st.SearchStrategy[StreetAddress]:
    return st.builds(
        StreetAddress,
        street=local(languages, _words),
        detail=st.sampled_from(["12", "3 A 5"]),
        postal_code=st.sampled_from(["40100", "40101", "00100"]),
        municipality=st.none() | st.just("179"),
        positions=st.sampled_from([(), (PLACE,)]),
        info=st.just({}) | local(languages, prose(150)),
    )


@st.composite
def places(draw: st.DrawFn, languages: Sequence[Language]) -> Addresses:
    """Where to go."""
    foreign = ForeignAddress(address=dict.fromkeys(languages, "Drottninggatan 1"), country="SE")
    if draw(st.integers(0, 5)) == 0:
        return Addresses(foreign=(foreign,))
    other = OtherAddress(
        positions=(PLACE,), info=dict.fromkeys(languages, "Polun alussa"), postal_code="40100"
    )
    return Addresses(
        street=tuple(draw(st.lists(streets(languages), min_size=1, max_size=2))),
        other=(other,) if draw(st.booleans()) else (),
    )


@st.composite
def postal(draw: st.DrawFn, languages: Sequence[Language]) -> Addresses:
    """Where to write to."""
    box = PostOfficeBox(box=dict.fromkeys(languages, "PL 10"), postal_code="40101")
    foreign = ForeignAddress(address=dict.fromkeys(languages, "Drottninggatan 1"))
    return Addresses(
        street=tuple(draw(st.lists(streets(languages), max_size=1))),
        boxes=(box,) if draw(st.booleans()) else (),
        foreign=(foreign,) if draw(st.booleans()) else (),
    )


def _location_texts(language: Language) -> st.SearchStrategy[ServiceLocationTextsWrite]:
    return st.builds(
        ServiceLocationTextsWrite,
        name=_words.map(lambda word: f"Paikka {word} {language}"),
        alternative_name=_words,
        shows_alternative_name=st.none() | st.booleans(),
        summary=prose(150),
        description=prose(2500),
        emails=listed(emails),
        phones=listed(phones),
        faxes=listed(faxes, 1),
        web_pages=listed(links),
    )


@st.composite
def location_writes(draw: st.DrawFn) -> ServiceLocationWrite:
    """A service location with any of its fields, in one or two languages."""
    languages = draw(_languages)
    return ServiceLocationWrite(
        status=draw(st.sampled_from([None, "Published", "Draft"])),
        organisation_id=TOWN,
        connectable_by=draw(st.sampled_from(["AllOrganizations", "OwnOrganizations"])),
        service_languages=draw(unique(["fi", "sv", "en", "so"], 1, 4)),
        area=draw(st.none() | areas),
        service_hours=draw(st.none() | hours(languages)),
        location=draw(places(languages)),
        contact_addresses=draw(st.none() | postal(languages)),
        language_versions={language: draw(_location_texts(language)) for language in languages},
    )


@st.composite
def connection_writes(draw: st.DrawFn, service_id: str, channel_id: str) -> ConnectionWrite:
    """A connection of an item in Finnish and Swedish with any of its fields."""
    languages: tuple[Language, ...] = ("fi", "sv")
    texts = st.builds(
        ConnectionTextsWrite,
        description=optional(prose(500)),
        charge_info=optional(prose(500)),
        emails=listed(emails),
        phones=listed(phones),
        faxes=listed(faxes, 1),
        web_pages=listed(links),
    )
    return ConnectionWrite(
        service_id=service_id,
        channel_id=channel_id,
        charge=draw(st.sampled_from([None, "Free", "Charged", "Other"])),
        service_hours=draw(st.none() | hours(languages)),
        contact_addresses=draw(st.none() | postal(languages)),
        language_versions={language: draw(texts) for language in languages},
    )
