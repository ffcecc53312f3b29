"""Records for the rules on fields."""

from hytedata.models.common import Json
from tests.quality.ptv.judging import Document, link, place, service

_KOKO = "http://www.yso.fi/onto/koko/p10060"
_TOL = "http://www.stat.fi/meta/luokitukset/toimiala/001-2008/93110"
_FULL: dict[str, Json] = {
    "name": "Uimahalli",
    "summary": "Ui, sukella ja kuntoile.",
    "description": "Hallissa on kolme allasta.",
}


def _of(**fields: Json) -> Document:
    return {"type": "Service", **fields}


def _organisation(**texts: Json) -> Document:
    return {"type": "Municipality", "language_versions": {"fi": texts}}


_DESCRIBED: Document = {"general_description_id": "g"}

FIRES: dict[str, list[Document]] = {
    "PTV-FLD-001": [
        service(summary="Ui, sukella ja kuntoile."),
        place("sv", name="Simhall " * 20, summary="Simma och dyk."),
        _of(),
    ],
    "PTV-FLD-004": [
        service(name="Uimahalli"),
        place("sv", name="Simhall", description="Tre bassänger."),
    ],
    "PTV-FLD-005": [
        service(name="Uimahalli", summary="Ui, sukella ja kuntoile. " * 8),
        place("sv", name="Simhall", summary="Sim"),
    ],
    "PTV-FLD-006": [
        service(name="Uimahalli", summary="uimahalli."),
        place("sv", name="Korsnäs tandklinik", summary="Korsnäs  tandklinik"),
    ],
    "PTV-FLD-008": [
        place(name="Uimahalli", summary="Ui ja kuntoile."),
        service("sv", name="Simhall", summary="Simma.", description="Tre bassänger. " * 400),
        _organisation(name="Kunta", summary="Kunta meren äärellä.", description="Kunta. " * 400),
    ],
    "PTV-FLD-009": [
        service(**_FULL, user_instruction="Varaa vuoro. " * 500),
        service("sv", name="Simhall", conditions="Ja."),
    ],
    "PTV-FLD-059": [service(**_FULL), service("sv", name="Simhall", user_instruction=" ")],
    "PTV-FLD-010": [
        link(description="Kerro, että tulet. " * 40),
        service("sv", name="Simhall", charge_info="5 €"),
    ],
    "PTV-FLD-011": [
        _of(service_classes=["P27"]),
        _of(service_classes=[]),
        _of(service_classes=["P27.1", "P27.2", "P25.1", "P25.2", "P25.5"]),
    ],
    "PTV-FLD-061": [_of(service_classes=["P27.1", "P99.9"])],
    "PTV-FLD-012": [
        _of(),
        _of(ontology_terms=["http://www.yso.fi/onto/yso/p916"]),
        _of(ontology_terms=[f"http://www.yso.fi/onto/koko/p{n}" for n in range(1, 12)]),
    ],
    "PTV-FLD-013": [_of(), _of(target_groups=["KR1", "KR2"])],
    "PTV-FLD-063": [_of(target_groups=[f"KR1.{n}" for n in range(1, 6)])],
    "PTV-FLD-014": [
        _of(target_groups=["KR2", "KR2.1"], life_events=["KE1"]),
        _of(target_groups=["KR1"], industrial_classes=[_TOL]),
    ],
    "PTV-FLD-015": [_of(), {"type": "ServiceLocation"}, {"type": "TelephoneService"}],
    "PTV-FLD-017": [
        service(legislation=[{"url": "https://www.kunta.example/laki"}]),
        service("sv", legislation=[{"url": "http://www.finlex.fi.example/fi"}]),
    ],
    "PTV-FLD-067": [
        service(summary="Saat palvelua vammaispalvelulain mukaan."),
        service("sv", description="Färdtjänst ordnas enligt handikappservicelagen."),
        service(description="Oikeus perustuu säädökseen (571/2016)."),
    ],
    "PTV-FLD-018": [
        {
            "type": "Service",
            "language_versions": {
                "fi": {"name": "Uimahalli", "charge_info": "Kerta on viisi euroa."},
                "sv": {"name": "Simhall"},
            },
        },
        {
            **_DESCRIBED,
            "type": "Service",
            "language_versions": {
                "fi": {"name": "Uimahalli"},
                "sv": {"name": "Simhall", "user_instruction": "Boka en tid."},
            },
        },
    ],
    "PTV-FLD-020": [service(keywords=["uinti", "sukellus"]), service("sv", keywords=["simning"])],
}

