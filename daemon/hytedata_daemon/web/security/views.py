"""Makes pages of templates, with what every template may use."""

from jinja2 import BaseLoader, ChoiceLoader, Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse

from hytedata.quality.rule import RuleLanguage
from hytedata_daemon.web.security.language import language_of
from hytedata_daemon.words import LANGUAGES, words


class Views:
    """Templates of the pages for signing in and of refusals.

    Args:
        templates: Where `layout.html.j2` is; what is found there goes before ours.
    """

    def __init__(self, templates: BaseLoader) -> None:
        ours = PackageLoader("hytedata_daemon.web.security", "templates")
        self._environment = Environment(
            loader=ChoiceLoader([templates, ours]), autoescape=True, trim_blocks=True
        )

    def page(
        self, request: Request, template: str, *, status: int = 200, **told: object
    ) -> HTMLResponse:
        """Return the page of a template.

        It may use `t` (texts by key), `language`, `languages`, `user` and `csrf` (None and "" where
        nobody is signed in, or before that is known), `request`, and *told*.
        """
        language: RuleLanguage = getattr(request.state, "language", None) or language_of(request)
        context = {
            "request": request,
            "t": words(language),
            "language": language,
            "languages": LANGUAGES,
            "user": getattr(request.state, "user", None),
            "csrf": getattr(request.state, "csrf", ""),
            **told,
        }
        text = self._environment.get_template(template).render(context)
        return HTMLResponse(text, status_code=status)
