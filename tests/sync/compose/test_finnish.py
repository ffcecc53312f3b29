"""Voikko reads the Finnish templates: spelling and grammar."""

import re

from hytedata import codes
from hytedata.codes import Municipality
from hytedata.sync.compose import compose_service, compose_site
from tests.sync.compose.conftest import AllProperties, MakeSite
from tests.voikko import ask_voikko

LOANS = re.compile(r"(?:padel|skeitti|speedway|pool|spinning|HS-).*")
"""Sports that are younger than Voikko's dictionary, or written as abroad."""

ACCEPTED = {
    "range": "golfers' own word, explained beside it",
    "rullahiihtää": "the verb of rullahiihto",
    "maastopyöräillä": "the verb of maastopyöräily",
    "kaisapöytä": "a billiard table for kaisa",
    "kaisapöytää": "a billiard table for kaisa",
    "Mallila": "the name of the place",
}


def test_the_finnish_of_every_type_and_service_is_spelt_and_built_right(
    make_site: MakeSite, all_properties: AllProperties, utajarvi: Municipality
) -> None:
    texts: set[str] = set()
    for kind in codes.sports_site_types():
        for properties in ({}, all_properties(kind, 1), all_properties(kind, 3)):
            for status in ("active", "out-of-service-temporarily"):
                site = make_site(kind.code, properties, status=status)
                made = compose_site(site, languages=["fi"], municipality=utajarvi)
                texts |= {made.summary["fi"], *made.description["fi"].split("\n\n")}
    for category in codes.sub_categories():
        types = [one.code for one in codes.sports_site_types() if one.sub_category == category.code]
        for area in ([utajarvi], [utajarvi, codes.municipality("564"), codes.municipality("139")]):
            service = compose_service(
                category,
                organisation={"fi": "Utajärven kunta"},
                municipalities=area,
                languages=["fi"],
                types=types,
            )
            texts.add(service.summary["fi"])
            texts |= set(service.description["fi"].split("\n\n"))
            texts |= set(service.user_instruction["fi"].split("\n\n"))
    words = {
        word.strip("-")
        for text in texts
        for word in re.findall(r"[A-Za-zÅÄÖåäö][A-Za-zÅÄÖåäö-]*", text)
    }

    heard = ask_voikko(words=words - {""}, texts=texts)

    assert heard.texts == ()
    assert {word for word in heard.words if not LOANS.fullmatch(word)} - ACCEPTED.keys() == set()
