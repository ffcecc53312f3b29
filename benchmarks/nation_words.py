"""Words of an invented country: names of services and places, and texts that differ."""

from collections.abc import Sequence
from random import Random
from typing import Final

WHAT: Final = (
    *("Liikuntaneuvonta", "Tuolijumppa", "Satutunti", "Vertaisryhmä", "Muistikahvila", "Lukupiiri"),
    *("Vesijumppa", "Yhteislaulu", "Perhekerho", "Sauvakävely", "Kirjavinkkaus", "Digiopastus"),
    *(
        "Elintapaohjaus",
        "Painonhallinta",
        "Uimakoulu",
        "Hiihtokoulu",
        "Nuorisotila",
        "Iltapäiväkerho",
    ),
    *("Kotikäynti", "Omaishoidon tuki", "Päihdeneuvonta", "Ravitsemusneuvonta", "Kansalaisopisto"),
    *("Kirjastopalvelu", "Museokierros", "Etsivä nuorisotyö", "Seniorikortti", "Ryhmäliikunta"),
)
FOR_WHOM: Final = (
    *("", " ikäihmisille", " lapsille", " perheille", " nuorille", " omaishoitajille"),
    *(" työikäisille", " maahanmuuttajille", " erityisryhmille"),
)
PLACES: Final = (
    *("kirjasto", "nuorisotalo", "terveysasema", "neuvola", "seurantalo", "kansalaisopisto"),
    *("kulttuuritalo", "palvelukeskus", "museo", "koulu", "päiväkeskus", "leirikeskus"),
)
SENTENCES: Final = (
    "Ohjaaja auttaa sinua alkuun ja neuvoo laitteiden käytössä.",
    "Voit tulla paikalle ilman ajanvarausta.",
    "Ryhmä kokoontuu viikoittain, kesällä pidetään tauko.",
    "Paikalle pääsee bussilla, ja pihassa on tilaa autoille.",
    "Toiminta on maksutonta, mutta välineiden lainaamisesta peritään pieni maksu.",
    "Ilmoittaudu ennakkoon puhelimella tai verkossa.",
    "Tilat ovat esteettömät, ja avustaja pääsee mukaan ilmaiseksi.",
    "Mukaan voi tulla kesken kauden, jos ryhmässä on tilaa.",
    "Palvelun järjestää kunta yhdessä paikallisten yhdistysten kanssa.",
    "Ensimmäisellä kerralla sovitaan tavoitteista ja aikataulusta.",
    "Tarvitset mukaasi sisäkengät, pyyhkeen ja juomapullon.",
    "Ohjausta saa suomeksi, ja tulkki järjestetään tarvittaessa.",
    "Kysy lisää hyvinvointikoordinaattorilta arkisin kello 9-15.",
    "Alle kouluikäiset osallistuvat yhdessä huoltajan kanssa.",
    "Osallistuminen on luottamuksellista.",
    "Keväällä ryhmät tekevät retken lähialueen luontopolulle.",
)


def text(random: Random, name: str, town: str, count: int = 6) -> str:
    """Return a text about something, of so many sentences; hardly two are equal."""
    told = random.sample(SENTENCES, count)
    told.insert(random.randrange(count), f"{name} on tarkoitettu asukkaille ({town}).")
    return " ".join(told)


def name(random: Random, words: Sequence[str] = WHAT) -> str:
    """Return what is done, mostly also for whom."""
    return f"{random.choice(words)}{random.choice(FOR_WHOM)}"
