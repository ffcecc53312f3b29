"""Services: added, edited, emptied where PTV can, in several languages, from draft to published."""

from typing import Final

from hytedata.connectors.ptv.v11 import reads
from hytedata.models.ptv_write import ServiceTextsWrite, ServiceWrite
from hytedata.runs.acceptance.bench import Bench, changed
from hytedata.runs.acceptance.cases import Case, Section
from hytedata.runs.acceptance.compare import wanted_of
from hytedata.runs.acceptance.samples import full_service, service, word
from hytedata.runs.acceptance.subjects.languages import service_languages


def _added(bench: Bench) -> None:
    write = full_service(bench)
    made = bench.create_service(write)
    bench.require(
        made.source_id == write.source_id,
        "Lähdetunniste ei tallentunut",
        f"{write.source_id} → {made.source_id}",
    )
    bench.note(f"Tunnuksella luettuna lähdetunniste on {made.source_id}.")
    bench.check_service("Lisätty palvelu", made.id, {**wanted_of(write), "status": "Published"})


def _edited(bench: Bench) -> None:
    write = full_service(bench)
    made = bench.create_service(write)
    language = bench.setting.first
    texts = ServiceTextsWrite(
        name=bench.naming.name(f"{word(language, 'service')} 3"),
        summary=word(language, "place_summary"),
        description=word(language, "place_description"),
    )
    edit = ServiceWrite(
        service_languages=("fi", "sv", "en"),
        charge="Free",
        ontology_terms=(write.ontology_terms or ())[:1],
        language_versions={language: texts},
    )
    bench.update_service(edit, made.id)
    bench.check_service(
        "Muokattu palvelu: muutettu on muuttunut ja muu ennallaan",
        made.id,
        changed(wanted_of(write), edit),
    )


def _emptied(bench: Bench) -> None:
    write = full_service(bench)
    made = bench.create_service(write)
    texts = ServiceTextsWrite(keywords=(), legislation=(), charge_info=None, alternative_name=None)
    edit = ServiceWrite(
        charge=None,
        life_events=(),
        industrial_classes=(),
        language_versions={bench.setting.first: texts},
    )
    bench.update_service(edit, made.id)
    bench.check_service("Tyhjennetyt kentät", made.id, changed(wanted_of(write), edit))


def _draft(bench: Bench) -> None:
    write = service(bench).model_copy(update={"status": "Draft"})
    made = bench.create_service(write)
    bench.require(
        bench.public_service(made.id) is None, "Luonnos näkyy julkisessa rajapinnassa", made.id
    )
    held = bench.shell.send(reads.active_item("service", made.id))
    bench.require(held is not None, "Luonnosta ei löydy tunnuksellakaan", made.id)
    bench.note("Luonnos näkyy vain tunnuksella, ei julkisessa rajapinnassa.")
    publish = ServiceWrite(status="Published")
    bench.update_service(publish, made.id)
    bench.check_service("Julkaistu luonnos", made.id, changed(wanted_of(write), publish))


SERVICES: Final = Section(
    "2",
    "Palvelut",
    "Services",
    "Palveluiden lisääminen ja muokkaaminen",
    (
        Case("2.1", "Palvelun lisääminen kaikkine tietoineen", "Adding a service", _added),
        Case("2.2", "Palvelun muokkaaminen", "Editing a service", _edited),
        Case("2.3", "Palvelun tietojen tyhjentäminen", "Emptying fields of a service", _emptied),
        Case(
            "2.4",
            "Palvelun kieliversion lisääminen ja poistaminen",
            "Adding and removing a language version of a service",
            service_languages,
        ),
        Case("2.5", "Luonnoksen julkaiseminen", "Publishing a draft", _draft),
        Case(
            "2.6",
            "Pohjakuvaukseen liitetty palvelu",
            "A service on a general description",
            None,
            "Liikuntapaikkojen palvelut kuvataan omilla teksteillä, joten ohjelma ei liitä niitä "
            "pohjakuvaukseen.",
            "Services of sports sites have texts of their own and build on no general description.",
        ),
    ),
)
