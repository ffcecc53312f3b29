"""Records for the rules on contacts and places."""

from hytedata.models.common import Json
from tests.quality.ptv.judging import Document, channel, link, phone, place, service


def _at(*streets: Json, **more: Json) -> Document:
    return {"type": "ServiceLocation", "location": {"street": list(streets), **more}}


def _street(name: str, detail: str | None = "8", code: str = "91600", **more: Json) -> Document:
    return {"street": {"fi": name}, "detail": detail, "postal_code": code, **more}


def _point(east: int, north: int = 7_000_000) -> Json:
    position: Json = {"east": east, "north": north}
    return [{"position": position, "source": "NLS"}]


def _remark(code: str, field: str = "addresses[0].streetAddress.latitude") -> Json:
    remark: Json = {"field": field, "code": code, "raw": "65.1, 25.4"}
    return [remark]


def _empty_fax(language: str) -> Json:
    raw = f'{{"language": "{language}", "isFinnishServiceNumber": true, "type": "Fax"}}'
    return {"field": "phoneNumbers[0]", "code": "no-number", "raw": raw}


FIRES: dict[str, list[Document]] = {
    "PTV-CON-001": [
        place(phones=[phone("0401234567")]),
        place("sv", phones=[phone("040 123", None)]),
        channel("EService", support_phones=[phone("504141191", None)]),
    ],
    "PTV-CON-051": [
        {"type": "ServiceLocation", "remarks": _remark("no-number", "phoneNumbers[0]")},
        {"type": "PhoneChannel", "remarks": _remark("no-number", "phoneNumbers[2]")},
    ],
    "PTV-CON-002": [
        place("se", phones=[phone()]),
        channel("TelephoneService", "smn", phones=[phone()]),
    ],
    "PTV-CON-003": [
        place(phones=[phone(charge=None)]),
        place("sv", phones=[phone(charge="ExtraCharge")]),
        place(phones=[phone(charge_description="Hinta. " * 50)]),
    ],
    "PTV-CON-004": [
        place(phones=[phone(), phone("501234567")]),
        place("sv", phones=[phone(info="Bokningar"), phone("501234567")]),
    ],
    "PTV-CON-005": [place(phones=[phone("123")]), link(phones=[phone("4012")])],
    "PTV-CON-006": [
        place(emails=[{"address": "matti.meikalainen@example.fi"}]),
        place("sv", phones=[phone(info="Rektor Anna Andersson")]),
        service(description="Lisätietoja antaa liikuntasihteeri Maija Meikäläinen."),
    ],
    "PTV-CON-007": [
        place(web_pages=[{"url": "www.example.fi"}]),
        channel("WebPage", "sv", web_address={"url": "https:/example.fi"}),
        channel("EService", web_address={"url": "https://tunnistautuminen.suomi.fi/x"}),
        channel("PrintableForm", files=[{"url": "lomake.pdf"}]),
    ],
    "PTV-CON-008": [
        place(emails=[{"address": "liikunta@"}]),
        channel("WebPage", "sv", support_emails=[{"address": "www.example.fi"}]),
    ],
    "PTV-CON-009": [
        {"type": "ServiceLocation"},
        _at(_street("Raastuvankatu 29", None)),
        _at(_street("PL 43")),
        _at(_street("Koulutie", code="9160")),
        _at(_street("Koulutie", None)),
    ],
    "PTV-CON-010": [_at(other=[{"info": {"fi": "Järven rannassa"}, "positions": _point(500_000)}])],
    "PTV-CON-011": [
        _at(
            _street("Koulutie", positions=_point(500_000)),
            _street("Rantatie", positions=_point(520_000)),
        )
    ],
    "PTV-CON-012": [
        {"type": "ServiceLocation", "remarks": _remark("degrees")},
        {"type": "Municipality", "remarks": _remark("outside-finland")},
    ],
    "PTV-CON-062": [
        _at(_street("Koulutie", municipality="889"), _street("Tie", municipality="564"))
    ],
    "PTV-CON-013": [
        channel("EService", name="Ajanvaraus"),
        channel("WebPage", "sv", name="Idrott", web_address={"name": "Idrott"}),
    ],
    "PTV-CON-063": [channel("EService", "sv", accessibility="PartiallyCompliant")],
    "PTV-CON-014": [
        channel("TelephoneService", name="Neuvonta"),
        channel("PrintableForm", "sv", name="Blankett"),
    ],
    "PTV-CON-015": [
        {"type": "EService", "remarks": _remark("no-signature-quantity", "requiresSignature")}
    ],
}

