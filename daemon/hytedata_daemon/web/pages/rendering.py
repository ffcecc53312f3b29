"""Pages of those who are signed in, and of what is wrong with a request of theirs."""

from starlette.requests import Request
from starlette.responses import HTMLResponse

from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.rendering import said, view
from hytedata_daemon.web.security.language import language_of
from hytedata_daemon.words import words


def page(asked: Asked, template: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Return the answer to a request.

    Args:
        asked: The request.
        template: Its name.
        status: Of HTTP.
        values: What the template shows.
    """
    times = asked.times
    return view(
        asked.request,
        template,
        asked=asked,
        at=times.at,
        exact=times.exact,
        day=times.day,
        ago=times.ago,
        lasted=times.lasted,
        status=status,
        done=asked.query("done"),
        **values,
    )


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
    return view(
        request,
        "problem.html.j2",
        status=status,
        what=said(words(language_of(request)), f"problem.{key}", **told),
        mend=said(words(language_of(request)), f"problem.{key}-mend", **told),
        way=way,
    )
