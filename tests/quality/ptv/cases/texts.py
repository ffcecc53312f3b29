"""Records for the rules on structure and style: what fires, and what looks like it and does not."""

from tests.quality.ptv.judging import Document, channel, link, phone, place, service

_LONG = (
    "Kaupunki järjestää asukkailleen ohjattua liikuntaa uimahallissa, jäähallissa, kuntosalissa, "
    "koulujen saleissa, kylätaloilla, puistoissa, rannoilla, laduilla ja poluilla kaikkina "
    "vuodenaikoina sekä vauvoille, lapsille, nuorille, työikäisille, ikääntyneille ja perheille."
)
_LONG_SV = (
    "Staden ordnar ledd motion för sina invånare i simhallen, i ishallen, på gymmet, i skolornas "
    "salar, i byagårdarna, i parkerna, på stränderna, i skidspåren och på stigarna under alla "
    "årstider."
)

FIRES: dict[str, list[Document]] = {
    "PTV-STR-001": [
        service(user_instruction="Lähetä hakemus osoitteeseen kirjaamo@kunta.example."),
        service("sv", summary="Boka per e-post: fritid(at)kommun.example."),
        link(description="Kysy lisää: seura [at] example.fi"),
    ],
    "PTV-STR-002": [
        service(description="Hinnat: https://www.kunta.example/hinnat"),
        place("sv", description="Se www.kommun.example för priser."),
        service("en", name="www.example.fi/booking"),
    ],
    "PTV-STR-003": [
        service(description="Kysy lisää numerosta 08 5587 5000."),
        place("sv", summary="Ring 050-123 4567 för att boka."),
        link(charge_info="Hinnan saat numerosta +358 40 123 4567."),
    ],
    "PTV-STR-004": [
        service(description="Neuvonta on osoitteessa Kauppakatu 21."),
        place("sv", description="Ingången finns på Skolgatan 3 B."),
        service(user_instruction="Lähetä lomake: PL 27, 90015 Oulu"),
    ],
    "PTV-STR-005": [
        service(description="Neuvonta palvelee ma–pe 8–16."),
        place("sv", summary="Hallen är öppen kl. 8–20."),
        service("en", description="Open from Monday to Friday."),
    ],
    "PTV-STR-006": [
        service(description="Yllä mainitut ehdot koskevat kaikkia."),
        service("sv", user_instruction="Fyll i blanketten nedan, se nedan."),
        place("en", description="Click here to book."),
    ],
    "PTV-STR-052": [
        service(description="Lisätietoja kylatalo.example.net ja kylatalo.org"),
        place("sv", description="Mera information: byagarden.org"),
    ],
    "PTV-STY-001": [
        service(description="Hakemus käsitellään viikossa. Päätöksestä ilmoitetaan kirjeellä."),
        place(summary="Vuorot jaetaan keväällä. Maksua ei peritä."),
    ],
    "PTV-STY-002": [service(description=_LONG), place("sv", description=_LONG_SV)],
    "PTV-STY-003": [
        service(
            description="Halli on uusi. Se on suuri. Siellä on lämmin. Tule sinne. Ota kaveri."
        ),
        place("sv", description="Hallen är ny. Den är stor. Där är varmt. Kom dit. Ta med en vän."),
    ],
    "PTV-STY-004": [
        service(user_instruction="Saatuasi päätöksen ota yhteyttä."),
        place(description="Ota avain mukaan hallille tullessasi."),
    ],
    "PTV-STY-005": [
        service(description="Haku päättyy 31.3."),
        service(description="Toinen kerros on auki 1.2. alkaen."),
        service("sv", description="Ansökan pågår till den 31 mars 2027."),
        place("en", description="The hall was renovated in 2019."),
    ],
    "PTV-STY-006": [
        service(description="Hae <a href='x'>tästä</a>."),
        place("sv", summary="Hallen &amp; planen"),
    ],
    "PTV-STY-056": [
        service(description="**Huom!** Vain ennakkovaraus."),
        place("sv", description="Obs! __Inga__ hundar."),
    ],
}

