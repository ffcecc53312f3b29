"""Sentences that are in order, and labelled ones that are not, in three languages."""

import random
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

_LABELLED: Final = Path(__file__).parents[1] / "ptv" / "sentences.txt"

_MORE: Final = {
    "fi": """
        Tule mukaan, vaikka et olisi kokeillut lajia aiemmin.
        Ota mukaan sisäkengät ja juomapullo.
        Ohjaaja neuvoo sinua laitteiden käytössä.
        Palvelu on sinulle maksuton.
        Ryhmässä tapaat muita samassa tilanteessa olevia.
        Saat tukea elämäntapojen muutokseen.
        Voit osallistua omien voimiesi mukaan.
        Neuvoja kuuntelee sinua ja auttaa löytämään oikean avun.
        Tilaan pääsee pyörätuolilla.
        Kerro toiveesi ohjaajalle.
        Varaa aika verkossa tai puhelimella.
        Ilmoita, jos et pääse tulemaan.
        Kysy lisää neuvonnasta.
        Lapsi voi tulla huoltajan kanssa.
    """,
    "sv": """
        Kom med även om du inte har provat grenen förut.
        Ta med inneskor och en vattenflaska.
        Ledaren ger dig råd om apparaterna.
        Tjänsten är avgiftsfri för dig.
        I gruppen träffar du andra i samma situation.
        Du får stöd när du vill ändra dina vanor.
        Du kan delta enligt dina egna krafter.
        Rådgivaren lyssnar på dig och hjälper dig vidare.
        Lokalen är tillgänglig med rullstol.
        Berätta om dina önskemål för ledaren.
        Boka en tid på webben eller per telefon.
        Meddela oss om du inte kan komma.
        Fråga mer hos rådgivningen.
    """,
    "en": """
        Join us even if you have never tried the sport.
        Bring indoor shoes and a bottle of water.
        The instructor shows you how to use the equipment.
        The service is free of charge for you.
        In the group you meet others in the same situation.
        You get support for changing your habits.
        You can take part as your strength allows.
        The adviser listens to you and helps you to find help.
        You can enter the building in a wheelchair.
        Tell your wishes to the instructor.
        Book a time online or by phone.
        Let us know if you cannot come.
        Ask the advice desk for more.
    """,
}


class Labelled(NamedTuple):
    """A sentence with the rules that a person says it breaks."""

    rules: frozenset[str]
    language: str
    text: str


@cache
def labelled() -> tuple[Labelled, ...]:
    """The sentences on which the heuristics are measured one by one."""
    lines = _LABELLED.read_text(encoding="utf-8").splitlines()
    parts = [line.split(" | ", 2) for line in lines if line[:1] != "#"]
    return tuple(
        Labelled(frozenset(rules.split()) - {"-"}, language, text)
        for rules, language, text in parts
    )


@cache
def sound(language: str) -> tuple[str, ...]:
    """Sentences that break no rule; among them what looks like a time, an address, a law."""
    alike = [one.text for one in labelled() if not one.rules and one.language == language]
    return (*(line.strip() for line in _MORE[language].strip().splitlines()), *alike)


def sentence(language: str, draw: random.Random) -> str:
    """One sentence."""
    return draw.choice(sound(language))


def description(language: str, draw: random.Random) -> str:
    """One to four short paragraphs; no sentence comes twice."""
    counts = [draw.randint(1, 3) for _ in range(draw.randint(1, 4))]
    chosen = iter(draw.sample(sound(language), sum(counts)))
    return "\n\n".join(" ".join(next(chosen) for _ in range(count)) for count in counts)
