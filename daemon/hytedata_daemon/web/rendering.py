"""From a template and values to a page; names and texts in it are foreign and are escaped."""

from functools import cache
from typing import Final

import jinja2
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from hytedata.quality.report.language import Words
from hytedata.quality.rule import RuleLanguage
from hytedata_daemon.web.security.language import language_of
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
    """Return where templates are: those of the pages, then those of signing in."""
    return jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [
                jinja2.PackageLoader("hytedata_daemon.web"),
                jinja2.PackageLoader("hytedata_daemon.web.security"),
            ]
        ),
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


def view(request: Request, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Return the answer to a request: a template as `rendered`, which may show the status."""
    return HTMLResponse(rendered(request, template, status=status, **values), status)


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
