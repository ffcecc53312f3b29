"""The doctor's eyes: reads of the upstreams, each sent once, few in all, none of them a write."""

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import TracebackType
from typing import Literal, Self, TypeAlias

import anyio

from hytedata.connectors._http import Endpoint, Request, Response, SyncShell, Upstream
from hytedata.connectors._http.budget import Sleep
from hytedata.connectors._http.wire import HttpxWire, Wire
from hytedata.connectors.ptv.login import TOKEN_FIELDS, PtvLogin
from hytedata.errors import AnswerLost, HytedataError, SourceUnavailable, TransientError
from hytedata.models.common import Json
from hytedata.runs.doctor.answer import Answer, as_object
from hytedata.runs.doctor.assumption import Place, Unsettled
from hytedata.runs.doctor.guard import Allowance, GuardedWire
from hytedata.runs.doctor.redaction import Redactor

MOST_REQUESTS = 68
"""Requests of one run, second tries and the login among them."""

Credential: TypeAlias = Literal["none", "token", "made-up token", "key"]
MADE_UP_TOKEN = "hytedata-doctor-made-this-up"
SILENCES = 2
"""After so many reads in a row without an answer an upstream is left in peace."""

_ANY = frozenset(range(100, 600))
_FINAL = _ANY - {429, 502, 503, 504}


@dataclass(frozen=True)
class Subject:
    """What the checks look at.

    Attributes:
        municipality: Whose sites and services.
        organisation: PTV organisation; None takes one that PTV lists.
        lipas_id: A site that Lipas is known to publish to PTV; None tries a few.
    """

    municipality: str = "889"
    organisation: str | None = None
    lipas_id: int | None = None


@dataclass(frozen=True)
class Door:
    """How one upstream is reached.

    Attributes:
        upstream: Where; None where it is not to be read at all.
        closed: Why it cannot be read.
        way: Through which proxy, without its address.
    """

    upstream: Upstream | None = None
    closed: str = ""
    way: str = "directly"


@dataclass(frozen=True)
class Doors:
    """How everything is reached.

    Attributes:
        login: What is sent to log in; None where there is no login.
        no_login: Why there is none.
        api_key: Of v12; "" where there is none.
        no_key: Why there is none.
        private: What is never shown besides: paths of this machine.
    """

    places: Mapping[Place, Door]
    login: PtvLogin | None = field(default=None, repr=False)
    no_login: str = "no login is configured; set username and password_env of an organisation"
    api_key: str = field(default="", repr=False)
    no_key: str = "no key of v12 is set; put it into HYTEDATA_PTV_API_KEY"
    private: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Sent:
    """A read that was sent, for the recording.

    Attributes:
        answer: None where none came.
        problem: Why none came.
    """

    number: int
    place: Place
    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    credential: Credential
    ms: int
    answer: Answer | None
    problem: str = ""


@dataclass(frozen=True)
class _Asked:
    place: Place
    path: str
    query: tuple[tuple[str, str], ...]
    credential: Credential


