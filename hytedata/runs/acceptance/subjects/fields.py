"""Correctness of fields: what is required, how long, in which form, and who notices a fault."""

from typing import Final

from hytedata.errors import WriteRefused
from hytedata.models.ptv import Addresses, Email, Phone, WebLink
from hytedata.models.ptv_write import ServiceLocationTextsWrite, ServiceTextsWrite, ServiceWrite
from hytedata.runs.acceptance.bench import Bench
from hytedata.runs.acceptance.cases import Case, Section
from hytedata.runs.acceptance.compare import wanted_of
from hytedata.runs.acceptance.samples import location, service, street

_LONGEST_NAME: Final = 100
_LONGEST_SUMMARY: Final = 150
_LONGEST_TEXT: Final = 5000
_SENTENCE: Final = "Kentällä voit pelata ja liikkua. "


def _required(bench: Bench) -> None:
    language = bench.setting.first
    texts = ServiceTextsWrite(name=bench.naming.name("ilman tietoja"))
    write = ServiceWrite(
        source_id=bench.naming.source_id("service"),
        organisation_id=bench.setting.organisation_id,
        language_versions={language: texts},
    )
    refusal = bench.refused(lambda: bench.create_service(write))
    _named(
        bench,
        refusal,
        "area",
        "funding",
        "producers",
        "service_classes",
        "ontology_terms",
        f"language_versions.{language}.summary",
        f"language_versions.{language}.description",
        f"language_versions.{language}.user_instruction",
    )
    _unsent(bench)


def _too_long(bench: Bench) -> None:
    language = bench.setting.first
    texts = ServiceTextsWrite(
        name=_filled(bench.naming.name(""), _LONGEST_NAME + 1),
        summary=_filled("", _LONGEST_SUMMARY + 1),
        description=_filled("", _LONGEST_TEXT + 1),
        user_instruction=_filled("", _LONGEST_TEXT + 1),
    )
    write = service(bench).model_copy(update={"language_versions": {language: texts}})
    refusal = bench.refused(lambda: bench.create_service(write))
    fields = ("name", "summary", "description", "user_instruction")
    _named(bench, refusal, *(f"language_versions.{language}.{field}" for field in fields))
    _unsent(bench)


def _longest(bench: Bench) -> None:
    language = bench.setting.first
    texts = ServiceTextsWrite(
        name=_filled(bench.naming.name(""), _LONGEST_NAME),
        summary=_filled("", _LONGEST_SUMMARY),
        description=_filled("", _LONGEST_TEXT),
        user_instruction=_filled("", _LONGEST_TEXT),
    )
    write = service(bench).model_copy(update={"language_versions": {language: texts}})
    made = bench.create_service(write)
    bench.check_service("Pisimmät sallitut tekstit", made.id, wanted_of(write))


def _forms(bench: Bench) -> None:
    plain, language = location(bench), bench.setting.first
    texts = (plain.language_versions[language] or ServiceLocationTextsWrite()).model_copy(
        update={
            "emails": (Email(address="ei-osoite"),),
            "phones": (Phone(type="InternationalPhone", dial_code="358", number="40 123"),),
            "web_pages": (WebLink(url="www.example.fi"),),
        }
    )
    address = street(bench, language).model_copy(update={"postal_code": "9190"})
    write = plain.model_copy(
        update={
            "source_id": "väärä tunniste",
            "location": Addresses(street=(address,)),
            "language_versions": {language: texts},
        }
    )
    refusal = bench.refused(lambda: bench.create_location(write))
    _named(
        bench,
        refusal,
        "source_id",
        "location.street[0].postal_code",
        f"language_versions.{language}.emails[0].address",
        f"language_versions.{language}.phones[0]",
        f"language_versions.{language}.web_pages[0].url",
    )
    _unsent(bench)


