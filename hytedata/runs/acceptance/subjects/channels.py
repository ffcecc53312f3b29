"""Channels: service locations added, edited, emptied; the other kinds are not ours."""

from typing import Final

from hytedata.models.ptv import Addresses
from hytedata.models.ptv_write import ServiceLocationTextsWrite, ServiceLocationWrite
from hytedata.runs.acceptance.bench import Bench, changed
from hytedata.runs.acceptance.cases import Case, Section
from hytedata.runs.acceptance.compare import wanted_of
from hytedata.runs.acceptance.samples import full_location, location, place_without_street, word
from hytedata.runs.acceptance.subjects.languages import location_languages


def _added(bench: Bench) -> None:
    write = full_location(bench)
    made = bench.create_location(write)
    bench.require(
        made.source_id == write.source_id,
        "Lähdetunniste ei tallentunut",
        f"{write.source_id} → {made.source_id}",
    )
    bench.note(f"Tunnuksella luettuna lähdetunniste on {made.source_id}.")
    wanted = {**wanted_of(write), "status": "Published"}
    bench.check_location("Lisätty palvelupaikka", made.id, wanted)


def _edited(bench: Bench) -> None:
    write = full_location(bench)
    made = bench.create_location(write)
    language = bench.setting.first
    texts = ServiceLocationTextsWrite(
        name=bench.naming.name(f"{word(language, 'place')} 3"),
        summary=word(language, "summary"),
        description=word(language, "description"),
    )
    edit = ServiceLocationWrite(
        connectable_by="AllOrganizations",
        service_languages=("fi", "sv"),
        language_versions={language: texts},
    )
    bench.update_location(edit, made.id)
    bench.check_location(
        "Muokattu palvelupaikka: muutettu on muuttunut ja muu ennallaan",
        made.id,
        changed(wanted_of(write), edit),
    )


def _emptied(bench: Bench) -> None:
    write = full_location(bench)
    made = bench.create_location(write)
    texts = ServiceLocationTextsWrite(emails=(), phones=(), faxes=(), web_pages=())
    edit = ServiceLocationWrite(
        connectable_by="AllOrganizations",
        service_hours=None,
        language_versions={bench.setting.first: texts},
    )
    bench.update_location(edit, made.id)
    wanted = changed(wanted_of(write), edit)
    bench.check_location("Tyhjennetyt yhteystiedot ja aukioloajat", made.id, wanted)


def _terrain(bench: Bench) -> None:
    language = bench.setting.first
    place = Addresses(other=(place_without_street(language),))
    write = location(bench).model_copy(update={"location": place})
    made = bench.create_location(write)
    bench.check_location("Paikka ilman katuosoitetta", made.id, wanted_of(write))


def _open(bench: Bench) -> None:
    write = location(bench).model_copy(update={"connectable_by": "AllOrganizations"})
    made = bench.create_location(write)
    bench.check_open("Lisättynä", made.id)
    texts = ServiceLocationTextsWrite(summary=word(bench.setting.first, "summary"))
    edit = ServiceLocationWrite(language_versions={bench.setting.first: texts})
    bench.update_location(edit, made.id)
    bench.check_location("Muokattu tekstiä", made.id, changed(wanted_of(write), edit))
    bench.check_open("Muokkauksen jälkeen", made.id)


_WHY: Final = (
    "Liikuntapaikka on palvelupaikka. Ohjelma ei lisää eikä muuta muun tyyppisiä kanavia, ja "
    "säilyttää niiden liitokset palveluihin."
)
_WHY_ENGLISH: Final = (
    "A sports site is a service location. The program writes no other kinds of channel, and keeps "
    "their connections."
)

CHANNELS: Final = Section(
    "3",
    "Asiointikanavat",
    "Service channels",
    "Asiointikanavien lisääminen ja muokkaaminen",
    (
        Case(
            "3.1",
            "Palvelupaikan lisääminen kaikkine tietoineen",
            "Adding a service location",
            _added,
        ),
        Case("3.2", "Palvelupaikan muokkaaminen", "Editing a service location", _edited),
        Case(
            "3.3",
            "Yhteystietojen ja aukioloaikojen tyhjentäminen",
            "Emptying contacts and hours",
            _emptied,
        ),
        Case(
            "3.4",
            "Palvelupaikan kieliversion lisääminen ja poistaminen",
            "Adding and removing a language version of a service location",
            location_languages,
        ),
        Case(
            "3.5",
            "Palvelupaikka maastossa ilman katuosoitetta",
            "A service location without a street address",
            _terrain,
        ),
        Case(
            "3.6",
            "Kanavan näkyvyys muille organisaatioille säilyy",
            "A channel that is open to all stays so",
            _open,
        ),
        Case("3.7", "Verkkoasiointi", "E-service", None, _WHY, _WHY_ENGLISH),
        Case("3.8", "Verkkosivu", "Web page", None, _WHY, _WHY_ENGLISH),
        Case("3.9", "Puhelinasiointi", "Telephone service", None, _WHY, _WHY_ENGLISH),
        Case("3.10", "Tulostettava lomake", "Printable form", None, _WHY, _WHY_ENGLISH),
    ),
)
