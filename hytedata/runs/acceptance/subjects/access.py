"""The connection itself: reach, login, rights, tokens that die, answers that are lost."""

from typing import Final
from uuid import uuid4

from hytedata.connectors.ptv.v11 import reads
from hytedata.errors import NotFound
from hytedata.models.ptv_write import ServiceTextsWrite, ServiceWrite
from hytedata.runs.acceptance.bench import Bench, changed
from hytedata.runs.acceptance.cases import Case, Section
from hytedata.runs.acceptance.compare import wanted_of
from hytedata.runs.acceptance.recording import Trouble
from hytedata.runs.acceptance.samples import service, word
from hytedata.runs.acceptance.verdicts import Failed


def _reach(bench: Bench) -> None:
    found = bench.shell.send(reads.organisation(bench.organisation_id))
    bench.require(bool(found), "Organisaatiota ei löydy", bench.organisation_id)
    last = bench.exchanges[-1]
    bench.require(not last.with_token, "Tunnus lähetettiin, vaikka sitä ei tarvita", last.line)
    bench.note("Julkinen rajapinta vastaa ilman tunnusta.")


def _login(bench: Bench) -> None:
    bench.shell.send(reads.active_item("service", str(uuid4())))
    last = bench.exchanges[-1]
    bench.require(
        last.with_token and last.status in (200, 404),
        "Tunnuksella ei saa lukea",
        f"{last.line} → {last.status}",
    )
    bench.note("Kirjautuminen antoi tunnuksen, ja sillä saa lukea suojattua rajapintaa.")


def _dead_token(bench: Bench) -> None:
    bench.shell.send(reads.active_item("service", str(uuid4())))
    before = bench.logins()
    bench.wire.stage("dead-token", "GET")
    bench.shell.send(reads.active_item("service", str(uuid4())))
    statuses = [one.status for one in bench.exchanges if one.with_token]
    bench.require(401 in statuses, "Kelpaamatonta tunnusta ei hylätty", str(statuses))
    bench.require(bench.logins() == before + 1, "Kirjautumista ei uusittu kerran")
    bench.note("Vastauksen 401 jälkeen kirjauduttiin kerran uudelleen ja pyyntö toistettiin.")


def _unknown(bench: Bench) -> None:
    nobody = str(uuid4())
    try:
        bench.update_service(ServiceWrite(charge="Free"), nobody)
    except NotFound:
        bench.require(not bench.writes, "Tuntemattomaan kohteeseen kirjoitettiin", nobody)
        bench.note("Tuntematon tunniste kerrotaan puuttuvana, eikä mitään lähetetä.")
        return
    raise Failed("Tuntematonta kohdetta voitiin muokata", nobody)


def _post_lost(bench: Bench) -> None:
    write = service(bench)
    # The reads before it set nothing off: the next POST with a token is the creation.
    bench.wire.stage("lost-answer", "POST")
    made = bench.create_service(write)
    posts = [one for one in bench.writes if one.method == "POST"]
    bench.require(len(posts) == 1, "Lisäys lähetettiin kahdesti", f"{len(posts)} POST")
    bench.note("Vastaus katosi: kohde löydettiin lähdetunnisteella, eikä sitä lisätty uudelleen.")
    bench.check_service("Löydetty palvelu", made.id, wanted_of(write))


def _put_lost(bench: Bench) -> None:
    _disturbed(bench, "lost-answer")
    bench.note("Vastaus katosi: muokkaus toistettiin, ja tulos on sama kuin kerran lähetettynä.")


def _busy(bench: Bench) -> None:
    _disturbed(bench, "busy")
    bench.note("Vastauksen 503 jälkeen odotettiin ja lähetettiin uudelleen.")


def _disturbed(bench: Bench, trouble: Trouble) -> None:
    write = service(bench)
    made = bench.create_service(write)
    language = bench.setting.first
    texts = ServiceTextsWrite(summary=word(language, "place_summary"))
    edit = ServiceWrite(language_versions={language: texts})
    bench.wire.stage(trouble, "PUT")
    bench.update_service(edit, made.id)
    puts = [one for one in bench.writes if one.method == "PUT"]
    bench.require(len(puts) == 2, "Muokkausta ei toistettu kerran", f"{len(puts)} PUT")
    bench.check_service("Muokattu palvelu", made.id, changed(wanted_of(write), edit))


ACCESS: Final = Section(
    "7",
    "Yhteys",
    "The connection itself",
    "Yhteyden toimivuus: palomuuri, oikeudet ja tunnuksen käsittely",
    (
        Case(
            "7.1",
            "Rajapinta vastaa täältä (palomuuri, varmenne)",
            "The interface can be reached from here",
            _reach,
        ),
        Case("7.2", "Kirjautuminen ja oikeudet", "Login and rights", _login),
        Case(
            "7.3",
            "Kelpaamaton tunnus uusitaan",
            "A token that is refused is renewed",
            _dead_token,
        ),
        Case("7.4", "Tuntematon kohde", "An unknown item", _unknown),
        Case(
            "7.5",
            "Lisäyksen vastaus katoaa, kaksoiskappaletta ei synny",
            "The answer to an addition is lost, no double appears",
            _post_lost,
        ),
        Case(
            "7.6",
            "Muokkauksen vastaus katoaa",
            "The answer to an edit is lost",
            _put_lost,
        ),
        Case(
            "7.7",
            "PTV on hetken varattu",
            "PTV is busy for a moment",
            _busy,
        ),
        Case(
            "7.8",
            "Toisen organisaation kohteeseen kirjoittaminen",
            "Writing to another organisation's item",
            None,
            "Jätetty kokeilematta, jotta testi ei voi muuttaa kenenkään muun tietoja. Ohjelma "
            "kirjoittaa vain oman organisaationsa kohteisiin.",
            "Not tried, so that the test can change nobody else's data. The program writes to its "
            "own organisation's items only.",
        ),
    ),
)
