"""Texts of one site: a summary of one sentence and a description, from its facts."""

import re
from collections.abc import Mapping, Sequence

from hytedata.codes import Municipality
from hytedata.codes.municipality_forms import municipality_forms
from hytedata.content import Objection, check_text
from hytedata.content.limits import DESCRIPTION, SUMMARY
from hytedata.models.common import Language
from hytedata.models.sports_site import SportsSite
from hytedata.sync.compose.comments import take_comment
from hytedata.sync.compose.facts import Facts, facts_of
from hytedata.sync.compose.listing import MOST_WORDS, told_in_turn, words_in
from hytedata.sync.compose.measures import measures_of
from hytedata.sync.compose.own import object_to, own_text
from hytedata.sync.compose.results import ComposedTexts, LeftOut, OwnTexts
from hytedata.sync.compose.words import Words, words_of

_CLOSED = "out-of-service-temporarily"
_FACTS_IN_SUMMARY = 2
_LIST_START = re.compile(r"[-*+#>]|\d+[.)] ")
"""What Markdown would read as the start of a list, were it to begin a paragraph."""


def compose_site(
    site: SportsSite,
    *,
    languages: Sequence[Language],
    municipality: Municipality,
    own_texts: OwnTexts | None = None,
) -> ComposedTexts:
    """Compose the texts of *site*; the same site gives the same texts.

    Own texts of the site win over own texts of its type, and these over composed ones, field by
    field. A temporary closure is told first, also before an own text; a summary that leaves no
    room for it gives way, and that is told. The site's comment goes into the composed Finnish
    description, sentence by sentence.

    Args:
        site: What is told of.
        languages: Wanted languages. Texts are composed in Finnish, Swedish and English; another
            language has a text only where the municipality wrote one.
        municipality: Where the site is.
        own_texts: See `OwnTexts`.
    """
    measures = measures_of(site.properties)
    summaries: dict[Language, str] = {}
    descriptions: dict[Language, str] = {}
    objections: list[Objection] = []
    left_out: list[LeftOut] = [*measures.left_out]
    keys = (f"site:{site.lipas_id}", f"type:{site.type_code}")
    for language in dict.fromkeys(languages):
        words = words_of(language)
        name = _name(site.names, language)
        summary = own_text(own_texts, keys, language, "summary")
        description = own_text(own_texts, keys, language, "description")
        for field, text in (("summary", summary), ("description", description)):
            if text is not None:
                objections += object_to(text, field=field, language=language, name=name)
        if words is not None:
            facts = facts_of(site.properties, measures.values, words)
            composed = _summary(site, facts, words)
            if summary is None:
                summary = composed
            elif site.status == _CLOSED:
                own, summary = summary, f"{words.frames['closed']} {summary}"
                if len(summary) > SUMMARY.refuse:
                    summary = composed or words.frames["closed"]
                    objections.append(_no_room(own, language))
            if description is None:
                description, lost = _description(site, name, language, facts, words, municipality)
                left_out += lost
            elif site.status == _CLOSED:
                description = f"{words.frames['closed']}\n\n{description}"
        if summary is not None:
            summaries[language] = summary
        if description is not None:
            descriptions[language] = description
    return ComposedTexts(summaries, descriptions, tuple(objections), tuple(left_out))


def _name(names: Mapping[Language, str], language: Language) -> str:
    return " ".join((names.get(language) or names.get("fi") or "").split())


def _can(site: SportsSite, words: Words) -> tuple[str, str, tuple[str, ...]] | None:
    # A type that Lipas adds after this release is not known: then nothing is claimed of it.
    return words.types.get(str(site.type_code))


def _summary(site: SportsSite, facts: Facts, words: Words) -> str | None:
    """Write one sentence of at most 150 characters; facts are dropped until it fits."""
    kind = _can(site, words)
    if site.status == _CLOSED:
        full = words.frames["closed_but"].format(kind[1]) if kind else ""
        return full if kind and len(full) <= SUMMARY.refuse else words.frames["closed"]
    if kind is None:
        return None
    clauses = [words.frames["can"].format(kind[1]), *facts.for_summary(words)]
    for count in range(_FACTS_IN_SUMMARY + 1, 0, -1):
        sentence = _one_sentence(clauses[:count], words)
        if len(sentence) <= SUMMARY.refuse and (count == 1 or words_in(sentence) <= MOST_WORDS):
            return sentence
    return None


def _no_room(own: str, language: Language) -> Objection:
    """Tell that an own summary gives way to a closure: both together are too long."""
    detail = (
        f"own text of {len(own)} characters leaves no room for the temporary closure, which is "
        "told in its place until the place is in use again"
    )
    return Objection("F5", "warn", detail, field=f"summary.{language}")


def _one_sentence(sentences: Sequence[str], words: Words) -> str:
    first, *rest = (sentence.rstrip(".") for sentence in sentences)
    clauses = [first, *(clause[:1].lower() + clause[1:] for clause in rest)]
    *head, last = clauses
    return f"{words.frames['clause_and'].format(', '.join(head), last) if head else last}."


def _description(
    site: SportsSite,
    name: str,
    language: Language,
    facts: Facts,
    words: Words,
    municipality: Municipality,
) -> tuple[str | None, tuple[LeftOut, ...]]:
    kind = _can(site, words)
    if kind is None:
        return None, ()
    frames = words.frames
    where = municipality_forms(municipality.code).where(language)
    is_what = _is_sentence(name, kind, language, where, words)
    intro = [*is_what, frames["can"].format(kind[1])]
    intro += told_in_turn(
        frames["can_do"], frames["can_do_also"], facts.activities, words.listed_actions
    )
    if where is None:
        intro.append(frames["municipality"].format(municipality.name.best(language)))
    elif not is_what:
        intro.append(frames["in"].format(where))
    paragraphs = [
        frames["closed"] if site.status == _CLOSED else "",
        " ".join(intro),
        " ".join(facts.by_key.values()),
        " ".join(_has_sentences(facts, words)),
        " ".join(facts.usage.values()),
    ]
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    if language != "fi" or not site.comment:
        return text, ()
    taken = take_comment(site.comment, room=DESCRIPTION.warn - len(text) - 2)
    return f"{text}\n\n{taken.text}" if taken.text else text, taken.left_out


def _is_sentence(
    name: str,
    kind: tuple[str, str, tuple[str, ...]],
    language: Language,
    where: str | None,
    words: Words,
) -> tuple[str, ...]:
    """Say what the place is and where, unless its name says it or cannot stand in a sentence."""
    place, _, told_by = kind
    folded = name.casefold()
    # A Finnish name in -t is a plural, which "on" does not agree with: "Kentät on kenttä".
    plural = language == "fi" and folded.endswith("t")
    if not name or plural or _LIST_START.match(name) or any(word in folded for word in told_by):
        return ()
    if check_text(name, language=language):
        return ()
    if where is None:
        return (words.frames["is"].format(name, place),)
    return (words.frames["is_in"].format(name, place, where),)


def _has_sentences(facts: Facts, words: Words) -> tuple[str, ...]:
    has, also = words.frames["has"], words.frames["has_also"]
    counts = tuple(facts.counts.values())
    return (
        *told_in_turn(has, also, counts, words.listed),
        *told_in_turn(also if counts else has, also, facts.equipment, words.listed),
    )
