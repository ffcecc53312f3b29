"""From a template and values to a page; names and texts in it are foreign and are escaped."""

from functools import cache
from typing import Final

import jinja2
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from hytedata.quality.report.language import Words
from hytedata.quality.rule import RuleLanguage
from hytedata_daemon.web.pages.asked import Asked, language_of
from hytedata_daemon.words import LANGUAGES, words

LANGUAGE_NAMES: Final[dict[RuleLanguage, str]] = {
    "fi": "Suomi",
    "sv": "Svenska",
    "en": "English",
}

_MENU: Final = (
    ("/", "menu.overview"),
    ("/runs", "menu.runs"),
    ("/findings", "menu.findings"),
    ("/coverage", "menu.coverage"),
    ("/log", "menu.log"),
)


@cache
def templates() -> jinja2.Environment:
    """Return where templates are; others may put loaders of their own beside it."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("hytedata_daemon.web"),
        autoescape=True,  # names and texts are foreign
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def said(told: Words, key: str, n: int | None = None, /, **values: object) -> Markup:
    """Return a sentence with values put in that may be markup; all others are escaped."""
    safe = {
        name: value if isinstance(value, int | float) else escape(value)
        for name, value in values.items()
    }
    return Markup(told(key, n, **safe))


def page(asked: Asked, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Return the answer to a request.

    Args:
        asked: The request.
        template: Its name.
        status: Of HTTP.
        values: What the template shows.
    """
    times = asked.times
    content = rendered(
        asked.request,
        template,
        asked=asked,
        at=times.at,
        exact=times.exact,
        day=times.day,
        ago=times.ago,
        lasted=times.lasted,
        done=asked.query("done"),
        **values,
    )
    return HTMLResponse(content, status)


def problem_page(
    request: Request, status: int, key: str, *, way: str = "/", **told: object
) -> HTMLResponse:
    """Return a page that says what is wrong and how to go on.

    It needs no settings and no store, so that it can be shown whatever is wrong.

    Args:
        request: What was asked; nobody need be signed in.
        status: Of HTTP.
        key: Of the words: `problem.KEY` and `problem.KEY-mend`.
        way: Address to go on with.
        told: Parameters of the words.
    """
    content = rendered(
        request,
        "problem.html.j2",
        status=status,
        what=said(words(language_of(request)), f"problem.{key}", **told),
        mend=said(words(language_of(request)), f"problem.{key}-mend", **told),
        way=way,
    )
    return HTMLResponse(content, status)


def rendered(request: Request, template: str, **values: object) -> str:
    """Return a template that extends `layout.html.j2`, with what the layout needs.

    Args:
        request: What was asked; without a user in its state there is no menu.
        template: Its name among `templates`.
        values: What it shows besides.
    """
    state, language = request.state, language_of(request)
    told = words(language)

    def sentence(key: str, n: int | None = None, /, **parameters: object) -> Markup:
        return said(told, key, n, **parameters)

    return (
        templates()
        .get_template(template)
        .render(
            t=told,
            said=sentence,
            language=language,
            languages=[(code, LANGUAGE_NAMES[code], _in(request, code)) for code in LANGUAGES],
            menu=_MENU,
            root=request.scope.get("root_path", ""),
            here=request.url.path,
            user=getattr(state, "user", None),
            csrf=getattr(state, "csrf", ""),
            **values,
        )
    )


def _in(request: Request, language: RuleLanguage) -> str:
    """Return the address of the same page in another language."""
    return f"?{request.url.include_query_params(language=language).query}"
