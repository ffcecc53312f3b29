"""Slips in texts of PTV: what does not belong there, and how it is written."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from tests.quality.county.sentences import Labelled, labelled
from tests.quality.county.slips import PLACE, TOLD, Slip, adds, says

_CODES: Final = {
    "T1": "PTV-STY-001",
    "T4": "PTV-STY-004",
    "T5": "PTV-STY-005",
    "S4": "PTV-STR-004",
    "S5": "PTV-STR-005",
    "S6": "PTV-STR-006",
}
_ALL: Final = (*TOLD, "connection")
_LONG: Final = (
    "fi: Kaupunki järjestää asukkailleen ohjattua liikuntaa uimahallissa, jäähallissa, salissa, "
    "koulujen saleissa, kylätaloilla, puistoissa, rannoilla, laduilla ja poluilla kaikkina "
    "vuodenaikoina sekä vauvoille, lapsille, nuorille, työikäisille, ikääntyneille ja perheille.",
    "sv: Staden ordnar ledd motion för sina invånare i simhallen, i ishallen, på gymmet, i "
    "skolornas salar, i byagårdarna, i parkerna, på stränderna, i skidspåren och "
    "på stigarna under alla årstider.",
)


def _labelled(label: str) -> list[Labelled]:
    """Sentences that a person says break a rule, with what else each of them breaks."""
    return [
        # One passive in a text is no style yet.
        Labelled(_codes(one.rules - {label, "T1"}), one.language, one.text)
        for one in labelled()
        if label in one.rules
    ]


def _passives() -> list[Labelled]:
    """Two sentences in the passive at a time."""
    finnish = [one for one in labelled() if "T1" in one.rules]
    return [
        Labelled(_codes((one.rules | other.rules) - {"T1"}), "fi", f"{one.text} {other.text}")
        for one, other in pairwise(finnish)
    ]


def _codes(labels: frozenset[str]) -> frozenset[str]:
    return frozenset(_CODES[one] for one in labels)


TEXT_SLIPS: Final[Mapping[str, Slip]] = {
    "PTV-STR-001": Slip(_ALL, says(
        "description",
        "fi: Lähetä hakemus osoitteeseen kirjaamo@kunta.example.",
        "sv: Boka per e-post: fritid(at)kommun.example.",
        "en: Write to sports@city.example.",
    )),
    "PTV-STR-002": Slip(_ALL, says(
        "description",
        "fi: Hinnat: https://www.kunta.example/hinnat",
        "sv: Se www.kommun.example för priser.",
        "en: Prices: www.city.example/prices",
    )),
    "PTV-STR-003": Slip(_ALL, says(
        "description",
        "fi: Kysy lisää numerosta 08 5587 5000.",
        "fi: Hinnan saat numerosta +358 40 123 4567.",
        "sv: Ring 050-123 4567 för att boka.",
    )),
    "PTV-STR-004": Slip(_ALL, adds("description", _labelled("S4"))),
    "PTV-STR-005": Slip(_ALL, adds("description", _labelled("S5"))),
    "PTV-STR-006": Slip(_ALL, adds("description", _labelled("S6"))),
    "PTV-STR-052": Slip(_ALL, says(
        "description",
        "fi: Lisätietoja antaa kylatalo.org",
        "fi: Varaukset tehdään osoitteessa nuorisotila.fi",
        "sv: Mera information: byagarden.org",
        "en: Read more at kajaaniyouth.fi",
    )),
    "PTV-STY-001": Slip(TOLD, adds("description", _passives())),
    "PTV-STY-002": Slip(TOLD, says("description", *_LONG)),
    "PTV-STY-003": Slip(TOLD, says(
        "description",
        "fi: Halli on uusi. Se on suuri. Siellä on lämmin. Tule sinne. Ota kaveri.",
        "sv: Hallen är ny. Den är stor. Där är varmt. Kom dit. Ta med en vän.",
        "en: The hall is new. It is big. It is warm. Come there. Bring a friend.",
    )),
    "PTV-STY-004": Slip(TOLD, adds("description", _labelled("T4"))),
    "PTV-STY-005": Slip(TOLD, adds("description", _labelled("T5"))),
    "PTV-STY-006": Slip(TOLD, says(
        "description",
        "fi: Halli &amp; kenttä ovat vierekkäin.",
        "sv: Hallen &amp; planen ligger bredvid varandra.",
        "fi: <p>Tule mukaan.</p>",
    )),
    "PTV-STY-056": Slip(TOLD, says(
        "description",
        "fi: **Huom!** Tarvitset jäsenkortin.",
        "sv: Obs! __Inga__ hundar.",
    )),
    "PTV-FLD-067": Slip(TOLD, says(
        "description",
        "fi: Saat palvelua vammaispalvelulain mukaan.",
        "fi: Oikeus perustuu säädökseen (571/2016).",
        "fi: Kuntalain 7 § takaa sinulle palvelun.",
        "sv: Färdtjänst får du enligt handikappservicelagen.",
        "fi: Näin säätää eduskunta asetuksessaan vesiliikenteestä.",
    )),
    "PTV-CON-006": Slip((*TOLD, PLACE), says(
        "description",
        "fi: Lisätietoja antaa liikuntasihteeri Maija Meikäläinen.",
        "sv: Rektor Anna Andersson ger mera information.",
        "fi: Ota yhteyttä ohjaaja Matti Virtaseen.",
        "fi: Kysy lisää Pekalta.",
    )),
}  # fmt: skip
"""Rule → its slip. Some of those for heuristics are such that no rule finds them yet."""
