"""Themes of events: which keyword, category or title decides, and that the audience never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hytedata.classify import themes_of
from hytedata.classify.events import address_of
from hytedata.models.event import Event, EventKeyword
from tests.classify.made import event, keyword

SPORT = "http://www.yso.fi/onto/yso/p916"


def told(made: Event) -> dict[str, str]:
    return {one.theme: one.strength for one in themes_of(made)}


def of_keywords(*keywords: EventKeyword, title: str = "X") -> dict[str, str]:
    return told(event(title, keywords=keywords))


@pytest.mark.parametrize(
    ("scheme", "stated"),
    [
        ("yso", "p916"),
        ("YSO", "p916"),
        ("tags", "yso:p916"),
        ("somebody", SPORT),
        ("somebody", SPORT.replace("http:", "https:")),
        ("somebody", f"{SPORT}/"),
        # What stands before the colon of an id is its scheme in Linked Events.
        ("http", "//www.yso.fi/onto/yso/p916"),
    ],
)
def test_a_yso_keyword_is_known_however_it_is_written(scheme: str, stated: str) -> None:
    assert address_of(EventKeyword(scheme=scheme, id=stated)).rstrip("/").endswith("yso/p916")
    assert of_keywords(EventKeyword(scheme=scheme, id=stated)) == {"exercise": "certain"}


@pytest.mark.parametrize(
    ("scheme", "stated"),
    [
        ("schema.org", "MusicEvent"),
        ("@type", "schema:MusicEvent"),
        ("type", "http://schema.org/MusicEvent"),
        ("http", "//schema.org/MusicEvent"),
        ("anything", "https://schema.org/MusicEvent"),
    ],
)
def test_a_type_of_schema_org_is_known_however_it_is_written(scheme: str, stated: str) -> None:
    assert of_keywords(EventKeyword(scheme=scheme, id=stated)) == {"culture": "certain"}


def test_numbers_of_koko_and_yso_are_not_mixed() -> None:
    # koko/p2867 is liikuntapalvelut; yso/p2867 is something else.
    assert of_keywords(EventKeyword(scheme="koko", id="p2867")) == {"exercise": "certain"}
    assert of_keywords(EventKeyword(scheme="yso", id="p2867")) == {}


@pytest.mark.parametrize("slug", ["liikunta", "liikunta-2", "Liikunta"])
def test_a_category_is_known_by_its_slug(slug: str) -> None:
    made = EventKeyword(scheme="categories", id=slug, labels={"fi": "Kaikki liike"})

    assert of_keywords(made) == {"exercise": "certain"}


def test_a_category_without_a_slug_is_known_by_its_folded_label() -> None:
    assert of_keywords(keyword("cat:NÄYTTELYT")) == {"culture": "certain"}
    assert of_keywords(keyword("cat:Harrastukset_ja_vapaa-aika")) == {"participation": "possible"}


def test_a_free_keyword_is_known_by_the_label_of_a_row() -> None:
    assert of_keywords(keyword("tag:Kuorolaulu")) == {"culture": "certain"}
    assert of_keywords(keyword("tag:Kulttuurihyvinvointi")) == {"culture": "certain"}


def test_a_tag_is_a_keyword_before_it_is_a_category() -> None:
    # The keyword is strong for nature, the category weak for both.
    assert of_keywords(keyword("tag:ulkoilu")) == {"exercise": "certain", "nature": "certain"}
    assert of_keywords(keyword("cat:Ulkoilu")) == {"exercise": "possible", "nature": "possible"}


def test_a_free_keyword_without_a_row_is_read_like_a_title() -> None:
    tag, category = (keyword(f"{kind}:Ryhmäliikuntatunnit") for kind in ("tag", "cat"))

    (by_tag,) = themes_of(event("X", keywords=(tag,)))
    (by_category,) = themes_of(event("X", keywords=(category,)))

    assert (by_tag.theme, by_tag.strength) == ("exercise", "certain")
    assert by_tag.evidence[0].source == "event-keyword"
    assert by_category.evidence[0].source == "event-category"


def test_a_known_address_decides_over_its_label() -> None:
    # Copied labels are wrong at times: p916 is exercise, whatever is written beside it.
    wrong = EventKeyword(scheme="yso", id="p916", labels={"fi": "teatteritaide"})
    unknown = EventKeyword(scheme="yso", id="p99999", labels={"fi": "teatteritaide"})

    assert of_keywords(wrong) == {"exercise": "certain"}
    assert of_keywords(unknown) == {}


def test_a_row_that_has_no_address_is_found_by_the_label_of_an_address() -> None:
    made = EventKeyword(scheme="yso", id="p99999", labels={"fi": "Ystävätoiminta"})

    assert of_keywords(made) == {"participation": "certain"}


def test_a_title_alone_is_enough_where_its_word_is_unmistakable() -> None:
    assert told(event("Tuolijumppaa ikäihmisille")) == {"exercise": "certain"}
    assert told(event("Shakkikerho")) == {"participation": "possible"}


def test_a_weak_title_and_a_weak_keyword_make_a_theme_certain() -> None:
    weak = keyword("yso:p2758")

    assert of_keywords(weak) == {"participation": "possible"}
    assert of_keywords(weak, title="Pelikerho") == {"participation": "certain"}


def test_titles_of_several_languages_are_one_source() -> None:
    made = event({"fi": "Kävelylle yhdessä", "sv": "Månadens promenad"})

    assert told(made) == {"exercise": "possible"}


def test_the_audience_assigns_no_theme() -> None:
    elderly = keyword("yso:p2433")

    assert told(event("Juhla", audience=(elderly,))) == {}
    assert told(event("Tuolijumppa", audience=(elderly,))) == {"exercise": "certain"}
    assert told(event("Ikäihmisten juhla")) == {}


def test_the_audience_is_the_second_weak_sign() -> None:
    elderly = keyword("yso:p2433")
    named = EventKeyword(scheme="own", id="1", labels={"fi": "Ikäihmiset"})

    for group in (elderly, named):
        made = event("Shakkikerho", audience=(group,))
        assert told(made) == {"participation": "certain"}
        assert [one.source for one in themes_of(made)[0].evidence] == ["title", "audience"]


def test_people_named_among_keywords_assign_no_theme() -> None:
    elderly = keyword("yso:p2433")

    assert told(event("Juhla", keywords=(elderly,), audience=(elderly,))) == {}


def test_a_brake_among_keywords_or_in_the_title_lets_nothing_be_certain() -> None:
    assert of_keywords(keyword("yso:p916"), keyword("tag:Tilojen_vuokraus")) == {
        "exercise": "possible"
    }
    assert of_keywords(keyword("yso:p916"), title="Avustukset seuroille") == {
        "exercise": "possible"
    }


def test_a_refused_category_is_no_brake() -> None:
    assert of_keywords(keyword("cat:Myyjäiset"), title="Kuoron joulukonsertti") == {
        "culture": "certain"
    }


def test_what_seeks_volunteers_is_participation() -> None:
    made = event("Apua remonttiin").model_copy(update={"kind": "volunteering"})

    assert told(made) == {"participation": "certain"}


def test_the_evidence_says_where_it_was_read_and_what_decided() -> None:
    made = event("Joulukonsertti", keywords=(keyword("yso:p11185"), keyword("cat:Musiikki")))

    (verdict,) = themes_of(made)

    assert [(one.source, one.code, one.label) for one in verdict.evidence] == [
        ("event-keyword", "http://www.yso.fi/onto/yso/p11185", "p11185"),
        ("event-category", "slug:musiikki", "Musiikki"),
        ("title", "*konsertti*", "joulukonsertti"),
    ]


def test_an_event_that_says_nothing_has_no_theme() -> None:
    assert themes_of(event("Kokous")) == ()
    assert themes_of(Event(source="k", id="1")) == ()


TEXTS = st.dictionaries(st.sampled_from(["fi", "sv", "en", "se"]), st.text(max_size=40), max_size=3)
KEYWORDS = st.lists(
    st.builds(
        EventKeyword,
        scheme=st.sampled_from(["yso", "categories", "http", "schema.org", "", "own"])
        | st.text(max_size=8),
        id=st.text(max_size=20) | st.sampled_from(["p916", "//schema.org/", "yso:p1", "-2"]),
        labels=TEXTS,
    ),
    max_size=3,
)


@given(TEXTS, KEYWORDS, KEYWORDS)
def test_whatever_an_event_holds_it_is_judged(
    names: dict[str, str], keywords: list[EventKeyword], audience: list[EventKeyword]
) -> None:
    made = Event.model_validate(
        {"source": "k", "id": "1", "names": names, "keywords": keywords, "audience": audience}
    )

    found = themes_of(made)

    assert len({one.theme for one in found}) == len(found)
    assert all(one.evidence for one in found)
