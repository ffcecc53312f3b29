"""The twelve hyte themes: names in three languages, what belongs there, and how they are found."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, get_args

from hytedata.codes.folding import fold
from hytedata.codes.values import Labels
from hytedata.errors import InputError
from hytedata.models.classification import ThemeSlug

THEME_SLUGS: Final[tuple[ThemeSlug, ...]] = get_args(ThemeSlug)
"""The slugs in the order in which themes are told everywhere."""


class UnknownTheme(InputError):
    """There is no theme of this name.

    Attributes:
        asked: What was asked for.
    """

    def __init__(self, asked: str, themes: Iterable["Theme"]) -> None:
        known = ", ".join(f"{one.slug} ({one.name.fi})" for one in themes)
        super().__init__(f"{asked!r} is no hyte theme; there are: {known}")
        self.asked = asked


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme.

    Attributes:
        slug: The only key; names may differ between counties.
        about: What belongs there, in a few words per language.
    """

    slug: ThemeSlug
    name: Labels
    about: Labels


THEMES: Final[tuple[Theme, ...]] = (
    Theme(
        "exercise",
        Labels("Liikunta", "Motion", "Exercise"),
        Labels(
            "ohjattu ja omatoiminen liikunta, liikuntapaikat, soveltava liikunta, seurat",
            "ledd och egen motion, idrottsplatser, anpassad motion, föreningar",
            "guided and free exercise, sports sites, adapted exercise, clubs",
        ),
    ),
    Theme(
        "nature",
        Labels("Luonto", "Natur", "Nature"),
        Labels(
            "luonnossa oleminen: reitit, laavut, puistot, green care, marjastus, virkistyskalastus",
            "att vara i naturen: leder, vindskydd, parker, grön omsorg, bärplockning, fritidsfiske",
            "being in nature: routes, shelters, parks, green care, berry picking, angling",
        ),
    ),
    Theme(
        "culture",
        Labels("Kulttuuri", "Kultur", "Culture"),
        Labels(
            "kirjastot, museot, taide, musiikki, käsityöt, kansalaisopistot, kulttuurihyvinvointi",
            "bibliotek, museer, konst, musik, hantverk, medborgarinstitut, kulturvälfärd",
            "libraries, museums, arts, music, crafts, adult education centres, cultural wellbeing",
        ),
    ),
    Theme(
        "nutrition",
        Labels("Ravitsemus", "Näring", "Nutrition"),
        Labels(
            "ravitsemusneuvonta, ruokakurssit, terveellinen syöminen; ei ateriapalvelut",
            "kostrådgivning, matlagningskurser, hälsosam mat; inte måltidsservice",
            "nutrition counselling, cooking courses, healthy eating; not catering",
        ),
    ),
    Theme(
        "participation",
        Labels("Osallisuus", "Delaktighet", "Participation"),
        Labels(
            "vertaistuki, ystävät, kohtaaminen, vapaaehtoisuus, kerhot, vaikuttaminen, kotoutus",
            "kamratstöd, vänner, mötesplatser, frivilligarbete, klubbar, påverkan, integration",
            "peer support, friends, meeting places, volunteering, clubs, influencing, integration",
        ),
    ),
    Theme(
        "lifestyles",
        Labels("Elintavat", "Levnadsvanor", "Lifestyles"),
        Labels(
            "tottumusten muuttaminen: liikkuminen, syöminen, uni, paino, päihteet; elintapaohjaus",
            "att ändra vanor: rörelse, mat, sömn, vikt, rusmedel; livsstilshandledning",
            "change of habits: movement, eating, sleep, weight, intoxicants; lifestyle counselling",
        ),
    ),
    Theme(
        "guidance",
        Labels("Ohjaus ja neuvonta", "Handledning och rådgivning", "Guidance and counselling"),
        Labels(
            "ihminen, joka auttaa löytämään oikean palvelun; digituki",
            "en människa som hjälper att hitta rätt tjänst; digitalt stöd",
            "a person who helps to find the right service; digital support",
        ),
    ),
    Theme(
        "finances",
        Labels("Arjen raha-asiat", "Vardagsekonomi", "Everyday finances"),
        Labels(
            "talous- ja velkaneuvonta, ruoka-apu, perusetuudet",
            "ekonomi- och skuldrådgivning, mathjälp, grundförmåner",
            "budget and debt advice, food aid, basic benefits",
        ),
    ),
    Theme(
        "safety",
        Labels("Turvallisuus", "Säkerhet", "Safety"),
        Labels(
            "palo- ja digiturvallisuus, lähisuhdeväkivalta, kaatumisten ehkäisy",
            "brand- och digital säkerhet, våld i nära relationer, att förebygga fall",
            "fire and digital safety, intimate partner violence, preventing falls",
        ),
    ),
    Theme(
        "work-ability",
        Labels("Työkyvyn tuki", "Stöd för arbetsförmågan", "Work ability"),
        Labels(
            "kuntouttava työtoiminta, työpajat, työhönvalmennus, työttömien terveystarkastukset",
            "rehabiliterande arbete, verkstäder, arbetsträning, hälsoundersökningar för arbetslösa",
            "rehabilitative work, workshops, job coaching, health checks of the unemployed",
        ),
    ),
    Theme(
        "mental-wellbeing",
        Labels("Mielen hyvinvointi", "Psykiskt välbefinnande", "Mental wellbeing"),
        Labels(
            "mielenterveys, kriisi- ja surutuki, päihdehaittojen ehkäisy, peli- ja digiriippuvuus",
            "psykisk hälsa, stöd i kris och sorg, att förebygga missbruk, spelberoende",
            "mental health, crisis and grief support, preventing intoxicant harm and addiction",
        ),
    ),
    Theme(
        "self-care",
        Labels("Itsehoito", "Egenvård", "Self-care"),
        Labels(
            "omahoito-ohjelmat, oirearviot, itsearviointi",
            "egenvårdsprogram, symtombedömningar, självvärdering",
            "own-care programmes, symptom checks, self-assessment",
        ),
    ),
)
"""All themes, in the order of their slugs. Seven are THL's minimum, five were added by Pohde."""


def find_theme(text: str, *, themes: Iterable[Theme] = THEMES) -> Theme:
    """Return the theme with this slug, or with this name in Finnish, Swedish or English.

    Case, accents and punctuation do not matter: `arjen raha-asiat`, `WORK ABILITY`.

    Args:
        text: A slug or a name.
        themes: Those of a county that has names of its own.

    Raises:
        UnknownTheme: There is none; the error lists them all.
    """
    listed, wanted = tuple(themes), fold(text)
    for theme in listed:
        if wanted in {fold(one) for one in (theme.slug, *theme.name.all())}:
            return theme
    raise UnknownTheme(text, listed)
