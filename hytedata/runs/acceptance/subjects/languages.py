"""Language versions: added beside the first one, and taken away again."""

from hytedata.models.common import Language
from hytedata.models.ptv import Addresses
from hytedata.models.ptv_write import ServiceLocationWrite, ServiceWrite
from hytedata.runs.acceptance.bench import Bench, changed
from hytedata.runs.acceptance.compare import wanted_of
from hytedata.runs.acceptance.samples import (
    location,
    location_texts,
    service,
    service_texts,
    street,
)
from hytedata.runs.acceptance.verdicts import NotHere


def service_languages(bench: Bench) -> None:
    """Give a service a second language, then take the first one away."""
    first, second = _two(bench)
    write = service(bench, first)
    made = bench.create_service(write)
    add = ServiceWrite(language_versions={second: service_texts(bench, second)})
    bench.update_service(add, made.id)
    both = changed(wanted_of(write), add)
    bench.check_service(f"Kieliversio {second} lisätty", made.id, both)
    remove = ServiceWrite(language_versions={first: None})
    bench.update_service(remove, made.id)
    bench.check_service(f"Kieliversio {first} poistettu", made.id, changed(both, remove))


def location_languages(bench: Bench) -> None:
    """Give a service location a second language, then take the first one away."""
    first, second = _two(bench)
    write = location(bench, first)
    made = bench.create_location(write)
    add = ServiceLocationWrite(
        connectable_by="OwnOrganizations",
        location=Addresses(street=(street(bench, first, second),)),
        language_versions={second: location_texts(bench, second)},
    )
    bench.update_location(add, made.id)
    both = changed(wanted_of(write), add)
    bench.check_location(f"Kieliversio {second} lisätty", made.id, both)
    remove = ServiceLocationWrite(
        connectable_by="OwnOrganizations",
        location=Addresses(street=(street(bench, second),)),
        language_versions={first: None},
    )
    bench.update_location(remove, made.id)
    bench.check_location(f"Kieliversio {first} poistettu", made.id, changed(both, remove))


def _two(bench: Bench) -> tuple[Language, Language]:
    """Two languages of the organisation.

    Raises:
        NotHere: It has one.
    """
    languages = bench.setting.languages
    if len(languages) < 2:
        raise NotHere(
            "Testiorganisaatio on julkaistu vain yhdellä kielellä, eikä sen kohteilla voi olla "
            "muita kieliä.",
            "The organisation is published in one language, and its items can have no other.",
        )
    return languages[0], languages[1]
