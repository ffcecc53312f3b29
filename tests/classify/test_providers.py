"""What kind of provider a name, an organisation or an event is of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.classify import provider_of, provider_of_name
from hytedata.classify.county_names import COUNTY_BRANDS
from hytedata.codes import counties, county, municipalities
from hytedata.codes.municipality_forms import find_municipality_forms
from hytedata.models.classification import ProviderKind
from tests.classify.made import event

NAMES = {
    "parish": """
        Kajaanin seurakunta; Kajaanin srk; Kajaanin srk:n nuorisotyö; Oulun seurakuntayhtymä;
        Karleby svenska församling; Borgå stift; Kuopion hiippakunta; Vasa kyrkliga samfällighet;
        Kajaanin ortodoksinen seurakunta; Kajaani Parish; Kokkolan seurakuntakeskus;
        Malax församlings ungdomar; Seurakunta ja Kajaanin kaupunki; Kirkkohallitus
    """,
    "county": """
        Kainuun hyvinvointialue; Kainuun hyvinvointialueen vanhusneuvosto; Kainuun hva; Pohde;
        VARHA; Soite; Pirha; Vakehyva; Österbottens välfärdsområde; Siun sote; Oma Häme; Eloisa;
        Wellbeing Services County of Lapland; HUS; HUS Psykiatria; HUS-yhtymä; ÅHS;
        Kainuun pelastuslaitos; Egentliga Finlands räddningsverk
    """,
    "municipality": """
        Kajaanin kaupunki; Kajaanin Kaupungin Nuorisopalvelut; Utajärven kunta; Pedersören kunta;
        Karleby stad; Jakobstads stadsbibliotek; Korsholms kommun; Kajaani; Jomala; City of Oulu;
        Kirjasto; Lapin kirjasto; Keskustakirjaston lukupiiri, Helsingin kaupunki; Nakertajan koulu;
        Sotkamon lukio; Kaukametsän kansalaisopisto; Raahen työväenopisto; Arbis; Kulttuuripalvelut;
        Vapaa-aikapalvelut; Kajaanin kaupunginteatteri; Kainuun liitto; Österbottens förbund;
        Kainuun koulutuskuntayhtymä; Sydkustens samkommun; Kainuun työllisyysalue;
        Helsingin pelastuslaitos; Nuorisotalo Stage
    """,
    "association": """
        Kuhmon Martat ry; Kuhmon Martat r.y.; Martat ry:n Kajaanin osasto; Vasa Hembygd r.f.;
        Kajaanin kirjaston ystävät ry; Urheiluseura Kajaanin Kisa; Kajaanin Hiihtoseura;
        Mannerheimin Lastensuojeluliitto; Invalidiliitto; Folkhälsan i Vasa; Säätiö Toivo sr;
        Takuusäätiö; Närpes idrottsförening; Svenska folkskolans stiftelse; Suomen Kuntaliitto ry;
        Kajaanin vapaaseurakunta; Oulun helluntaiseurakunta; Jakobstads frikyrkoförsamling;
        Seurakuntaväen tuki ry; Hyvinvointialueen eläkeläiset ry; Kainuun Eläkkeensaajat;
        Lions Club Kajaani; Kajaanin seudun seura; Marttaliitto
    """,
    "company": """
        Kajaanin Mamselli Oy; Oy Karl Fazer Ab; Tmi Maija Meikäläinen; Ab Företag; Fortum Oyj;
        Kuusamon osuuskunta; Energiaosuuskunta Toivo; Osuuskauppa Maakunta; Taidepaja Ky;
        Vantaan Energia Oy; Helsingin kaupungin asunnot Oy; Soite Kiinteistöt Oy;
        Metsähallitus Metsätalous Oy; Nuuksio Guides Ltd
    """,
    "state": """
        Kela; FPA; Metsähallitus; Metsähallitus, Luontopalvelut; Migri; Kainuun ELY-keskus; THL;
        Maahanmuuttovirasto; Oulun poliisilaitos; Kainuun TE-toimisto; Forststyrelsen
    """,
    "unknown": """
        Seurakuntaopisto; Järvenpään Seurakuntaopisto; Folkets hus; Kulturhus Vasa; Eloisa ilta;
        Jumpparyhmä Ilo; Kansalliskirjasto; Oulun yliopiston kirjasto; Tanssikoulu Sarasvati;
        Café Kaupunki; Ylioppilaskunta; Nattklubben; ahjo:u021600; 12345; Vägsamfälligheten;
        Musiikkikoulu Soi; Kainuun museo
    """,
}
LABELLED = [
    (" ".join(name.split()), kind) for kind, names in NAMES.items() for name in names.split(";")
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), LABELLED)
def test_a_name_says_its_kind(name: str, kind: str) -> None:
    verdict = provider_of_name(name)

    assert verdict.kind == kind
    assert bool(verdict.evidence) == (kind != "unknown")


def test_every_county_is_known_by_its_names() -> None:
    real = [one for one in counties() if one.kind == "county"]

    assert len(real) == 21
    for one in real:
        assert {provider_of_name(name).kind for name in one.name.all()} == {"county"}


def test_every_brand_is_of_a_county() -> None:
    for brand, code in COUNTY_BRANDS.items():
        assert county(code).kind == "county"
        assert provider_of_name(brand.upper()).kind == "county"


def test_every_municipality_is_known_by_its_names_and_as_city_or_municipality() -> None:
    for place in municipalities():
        forms = find_municipality_forms(place.code)
        assert forms is not None
        whose, swedish = forms.genitive.removesuffix(" kunnan"), place.name.best("sv")
        names = (
            *place.name.all(),
            f"{whose} kunta",
            f"{whose} kaupungin kulttuuritoimi",
            f"{swedish} kommun",
            f"{swedish}s stad",
        )
        found = {name: provider_of_name(name).kind for name in names}
        assert set(found.values()) == {"municipality"}, found


@pytest.mark.parametrize(
    ("name", "organisation_type", "kind"),
    [
        ("Kajaanin seurakunta", "Organization", "parish"),
        ("Kainuun hyvinvointialue", "RegionalOrganization", "county"),
        ("Monetra", "RegionalOrganization", "municipality"),
        ("Toivo", "Municipality", "municipality"),
        ("Toivo", "State", "state"),
        ("Toivo", "Company", "company"),
        ("Toivo", "Organization", "association"),
        ("Toivo", "WellbeingServicesCounty", "county"),
        ("Toivo", "SomethingNew", "unknown"),
        ("Kajaanin Vesi Oy", "Municipality", "municipality"),
    ],
)
def test_the_registers_type_comes_after_parish_and_county_and_before_the_legal_form(
    name: str, organisation_type: str, kind: str
) -> None:
    assert provider_of_name(name, organisation_type=organisation_type).kind == kind


def test_a_curated_list_comes_first_by_business_id_or_by_name() -> None:
    curated: dict[str, ProviderKind] = {"1234567-8": "parish", "Kajaanin Sali Oy": "municipality"}

    by_id = provider_of_name("Toivo ry", business_id="1234567-8", curated=curated)
    by_name = provider_of_name("KAJAANIN SALI OY", curated=curated)

    assert (by_id.kind, by_id.evidence[0].source) == ("parish", "list")
    assert (by_name.kind, by_name.evidence[0].code) == ("municipality", "Kajaanin Sali Oy")
    assert provider_of_name("Toivo ry", business_id="9", curated=curated).kind == "association"


def test_the_organiser_decides_before_the_publisher() -> None:
    made = event(organiser="Kuhmon Martat ry", publisher="Kuhmon kaupunki")

    assert provider_of(made).kind == "association"


def test_the_publisher_decides_where_no_organiser_is_known() -> None:
    made = event(organiser="Jumpparyhmä Ilo", publisher="ahjo:u021600")

    assert provider_of(made).kind == "unknown"
    assert provider_of(made, curated={"ahjo:u021600": "municipality"}).kind == "municipality"
    assert provider_of(event(publisher="Kuhmon kaupunki")).kind == "municipality"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://www.lahella.fi/ilmoitus/1", "association"),
        ("https://kirkontapahtumat.fi/t/2", "parish"),
        ("https://eilahella.fi/1", "unknown"),
        ("http://[bad", "unknown"),
    ],
)
def test_the_portal_that_it_comes_from_decides_last(address: str, kind: str) -> None:
    made = event("Kahvit").model_copy(update={"origin_ids": ("uid-1", address)})

    assert provider_of(made).kind == kind


def test_an_event_without_organiser_has_an_unknown_provider() -> None:
    verdict = provider_of(event())

    assert (verdict.kind, verdict.evidence) == ("unknown", ())


@given(st.text(max_size=80), st.text(max_size=12))
def test_whatever_a_name_holds_it_is_judged(name: str, business_id: str) -> None:
    verdict = provider_of_name(name, business_id=business_id, organisation_type=business_id)

    assert (verdict.kind == "unknown") == (not verdict.evidence)
