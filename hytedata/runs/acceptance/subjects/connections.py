"""Connections: made, given extra information, changed, emptied, and taken away one by one."""

from typing import Final

from hytedata.models.ptv_write import ConnectionTextsWrite, ConnectionWrite
from hytedata.runs.acceptance.bench import Bench, changed
from hytedata.runs.acceptance.cases import Case, Section
from hytedata.runs.acceptance.compare import Wanted, wanted_of
from hytedata.runs.acceptance.samples import full_connection, location, service, word


def _at_creation(bench: Bench) -> None:
    made = bench.create_service(service(bench))
    write = location(bench).model_copy(update={"service_ids": (made.id,)})
    place = bench.create_location(write)
    bench.check_location("Palvelupaikka liitettynä", place.id, wanted_of(write))
    bench.check_connection("Liitos", made.id, place.id, _bare(made.id, place.id))


def _with_details(bench: Bench) -> None:
    service_id, place_id = _ends(bench)
    write = full_connection(bench, service_id, place_id)
    bench.connect(write)
    bench.check_connection("Liitos lisätietoineen", service_id, place_id, wanted_of(write))


def _edited(bench: Bench) -> None:
    service_id, place_id = _ends(bench)
    write = full_connection(bench, service_id, place_id)
    bench.connect(write)
    language = bench.setting.first
    texts = ConnectionTextsWrite(description=word(language, "place_description"))
    edit = ConnectionWrite(
        service_id=service_id,
        channel_id=place_id,
        charge="Charged",
        language_versions={language: texts},
    )
    bench.connect(edit)
    wanted = changed(wanted_of(write), edit)
    bench.check_connection("Muokattu lisätieto", service_id, place_id, wanted)
    empty = ConnectionWrite(
        service_id=service_id,
        channel_id=place_id,
        service_hours=None,
        contact_addresses=None,
        language_versions={language: ConnectionTextsWrite(phones=(), emails=(), web_pages=())},
    )
    bench.connect(empty)
    wanted = changed(wanted, empty)
    bench.check_connection("Tyhjennetyt yhteystiedot ja ajat", service_id, place_id, wanted)


def _removed(bench: Bench) -> None:
    service_id, gone = _ends(bench)
    kept = bench.create_location(location(bench, tag="-2")).id
    bench.connect(_plain(service_id, gone))
    details = full_connection(bench, service_id, kept)
    bench.connect(details)
    bench.disconnect(service_id, gone)
    found = bench.public_service(service_id)
    bench.require(
        found is not None and gone not in (found.channel_ids or ()),
        "Liitos on yhä olemassa",
        f"{service_id}/{gone}",
    )
    bench.note("Poistettu liitos ei enää näy palvelulla.")
    bench.check_connection("Toinen liitos ennallaan", service_id, kept, wanted_of(details))
    bench.require(bench.public_location(gone) is not None, "Kanava katosi liitoksen mukana", gone)


def _ends(bench: Bench) -> tuple[str, str]:
    made = bench.create_service(service(bench))
    return made.id, bench.create_location(location(bench)).id


def _plain(service_id: str, channel_id: str) -> ConnectionWrite:
    return ConnectionWrite(service_id=service_id, channel_id=channel_id)


def _bare(service_id: str, channel_id: str) -> Wanted:
    return wanted_of(_plain(service_id, channel_id))


CONNECTIONS: Final = Section(
    "4",
    "Liitokset ja niiden lisätiedot",
    "Connections and their extra information",
    "Liitosten ja liitosten lisätietojen lisääminen ja muokkaaminen",
    (
        Case(
            "4.1",
            "Palvelupaikka liitetään palveluun lisättäessä",
            "Connecting while a service location is added",
            _at_creation,
        ),
        Case(
            "4.2",
            "Liitos lisätietoineen",
            "A connection with its extra information",
            _with_details,
        ),
        Case(
            "4.3",
            "Liitoksen lisätietojen muokkaaminen ja tyhjentäminen",
            "Editing and emptying extra information",
            _edited,
        ),
        Case(
            "4.4",
            "Liitoksen poistaminen, muut liitokset säilyvät",
            "Removing one connection, keeping the others",
            _removed,
        ),
        Case(
            "4.5",
            "Palvelukokonaisuudet",
            "Service collections",
            None,
            "Ohjelma ei muodosta palvelukokonaisuuksia; ne kootaan PTV:n käyttöliittymässä.",
            "The program makes no service collections; people do, in PTV's user interface.",
        ),
    ),
)
