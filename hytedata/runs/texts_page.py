"""The page for reading texts as proof: one file, Finnish first, readable on a phone."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from importlib.resources import files
from itertools import groupby

from hytedata.content.limits import TEXT_LIMITS
from hytedata.runs.texts_review import ReviewedItem, ReviewedText, TextsReview, TextState

_STATES: dict[TextState, str] = {
    "new": "odottaa",
    "changed": "muuttunut",
    "approved": "hyväksytty",
}
_FIELDS = {
    "summary": "Tiivistelmä",
    "description": "Kuvaus",
    "user_instruction": "Toimintaohje",
}
_LANGUAGES = {"fi": "Suomeksi", "sv": "Ruotsiksi", "en": "Englanniksi"}
_URGENT_FIRST: tuple[TextState, ...] = ("changed", "new", "approved")


def page_of(found: TextsReview, *, made_at: datetime, command: str) -> str:
    """Return the whole page.

    Args:
        found: What is shown.
        made_at: When it was read.
        command: The command that approves, without its last argument.
    """
    style = files("hytedata.runs").joinpath("data", "texts.css").read_text(encoding="utf-8")
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="fi">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="robots" content="noindex">',
            f"<title>{escape(found.name)}: tekstit luettavaksi</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            '<a class="skip" href="#tekstit">Siirry teksteihin</a>',
            *_head(found, made_at),
            '<main id="tekstit">',
            *_trouble(found),
            *_contents(found),
            *_sections(found),
            "</main>",
            *_foot(found, command),
            "</body>",
            "</html>",
            "",
        ]
    )


def _head(found: TextsReview, made_at: datetime) -> Iterator[str]:
    yield "<header>"
    yield f"<h1>{escape(found.name)}: tekstit luettavaksi</h1>"
    yield (
        "<p>Nämä tekstit näkyvät Suomi.fi-palvelussa. Lue ne ja katso, pitävätkö tiedot paikkansa. "
        "Sivun lopussa kerrotaan, miten hyväksyt tekstit.</p>"
    )
    if not found.required:
        yield (
            "<p><strong>Tekstit julkaistaan ilman hyväksyntää.</strong> "
            "Asetus <code>texts.require_approval</code> ei ole käytössä.</p>"
        )
    if not found.complete:
        yield (
            '<p class="badge changed">Tietoja ei saatu luettua kokonaan: kaikki tekstit eivät ole '
            "tällä sivulla.</p>"
        )
    counts = found.counts()
    yield '<ul class="counts">'
    for state in _URGENT_FIRST:
        if counts[state]:
            yield f'<li class="badge {state}">{_STATES[state]} {counts[state]}</li>'
    yield "</ul>"
    yield f'<p class="soft">Luettu {_moment(made_at)} UTC.</p>'
    if counts["approved"] and counts["new"] + counts["changed"]:
        yield (
            "<fieldset><legend>Näytä</legend>"
            '<label><input type="radio" name="show" id="show-all"> kaikki</label>'
            '<label><input type="radio" name="show" id="show-waiting" checked>'
            " vain odottavat</label>"
            "</fieldset>"
        )
    yield "</header>"


def _trouble(found: TextsReview) -> Iterator[str]:
    if found.blocked:
        yield "<h2>Nämä eivät tule julki</h2>"
        yield "<p>PTV ei ota tekstiä vastaan, ennen kuin se on korjattu.</p>"
        yield '<ul class="faults">'
        for skip in found.blocked:
            yield (
                f"<li><strong>{escape(skip.title)}</strong> <code>{escape(skip.source.id)}</code>"
                f'<br><span lang="en">{escape(skip.detail)}</span></li>'
            )
        yield "</ul>"
    yield from _listed("Huomautukset omista teksteistä", found.faults)
    yield from _listed("Omat tekstit, joita mikään ei käytä", found.unused)


def _listed(title: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        yield f'<h2>{title}</h2>\n<ul class="faults" lang="en">'
        yield from (f"<li>{escape(line)}</li>" for line in lines)
        yield "</ul>"


def _groups(found: TextsReview) -> list[tuple[str, str, list[ReviewedItem]]]:
    """Return key and title of each service with its items; places of no service come last."""
    titles = {item.key: item.title for item in found.items if item.kind == "service"}
    groups: dict[str, list[ReviewedItem]] = {}
    for item in sorted(found.items, key=_place):
        groups.setdefault(item.key if item.kind == "service" else item.service, []).append(item)
    named = sorted((titles[key], key) for key in groups if key in titles)
    others = sorted(key for key in groups if key not in titles)
    return [
        *((key, title, groups[key]) for title, key in named),
        *((key, "Muut paikat", groups[key]) for key in others),
    ]


def _place(item: ReviewedItem) -> tuple[bool, int, str]:
    """Order items of a group: the service first, then what needs a person most."""
    return item.kind != "service", _URGENT_FIRST.index(item.state), item.title.casefold()


def _contents(found: TextsReview) -> Iterator[str]:
    groups = _groups(found)
    if len(groups) > 1:
        yield f"<nav><details><summary>Palvelut ({len(groups)})</summary><ul>"
        for key, title, items in groups:
            waiting = sum(1 for item in items if item.state != "approved")
            told = f' <span class="soft">odottaa {waiting}</span>' if waiting else ""
            done = "" if waiting else ' class="done"'
            yield f'<li{done}><a href="#p-{_anchor(key)}">{escape(title)}</a>{told}</li>'
        yield "</ul></details></nav>"


def _sections(found: TextsReview) -> Iterator[str]:
    for key, title, items in _groups(found):
        yield f'<section>\n<h2 id="p-{_anchor(key)}">{escape(title)}</h2>'
        for item in items:
            yield from _card(item)
        yield "</section>"


def _anchor(key: str) -> str:
    return escape(key.replace(":", "-")) or "muut"


def _card(item: ReviewedItem) -> Iterator[str]:
    kind = "palvelu" if item.kind == "service" else "paikka"
    state = item.state
    name = _anchor(item.key)
    title = "Palvelun tekstit" if item.kind == "service" else escape(item.title)
    yield f'<article class="card" id="{name}" data-state="{state}" aria-labelledby="{name}-n">'
    yield (
        f'<div class="head"><h3 id="{name}-n">{title}</h3>'
        f'<span class="badge {state}">{_STATES[state]}</span></div>'
    )
    yield f'<p class="soft">{kind} <code>{escape(item.key)}</code></p>'
    for language, texts in groupby(item.texts, key=lambda text: text.language):
        yield f"<h4>{_LANGUAGES.get(language, escape(language))}</h4>"
        for text in texts:
            yield from _text(text)
    yield "</article>"


def _text(text: ReviewedText) -> Iterator[str]:
    limit = TEXT_LIMITS[text.field].refuse
    told = [
        _FIELDS[text.field],
        f"{len(text.text)} / {limit} merkkiä",
        f"oma teksti: {escape(text.origin)}" if text.origin else "koottu Lipaksen tiedoista",
    ]
    approval = text.approval
    if text.state == "approved" and approval:
        told.append(f"hyväksynyt {escape(approval.who)} {_moment(approval.at)}")
    elif text.state == "changed":
        told.append("muuttunut hyväksynnän jälkeen")
    yield f'<div class="text is-{text.state}">'
    yield f'<p class="what">{"".join(f"<span>{part}</span>" for part in told)}</p>'
    yield _words(text.text, text.language, text.field)
    if text.state == "changed" and approval:
        yield (
            f"<details><summary>Näytä aiemmin hyväksytty teksti ({escape(approval.who)}, "
            f"{_moment(approval.at)})</summary>"
            f"{_words(approval.text, text.language, text.field)}</details>"
        )
    yield "</div>"


def _words(text: str, language: str, field: str) -> str:
    paragraphs = "".join(
        f"<p>{escape(one).replace(chr(10), '<br>')}</p>" for one in text.split("\n\n")
    )
    return f'<div class="words {field}" lang="{escape(language)}">{paragraphs}</div>'


def _foot(found: TextsReview, command: str) -> Iterator[str]:
    example = next((item.key for item in found.items if item.state != "approved"), "site:123")
    yield "<footer>"
    yield "<h2>Näin hyväksyt tekstit</h2>"
    yield "<p>Yhden palvelun tai paikan tekstit, tässä esimerkkinä yksi niistä:</p>"
    yield f"<pre>{escape(command)} --approve {escape(example)}</pre>"
    yield "<p>Kaikki tekstit:</p>"
    yield f"<pre>{escape(command)} --approve ALL</pre>"
    yield (
        "<p>Kun tiedot Lipaksessa muuttuvat, teksti muuttuu. Silloin se odottaa uutta hyväksyntää, "
        "ja julkaistu teksti pysyy siihen asti ennallaan.</p>"
        "<p>Jos haluat toiset sanat, kirjoita oma teksti tiedostoon, jonka asetus "
        "<code>texts_file</code> nimeää.</p>"
    )
    yield "</footer>"


def _moment(at: datetime | None) -> str:
    return f"{at.day}.{at.month}.{at.year} klo {at:%H.%M}" if at else ""
