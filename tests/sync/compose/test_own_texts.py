"""Own texts win over templates, field by field."""

from hytedata.codes import Municipality
from hytedata.sync.compose import compose_site
from tests.sync.compose.conftest import MakeSite

SITE, TYPE = "site:900001", "type:1310"


def test_a_text_of_the_site_wins_over_that_of_its_type(
    make_site: MakeSite, oulu: Municipality
) -> None:
    own = {
        SITE: {"fi": {"summary": "Koulun oma kenttä koripallolle."}},
        TYPE: {"fi": {"summary": "Kenttä koripallolle.", "description": "Kaikille avoin kenttä."}},
    }

    texts = compose_site(make_site(1310), languages=["fi", "sv"], municipality=oulu, own_texts=own)

    assert texts.summary["fi"] == "Koulun oma kenttä koripallolle."
    assert texts.description["fi"] == "Kaikille avoin kenttä."
    assert texts.summary["sv"] == "Här kan du spela basket."
    assert texts.objections == ()


def test_a_blank_own_text_counts_as_none(make_site: MakeSite, oulu: Municipality) -> None:
    own = {SITE: {"fi": {"summary": "   "}}}

    texts = compose_site(make_site(1310), languages=["fi"], municipality=oulu, own_texts=own)

    assert texts.summary["fi"] == "Täällä voit pelata koripalloa."


def test_an_own_text_is_checked_like_any_other(make_site: MakeSite, oulu: Municipality) -> None:
    own = {
        SITE: {
            "fi": {
                "summary": "Mallila.",
                "description": "Varaa kenttä numerosta 040 123 4567. " + "Pelaa! " * 400,
            }
        }
    }

    texts = compose_site(make_site(1310), languages=["fi"], municipality=oulu, own_texts=own)

    assert {(one.rule, one.severity, one.field) for one in texts.objections} == {
        ("F6", "block", "summary.fi"),
        ("S3", "block", "description.fi"),
        ("F8", "warn", "description.fi"),
    }


def test_an_own_summary_that_is_too_long_is_refused_and_never_cut(
    make_site: MakeSite, oulu: Municipality
) -> None:
    long = "Kenttä koripallolle ja kaikille pelaajille. " * 4
    own = {SITE: {"fi": {"summary": long}}}

    texts = compose_site(make_site(1310), languages=["fi"], municipality=oulu, own_texts=own)

    assert texts.summary["fi"] == long.strip()
    assert [(one.rule, one.severity) for one in texts.objections] == [("F5", "block")]


def test_a_closure_is_told_before_own_texts(make_site: MakeSite, oulu: Municipality) -> None:
    own = {SITE: {"fi": {"summary": "Koulun kenttä.", "description": "Koulun oma kenttä."}}}
    site = make_site(1310, status="out-of-service-temporarily")

    texts = compose_site(site, languages=["fi"], municipality=oulu, own_texts=own)

    assert texts.summary["fi"] == "Paikka on tilapäisesti pois käytöstä. Koulun kenttä."
    assert texts.description["fi"] == (
        "Paikka on tilapäisesti pois käytöstä.\n\nKoulun oma kenttä."
    )


def test_a_closure_takes_the_place_of_an_own_summary_that_leaves_no_room(
    make_site: MakeSite, oulu: Municipality
) -> None:
    own = {SITE: {"fi": {"summary": "Koulun oma kenttä, jolla pelataan koripalloa. " * 3}}}
    site = make_site(1310, status="out-of-service-temporarily")

    texts = compose_site(site, languages=["fi"], municipality=oulu, own_texts=own)

    assert texts.summary["fi"].startswith("Paikka on tilapäisesti pois käytöstä, mutta")
    assert len(texts.summary["fi"]) <= 150
    (told,) = texts.objections
    assert (told.rule, told.severity, told.field) == ("F5", "warn", "summary.fi")
    assert "leaves no room for the temporary closure" in told.detail


def test_an_own_text_may_be_in_a_language_without_templates(
    make_site: MakeSite, oulu: Municipality
) -> None:
    own = {SITE: {"se": {"summary": "Speallanšilju.", "description": "Speallanšilju skuvllas."}}}

    texts = compose_site(make_site(1310), languages=["se"], municipality=oulu, own_texts=own)

    assert texts.summary["se"] == "Speallanšilju."
    assert texts.description["se"] == "Speallanšilju skuvllas."