SILENT: dict[str, list[Document]] = {
    "PTV-STR-001": [
        service(description="Lähetä viesti seuran sähköpostiin. Seuraa @kunnanliikunta-tiliä."),
        place(emails=[{"address": "liikunta@example.fi"}]),
        service("sv", description="Skicka ansökan per e-post till registraturen."),
    ],
    "PTV-STR-002": [
        service(description="Hae Suomi.fi-palvelussa tai kunnan verkkosivuilla."),
        place("sv", web_pages=[{"url": "https://www.example.fi"}]),
        service(description="Mukaan tarvitset esim. kirveen ym. varusteet."),
    ],
    "PTV-STR-003": [
        service(description="Katsomossa on 12 500 paikkaa, tontti on 1 234 567 m2."),
        place(phones=[phone(info="Vaihde")]),
        service("sv", description="Beslutet gäller 1.8.2026–31.7.2027."),
    ],
    "PTV-STR-004": [
        place(name="Koulutie 8", description="Kenttä on koulun takana."),
        service(description="Luontopolku 4,2 km kiertää lammen."),
        service("sv", description="Stigen är 12 km lång."),
    ],
    "PTV-STR-005": [
        service(description="Kerho on 7–12-vuotiaille ja avoinna ympäri vuoden."),
        place(phones=[phone(info="ma–pe 8–16")]),
        service("sv", description="Gruppen är för 7–12-åringar."),
    ],
    "PTV-STR-006": [
        service(description="Kannen alla on säilytystilaa. Seuraava laavu on lähellä."),
        service("sv", description="Parken ligger ovanför skolan."),
    ],
    "PTV-STR-052": [
        service(description="Tee aloite Kuntalaisaloite.fi-palvelussa."),
        service(description="Lähetä viesti: liikunta (at) example.fi"),
        service("sv", description="Lämna initiativet via webbtjänsten Invånarinitiativ.fi."),
    ],
    "PTV-STY-001": [
        service(description="Hae avustusta verkossa. Saat päätöksen kirjeellä."),
        service(description="Hae paikkaa ennen kesää, sillä vuorot jaetaan keväällä."),
        service("sv", description="Ansökan behandlas. Beslutet skickas per post."),
        place(
            name="Kokoonnutaan ja liikutaan", summary="Tule kotaan tai pöytään asiakkaitaan varten."
        ),
    ],
    "PTV-STY-002": [
        service(description="Hallissa on:\n" + "\n".join(f"* sali {n}" for n in range(40))),
        service(charge_info=_LONG),
    ],
    "PTV-STY-003": [
        service(
            description="Halli on uusi. Se on suuri.\n\nSiellä on lämmin. Tule sinne. Ota kaveri."
        ),
        service(description="* Yksi. Kaksi. Kolme. Neljä. Viisi."),
    ],
    "PTV-STY-004": [
        service(description="Hae viikon kuluessa. Ohjaus on tarvittaessa suomeksi."),
        place(description="Latuaan kunnostava seura, katuaan siivoava kunta, yhdessä."),
        service("sv", description="Hakiessasi on finska."),
    ],
    "PTV-STY-005": [
        service(description="Hae kaksi kertaa vuodessa. Hallissa on 2000 katsomopaikkaa."),
        service(description="Rata on 1,5 km ja nousua 25.5 m. Ryhmä on 10–20 henkilöä."),
        service("sv", description="Avgiften är 2 020 euro, ytan 1950 m2."),
        service(description="Kerros 1.2. on esteetön. Lue liite 3.1. huolella."),
    ],
    "PTV-STY-006": [
        service(description="Syvyys < 1,2 m & leveys > 3 m"),
        channel("WebPage", name="A & O"),
    ],
    "PTV-STY-056": [
        service(description="Kenttä on 40*20 m.\n* maalit\n* katos"),
        service("sv", description="Betyget är ***."),
    ],
}
