"""Archiving of what left the source, and its return."""

from typing import Final

from hytedata.errors import NotFound
from hytedata.models.ptv_write import ConnectionWrite
from hytedata.runs.acceptance.bench import Bench
from hytedata.runs.acceptance.cases import Case, Section
from hytedata.runs.acceptance.compare import wanted_of
from hytedata.runs.acceptance.samples import location, service
from hytedata.runs.acceptance.verdicts import Failed


def _location(bench: Bench) -> None:
    written = service(bench)
    kept = bench.create_service(written)
    place = bench.create_location(location(bench).model_copy(update={"service_ids": (kept.id,)}))
    bench.archive("service-location", place.id)
    bench.check_archived("service-location", place.id)
    after = bench.check_service("Palvelu jää julkaistuksi", kept.id, wanted_of(written))
    bench.require(
        place.id not in (after.channel_ids or ()), "Arkistoitu kanava on yhä liitettynä", place.id
    )


def _service(bench: Bench) -> None:
    made = bench.create_service(service(bench))
    bench.archive("service", made.id)
    bench.check_archived("service", made.id)


def _twice(bench: Bench) -> None:
    made = bench.create_location(location(bench))
    bench.archive("service-location", made.id)
    try:
        bench.archive("service-location", made.id)
    except NotFound:
        bench.note("Jo arkistoitua kohdetta ei arkistoida uudelleen, eikä mitään lähetetä.")
        return
    raise Failed("Arkistoitu kohde arkistoitiin uudelleen", made.id)


def _location_back(bench: Bench) -> None:
    kept = bench.create_service(service(bench))
    write = location(bench)
    place = bench.create_location(write.model_copy(update={"service_ids": (kept.id,)}))
    bench.archive("service-location", place.id)
    back = bench.restore("service-location", place.id, write)
    bench.require(back.id == place.id, "Palautettu sai uuden tunnisteen", back.id)
    bench.connect(ConnectionWrite(service_id=kept.id, channel_id=place.id))
    bench.check_location("Palautettu palvelupaikka", place.id, wanted_of(write))
    link = wanted_of(ConnectionWrite(service_id=kept.id, channel_id=place.id))
    bench.check_connection("Uudelleen liitetty", kept.id, place.id, link)


def _service_back(bench: Bench) -> None:
    write = service(bench)
    made = bench.create_service(write)
    bench.archive("service", made.id)
    back = bench.restore("service", made.id, write)
    bench.require(back.id == made.id, "Palautettu sai uuden tunnisteen", back.id)
    bench.check_service("Palautettu palvelu", made.id, wanted_of(write))


ARCHIVING: Final = Section(
    "6",
    "Lähteestä poistuneen arkistointi",
    "Archiving of what left the source",
    "Lähdejärjestelmästä poistuneiden tietojen arkistointi",
    (
        Case(
            "6.1",
            "Palvelupaikan arkistointi, palvelu jää julkaistuksi",
            "Archiving a service location while its service stays",
            _location,
        ),
        Case("6.2", "Palvelun arkistointi", "Archiving a service", _service),
        Case("6.3", "Arkistointi kahdesti", "Archiving twice", _twice),
        Case(
            "6.4",
            "Lähteeseen palannut palvelupaikka palautetaan ja liitetään uudelleen",
            "A service location that returns is restored and connected again",
            _location_back,
        ),
        Case(
            "6.5",
            "Lähteeseen palannut palvelu palautetaan",
            "A service that returns is restored",
            _service_back,
        ),
    ),
)
