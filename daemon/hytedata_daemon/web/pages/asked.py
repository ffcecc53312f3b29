"""One request: who asks, in which language, and what they may see."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Final

from starlette.requests import Request

from hytedata.config import Organisation
from hytedata.models.sync_state import PlanHead
from hytedata.quality.report.language import Words
from hytedata.store import Store
from hytedata_daemon.settings import Settings
from hytedata_daemon.web.pages.parts import PageParts, User
from hytedata_daemon.web.pages.problems import PageProblem, refuse_query
from hytedata_daemon.web.pages.times import Times
from hytedata_daemon.web.security.language import language_of
from hytedata_daemon.words import words

_LOOKED_BACK: Final = 50  # plans, for one that publishes


class Asked:
    """A request with all that pages need to answer it."""

    def __init__(self, request: Request, parts: PageParts) -> None:
        self.request, self.parts = request, parts
        self.user: User = request.state.user
        self.csrf: str = request.state.csrf
        self.language = language_of(request)
        self.now: datetime = parts.now()

    @cached_property
    def settings(self) -> Settings:
        """The settings as they were when the request came."""
        return self.parts.settings()

    @property
    def store(self) -> Store:
        """Where everything is."""
        return self.parts.store

    @property
    def t(self) -> Words:
        """The words of the page's language."""
        return words(self.language)

    @cached_property
    def times(self) -> Times:
        """Writes times on the daemon's clock."""
        return Times(self.settings.daemon.time_zone, self.now, self.t)

    # --- organisations -------------------------------------------------------------------------

    @cached_property
    def organisations(self) -> tuple[Organisation, ...]:
        """Those that the user may see, as configured."""
        configured = self.settings.config.organisation
        return tuple(one for one in configured if self.user.may_see(one.id))

    @cached_property
    def names(self) -> dict[str, str]:
        """Names of the configured organisations, by id."""
        return {one.id: one.name for one in self.settings.config.organisation}

    @property
    def visible(self) -> Collection[str] | None:
        """Ids whose journals the user may see, and "" for what is shared; None for all."""
        if self.user.may_see(""):
            return None
        return {"", *(one.id for one in self.organisations)}

    def organisation(self, key: str) -> Organisation:
        """Return one organisation.

        Raises:
            PageProblem: It is not configured, or not for this user to see.
        """
        found = next((one for one in self.settings.config.organisation if one.id == key), None)
        if found is None:
            raise PageProblem(404, "no-organisation", id=key[:60])
        if not self.user.may_see(key):
            raise PageProblem(403, "not-yours")
        return found

    def require_approver(self, organisation: str) -> None:
        """Refuse whoever may not decide for an organisation.

        Raises:
            PageProblem: The user may not.
        """
        if not self.user.can_approve(organisation):
            raise PageProblem(403, "no-approver", who=", ".join(self.approvers(organisation)))

    def approvers(self, organisation: str) -> Sequence[str]:
        """Return who can approve for an organisation; a word for them where that is unknown."""
        return self.parts.approvers(organisation) or (self.t("common.admins"),)

    def latest_plan(self, organisation: str) -> PlanHead | None:
        """Return the plan that stands: the one that was made last, of those that publish."""
        heads = self.store.plan_heads(organisation, limit=_LOOKED_BACK)
        return next((one for one in heads if one.summary.get("kind") == "publish"), None)

    # --- the address ---------------------------------------------------------------------------

    def path(self, name: str) -> str:
        """Return a part of the path."""
        return str(self.request.path_params[name])

    def query(self, name: str) -> str | None:
        """Return a parameter of the address; None where it is missing or empty."""
        return (self.request.query_params.get(name) or "").strip()[:200] or None

    def number(self, name: str, *, least: int = 1) -> int | None:
        """Return a whole number of the address.

        Raises:
            PageProblem: It is none, or too small.
        """
        text = self.query(name)
        if text is None:
            return None
        if not (text.isascii() and text.isdecimal() and len(text) < 16 and int(text) >= least):
            refuse_query(name, text, self.t("problem.a-number", least=str(least)))
        return int(text)

    def choice(self, name: str, allowed: Collection[str]) -> str | None:
        """Return one of some words of the address.

        Raises:
            PageProblem: It is none of them.
        """
        text = self.query(name)
        if text is not None and text not in allowed:
            refuse_query(name, text, ", ".join(sorted(allowed)[:30]))
        return text

    def day(self, text: str) -> date:
        """Return a day that was typed or picked (`2027-01-31`).

        Raises:
            PageProblem: It is none.
        """
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise PageProblem(400, "day", value=text[:60]) from None