class Look:
    """Reads for checks: cached, one after the other, spaced, and bounded in number.

    Args:
        doors: How the upstreams are reached.
        subject: What is looked at.
        most: Requests that may be sent.
        wire_of: What carries the requests to an upstream; the network by default.
        sleep: Waits between requests.
        clock: Monotonic seconds.
        now: Aware wall clock.
    """

    def __init__(
        self,
        doors: Doors,
        subject: Subject,
        *,
        most: int = MOST_REQUESTS,
        wire_of: Callable[[Upstream], Wire] = HttpxWire,
        sleep: Sleep = anyio.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.subject, self.doors = subject, doors
        self.allowance = Allowance(most)
        self.redactor = Redactor([doors.api_key, *doors.private, *_secrets(doors.login)])
        self.sent: list[Sent] = []
        self.used: set[int] = set()
        self.failures: dict[Place, str] = {}
        self._wire_of, self._sleep, self._clock, self._now = wire_of, sleep, clock, now
        self._answers: dict[_Asked, Answer | Unsettled] = {}
        self._shells: dict[Place, SyncShell] = {}
        self._silences: dict[Place, int] = {}
        self._answered: set[Place] = set()
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._open.close()

    def now(self) -> datetime:
        """The time here, aware, in UTC."""
        return self._now()

    def address(self, place: Place) -> str:
        """Where an upstream is, for people; "" where it is not read."""
        upstream = self.doors.places[place].upstream
        return upstream.base_url if upstream is not None else ""

    def get(
        self, place: Place, path: str, *query: tuple[str, str], credential: Credential = "none"
    ) -> Answer:
        """Read once; the same question is never asked twice.

        Args:
            place: The upstream.
            path: Below its address, or a whole address on its host.
            query: Parameters in order.
            credential: What the request carries to be let in.

        Raises:
            Unsettled: No usable answer came, or it may not be asked.
        """
        asked = _Asked(place, path, query, credential)
        if asked not in self._answers:
            self._answers[asked] = self._ask(asked)
        answer = self._answers[asked]
        if isinstance(answer, Unsettled):
            raise answer
        self.used.add(answer.number)
        return answer

    def body(
        self, place: Place, path: str, *query: tuple[str, str], credential: Credential = "none"
    ) -> Json:
        """Read a JSON document; anything but a 200 raises `Unsettled`."""
        return self.get(place, path, *query, credential=credential).good()

    def key(self) -> Credential:
        """What a request to v12 carries.

        Raises:
            Unsettled: There is no key.
        """
        if not self.doors.api_key:
            raise Unsettled(self.doors.no_key)
        return "key"

    def login(self) -> Answer:
        """Log in, once in a run whatever comes of it: a wrong password is not tried twice.

        Raises:
            Unsettled: There is no login, or no answer came.
        """
        if self.doors.login is None:
            raise Unsettled(self.doors.no_login)
        return self.get("login", self.doors.login.token_url)

    def token(self) -> str:
        """The token of the login.

        Raises:
            Unsettled: There is none.
        """
        answer = self.login()
        body = as_object(answer.body)
        token = next((body[name] for name in TOKEN_FIELDS if body.get(name)), None)
        if answer.status != 200 or not isinstance(token, str):
            raise Unsettled(f"the login was answered with {answer.status} and {answer.form}")
        self.redactor.hide(token)
        return token

    def _ask(self, asked: _Asked) -> Answer | Unsettled:
        try:
            shell, request = self._shell(asked.place), self._request(asked)
        except Unsettled as reason:
            return reason
        began = self._clock()
        number = len(self.sent) + 1
        answer: Answer | None = None
        problem = ""
        try:
            accept = _FINAL if request.method == "GET" else _ANY
            response = shell.send(Endpoint(request, _whole, _never, accept))
            answer = Answer(
                number,
                _shown(asked.path),
                response.status,
                response.headers,
                response.content,
                self._now(),
            )
            self._answered.add(asked.place)
            self._silences[asked.place] = 0
        except HytedataError as error:
            problem = self._failed(asked.place, error)
        self.sent.append(
            Sent(
                number,
                asked.place,
                request.method,
                _shown(asked.path),
                asked.query,
                asked.credential,
                round(1000 * (self._clock() - began)),
                answer,
                problem,
            )
        )
        return Unsettled(problem) if answer is None else answer

    def _request(self, asked: _Asked) -> Request:
        if asked.place == "login" and self.doors.login is not None:
            # Not to be repeated: each wrong password may count against the user.
            body = self.doors.login.endpoint().request.body
            return Request("POST", asked.path, body=body)
        headers: dict[str, str] = {}
        if asked.credential == "token":
            headers["Authorization"] = f"Bearer {self.token()}"
        elif asked.credential == "made-up token":
            headers["Authorization"] = f"Bearer {MADE_UP_TOKEN}"
        elif asked.credential == "key":
            headers["X-Api-Key"] = self.doors.api_key
        return Request("GET", asked.path, asked.query, headers=headers)

    def _shell(self, place: Place) -> SyncShell:
        door = self.doors.places[place]
        if door.upstream is None:
            raise Unsettled(door.closed)
        if place in self.failures:
            raise Unsettled(self.failures[place])
        if self.allowance.is_spent:
            raise Unsettled(f"the {self.allowance.most} requests of a run are spent")
        if place not in self._shells:
            login_url = self.doors.login.token_url if self.doors.login is not None else None
            wire = GuardedWire(
                self._wire_of(door.upstream),
                self.allowance,
                login_url=login_url if place == "login" else None,
            )
            shell = SyncShell(door.upstream, wire=wire, sleep=self._sleep, clock=self._clock)
            self._shells[place] = self._open.enter_context(shell)
        return self._shells[place]

    def _failed(self, place: Place, error: HytedataError) -> str:
        told = str(error)
        if isinstance(error, AnswerLost):
            told = f"the {error.source} gave no answer at {error.url}: {error.detail}"
        told = self.redactor.text(told)
        if isinstance(error, TransientError) and not self.allowance.is_spent:
            self._silences[place] = self._silences.get(place, 0) + 1
            if place not in self._answered or self._silences[place] >= SILENCES:
                self.failures[place] = told
        return told


def _shown(path: str) -> str:
    """A path without its host: whole addresses lie on the upstream's own."""
    if path.startswith("/"):
        return path
    return "/" + path.split("://", 1)[-1].partition("/")[2]


def _whole(response: Response) -> Response:
    return response


def _never(response: Response) -> Exception:
    return SourceUnavailable("it", response.url, attempts=1, status=response.status)


def _secrets(login: PtvLogin | None) -> Sequence[str]:
    if login is None:
        return ()
    return (login.password, login.username, login.organisation or "")