SILENT: dict[str, list[Document]] = {
    "PTV-FLD-001": [
        service(**_FULL),
        {
            "type": "ServiceLocation",
            "published_at": "2026-03-01T10:00:00Z",
            "language_versions": {"fi": {"name": "Uimahalli " * 20}},
        },
        {
            "type": "ServiceLocation",
            "language_versions": {"fi": {"name": "Halli"}, "sv": {"phones": []}},
        },
    ],
    "PTV-FLD-004": [service(**_FULL), {"type": "Service"}],
    "PTV-FLD-005": [service(**_FULL), service(name="Uimahalli")],
    "PTV-FLD-006": [service(**_FULL), service("sv", name="Simhall", summary="Simhall i centrum.")],
    "PTV-FLD-008": [
        service(**_FULL),
        {**service(name="Uimahalli", summary="Ui ja kuntoile."), **_DESCRIBED},
    ],
    "PTV-FLD-009": [service(**_FULL), service(**_FULL, user_instruction="Varaa vuoro.")],
    "PTV-FLD-059": [
        service(**_FULL, user_instruction="Varaa vuoro."),
        {**service(**_FULL), **_DESCRIBED},
    ],
    "PTV-FLD-010": [
        link(description="Kerro, että tulet kylään."),
        service(name="Uimahalli", description="Hallissa on kolme allasta. " * 30),
    ],
    "PTV-FLD-011": [
        _of(service_classes=["P27", "P27.1"]),
        _of(service_classes=["P27"], **_DESCRIBED),
        _of(service_classes=[], **_DESCRIBED),
    ],
    "PTV-FLD-061": [_of(service_classes=["P27.1"]), _of(service_classes=["P99.9"], **_DESCRIBED)],
    "PTV-FLD-012": [_of(ontology_terms=[_KOKO]), _of(**_DESCRIBED)],
    "PTV-FLD-013": [
        _of(target_groups=["KR1"]),
        _of(target_groups=["KR2", "KR2.7"]),
        _of(target_groups=["KR1", "KR2"], **_DESCRIBED),
    ],
    "PTV-FLD-063": [_of(target_groups=["KR1", "KR1.1", "KR1.2", "KR1.3", "KR1.4"])],
    "PTV-FLD-014": [
        _of(target_groups=["KR1.1"], life_events=["KE1"]),
        _of(target_groups=["KR2.1"], industrial_classes=[_TOL]),
        _of(target_groups=["KR2"], life_events=["KE1"], **_DESCRIBED),
    ],
    "PTV-FLD-015": [
        _of(service_languages=["fi", "sv"]),
        {"type": "PrintableForm"},
        {"type": "EService"},
        {"type": "WebPage"},
    ],
    "PTV-FLD-017": [
        service(legislation=[{"url": "http://www.finlex.fi/fi/laki/ajantasa/2015/20150390"}]),
        service("sv", legislation=[{"url": "https://finlex.fi/sv"}, {"name": "Idrottslag"}]),
    ],
    "PTV-FLD-067": [
        service(description="Saat tukea, jos sinulla on todistus. Talon katto on laki."),
        service("sv", description="Förslag och underlag behandlas av bolaget."),
        service(description="Matkaa on 3/4 kilometriä. Kausi on 2025/2026."),
    ],
    "PTV-FLD-018": [
        service(**_FULL, charge_info="Kerta on viisi euroa."),
        {
            "type": "Service",
            "language_versions": {
                "fi": {"name": "Uimahalli", "user_instruction": "Varaa vuoro."},
                "sv": {"name": "Simhall"},
            },
        },
    ],
    "PTV-FLD-020": [{**service(keywords=["uinti"]), "ontology_terms": [_KOKO]}, _of()],
}