def _characters(bench: Bench) -> None:
    language = bench.setting.first
    plain = service(bench)
    texts = (plain.language_versions[language] or ServiceTextsWrite()).model_copy(
        update={
            "name": bench.naming.name("Äö Åå Šš Žž Ŋŋ Čč ”kenttä” & – 50 %"),
            "description": (
                "### Kentän käyttö\n"
                "Kentällä voit:\n"
                "* pelata jalkapalloa\n"
                "* harjoitella ryhmän kanssa.\n\n"
                "Kenttä on kaikkien käytössä – myös iltaisin."
            ),
        }
    )
    write = plain.model_copy(update={"language_versions": {language: texts}})
    made = bench.create_service(write)
    bench.check_service("Erikoismerkit, luettelo ja väliotsikko", made.id, wanted_of(write))


def _name_taken(bench: Bench) -> None:
    first = service(bench)
    made = bench.create_service(first)
    second = first.model_copy(update={"source_id": bench.naming.source_id("service-2")})
    refusal = bench.refused(lambda: bench.create_service(second))
    bench.require(
        "name-taken" in refusal.situations,
        "PTV:n virheilmoitusta ei tunnistettu: nimi on jo käytössä",
        str(refusal),
    )
    bench.note(f"PTV hylkäsi kirjoituksen ({refusal.status}): {_told(refusal)}")
    bench.check_service("Ensimmäinen palvelu ennallaan", made.id, wanted_of(first))


def _source_id_taken(bench: Bench) -> None:
    first = service(bench)
    made = bench.create_service(first)
    second = service(bench, tag="-2").model_copy(update={"source_id": first.source_id})
    refusal = bench.refused(lambda: bench.create_service(second))
    bench.require(
        "source-id-taken" in refusal.situations,
        "Virheilmoitusta ei tunnistettu: lähdetunniste on jo käytössä",
        str(refusal),
    )
    bench.note(f"Toista kohdetta samalla lähdetunnisteella ei synny: {_told(refusal)}")
    bench.check_service("Ensimmäinen palvelu ennallaan", made.id, wanted_of(first))


def _named(bench: Bench, refusal: WriteRefused, *fields: str) -> None:
    silent = [field for field in fields if not any(one == field for one in refusal.faults)]
    bench.require(not silent, "Kaikkia virheitä ei nimetty", f"{', '.join(silent)}; {refusal}")
    bench.note(f"Virheelliset kentät nimettiin: {', '.join(refusal.faults)}.")


def _unsent(bench: Bench) -> None:
    bench.require(
        not bench.writes, "Virheellinen kirjoitus lähetettiin PTV:hen", f"{len(bench.writes)}"
    )
    bench.note("Virheet huomattiin ennen lähetystä: PTV:hen ei lähetetty mitään.")


def _told(refusal: WriteRefused) -> str:
    return "; ".join(f"{field}: {' '.join(said)}" for field, said in refusal.faults.items())


def _filled(beginning: str, length: int) -> str:
    """A text of exactly *length* characters, without white space at its ends."""
    text = beginning + _SENTENCE * (length // len(_SENTENCE) + 1)
    cut = text[:length]
    return cut if cut == cut.strip() else f"{cut.rstrip()}.".ljust(length, ".")


FIELDS: Final = Section(
    "5",
    "Tietokenttien oikeellisuus",
    "Correctness of fields",
    "Tietokenttien oikeellisuus: muodot, pituudet ja pakollisuus",
    (
        Case("5.1", "Pakolliset tiedot puuttuvat", "Required fields are missing", _required),
        Case("5.2", "Liian pitkät tekstit", "Texts that are too long", _too_long),
        Case("5.3", "Pisimmät sallitut tekstit", "The longest texts that are allowed", _longest),
        Case(
            "5.4",
            "Väärän muotoiset yhteystiedot, postinumero ja tunniste",
            "Contacts, postal code and key in a wrong form",
            _forms,
        ),
        Case(
            "5.5",
            "Erikoismerkit, luettelot ja väliotsikot",
            "Special characters, lists and headings",
            _characters,
        ),
        Case(
            "5.6",
            "PTV:n oma virheilmoitus: nimi on jo käytössä",
            "A refusal by PTV: the name is taken",
            _name_taken,
        ),
        Case(
            "5.7",
            "Sama lähdetunniste kahdesti",
            "The same source id twice",
            _source_id_taken,
        ),
    ),
)