SILENT: dict[str, list[Document]] = {
    "PTV-CON-001": [
        place(phones=[phone(), phone("0600123456", None), phone("116117", None)]),
        place(faxes=[{"type": "Fax", "number": "08 1"}]),
        place("sv", phones=[phone("812345678", "+46")]),
    ],
    # A town's school: the form still had its row for a fax, in one language, without a number.
    "PTV-CON-051": [
        {"type": "ServiceLocation", "remarks": [_empty_fax("sv")]},
        {"type": "ServiceLocation", "remarks": _remark("no-number", "faxNumbers[0]")},
    ],
    "PTV-CON-002": [place("sv", phones=[phone()]), place("en", phones=[phone()])],
    "PTV-CON-003": [
        place(phones=[phone()]),
        place("sv", phones=[phone(charge="ExtraCharge", charge_description="1 € per minut")]),
    ],
    "PTV-CON-004": [
        place(phones=[phone()]),
        place("sv", phones=[phone(info="Bokningar"), phone("501234567", info="Kassa")]),
    ],
    "PTV-CON-005": [place(phones=[phone("112", None)]), place(phones=[phone("40123")])],
    "PTV-CON-006": [
        place(emails=[{"address": "liikunta.palvelut@example.fi"}, {"address": "info@example.fi"}]),
        place("sv", phones=[phone(info="Helena Wendells park")]),
        service(
            description="Anna Tapion koulu on Aleksis Kiven kadulla. Aino Ackté lauloi täällä."
        ),
    ],
    "PTV-CON-007": [
        place(web_pages=[{"url": "https://www.example.fi/liikunta?x=1"}, {"name": "Ei osoitetta"}]),
        channel("WebPage", "sv", web_address={"url": "http://example.fi"}),
    ],
    "PTV-CON-008": [place(emails=[{"address": "vapaa-aika@pyhäntä.example"}])],
    "PTV-CON-009": [
        _at(_street("Koulutie")),
        _at(_street("Valtatie 4", None, positions=_point(500_000))),
        _at(other=[{"info": {"fi": "Järven rannassa"}}]),
        channel("WebPage"),
    ],
    "PTV-CON-010": [_at(_street("Koulutie")), {"type": "ServiceLocation"}],
    "PTV-CON-011": [
        _at(_street("Koulutie", positions=_point(500_000))),
        _at(
            _street("Koulutie", positions=_point(500_000)),
            _street("Rantatie", positions=_point(501_000)),
        ),
    ],
    "PTV-CON-012": [{"type": "ServiceLocation", "remarks": _remark("no-position")}],
    "PTV-CON-062": [_at(_street("Koulutie", municipality="889")), _at(_street("Koulutie"))],
    "PTV-CON-013": [
        channel("EService", name="Ajanvaraus", web_address={"url": "https://example.fi"}),
        channel("WebPage", "en", web_address=None),
        channel("TelephoneService", name="Neuvonta"),
    ],
    "PTV-CON-063": [
        channel("EService", accessibility="Unknown"),
        {
            **channel("WebPage", accessibility="FullyCompliant"),
            "published_at": "2026-03-01T10:00:00Z",
        },
        {
            **channel("WebPage", accessibility="FullyCompliant"),
            "extras": {"accessibilityClassification": [{"wcagLevel": "LevelAA"}]},
        },
    ],
    "PTV-CON-014": [
        channel("TelephoneService", name="Neuvonta", phones=[phone()]),
        channel("PrintableForm", "sv", files=[{"url": "https://example.fi/blankett.pdf"}]),
    ],
    "PTV-CON-015": [{"type": "EService", "signatures": 2}, {"type": "EService", "signatures": 0}],
}
