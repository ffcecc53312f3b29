"""Which address shows which page; what is wrong becomes a page too."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from hytedata.errors import InputError, NotFound, StoreError
from hytedata_daemon.web.pages import (
    audit,
    candidates,
    coverage,
    decision,
    finding,
    findings,
    organisation,
    overview,
    plan,
    reports,
    runs,
    texts,
)
from hytedata_daemon.web.pages.asked import Asked
from hytedata_daemon.web.pages.forms import Form
from hytedata_daemon.web.pages.parts import PageParts
from hytedata_daemon.web.pages.problems import PageProblem
from hytedata_daemon.web.pages.rendering import problem_page

log = logging.getLogger(__name__)

Shows = Callable[[Asked], Response]
Takes = Callable[[Asked, Form], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(parts: PageParts) -> Sequence[BaseRoute]:
    """Return the routes of all pages; whoever serves them signs people in before.

    Each request has `state.user`, `state.csrf` and `state.language`, and a POST has been checked
    to come from a page of ours.
    """
    shown: dict[str, Shows] = {
        "/": overview.show,
        "/runs": runs.show_all,
        "/runs/{id:int}": runs.show,
        "/organisations/{id}": organisation.show,
        "/organisations/{id}/texts": texts.show,
        "/organisations/{id}/candidates": candidates.show,
        "/plans/{id}": plan.show,
        "/plans/{id}/decision": decision.show,
        "/findings": findings.show,
        "/findings/{id}": finding.show,
        "/rules/{code}": finding.show_rule,
        "/coverage": coverage.show,
        "/coverage/report/{county}/{name}": reports.download,
        "/coverage/report/{county}/worklists/{name}": reports.download_worklist,
        "/log": audit.show,
    }
    taken: dict[str, Takes] = {
        "/organisations/{id}/texts": texts.take,
        "/organisations/{id}/candidates": candidates.take,
        "/plans/{id}/decision": decision.take,
        "/findings/{id}/waiver": finding.waive,
        "/findings/{id}/waiver/end": finding.end_waiver,
    }
    return [
        *(Route(path, _showing(shows, parts)) for path, shows in shown.items()),
        *(Route(path, _taking(takes, parts), methods=["POST"]) for path, takes in taken.items()),
    ]


def _showing(shows: Shows, parts: PageParts) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(_guarded, request, lambda: shows(Asked(request, parts)))

    return endpoint


def _taking(takes: Takes, parts: PageParts) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        form = Form(await request.form())
        return await run_in_threadpool(
            _guarded, request, lambda: takes(Asked(request, parts), form)
        )

    return endpoint


def _guarded(request: Request, answer: Callable[[], Response]) -> Response:
    try:
        return answer()
    except PageProblem as problem:
        told = problem.told
        return problem_page(request, problem.status, problem.key, way=problem.way, **told)
    except NotFound:
        return problem_page(request, 404, "not-found")
    except InputError as error:
        return problem_page(request, 400, "input", detail=error)
    except StoreError as error:
        # The message may name a path of the machine, which is for its log alone.
        log.warning("page_not_shown", extra={"path": request.url.path, "reason": error})
        return problem_page(request, 503, "store")
