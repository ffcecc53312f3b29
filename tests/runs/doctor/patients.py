"""The doctor before a simulated patient, in this process: no sockets, no waiting."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from hytedata.config import Config, load_config
from hytedata.connectors._http import Response, Upstream
from hytedata.connectors._http.wire import Outgoing
from hytedata.models.common import Json
from hytedata.runs.doctor import (
    ASSUMPTIONS,
    Assumption,
    Finding,
    Look,
    Subject,
    Verdict,
    doors_of,
    examine,
    judge,
    visit_of,
)
from hytedata.sandbox import Sandbox
from hytedata.sandbox.http import SimRequest, Simulator

Change = Callable[[Response], Response]


@dataclass
class Rule:
    """Where an answer is changed: a pattern over path and query, and perhaps a credential."""

    pattern: str
    change: Change
    header: str = ""


@dataclass
class Patient:
    """A sandbox whose answers can be changed; counts what reaches it."""

    sandbox: Sandbox
    rules: list[Rule] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)
    most: int = 68
    subject: Subject | None = None

    def config(self, tmp: "pytest.TempPathFactory") -> Config:
        file = tmp.mktemp("config") / "hytedata.toml"
        file.write_text(self.sandbox.config_toml())
        return load_config(file, environ={})

    def behaves(self, pattern: str, change: Change, *, header: str = "") -> None:
        self.rules.append(Rule(pattern, change, header))

    def wire_of(self, upstream: Upstream) -> "PatientWire":
        return PatientWire(self)


class PatientWire:
    def __init__(self, patient: Patient) -> None:
        self._patient = patient

    async def exchange(self, outgoing: Outgoing, *, timeout_s: float) -> Response:
        parts = urlsplit(outgoing.url)
        target = f"{parts.path}?{unquote(parts.query)}"
        self._patient.asked.append(target)
        self._patient.methods.append(outgoing.method)
        headers = {name.lower(): value for name, value in outgoing.headers.items()}
        mount, simulator = self._mounted(parts.path)
        request = SimRequest(
            outgoing.method,
            unquote(parts.path.removeprefix(mount)),
            tuple(parse_qsl(parts.query, keep_blank_values=True)),
            headers,
            outgoing.body or b"",
        )
        found = simulator.handle(request)
        answered = {name.lower(): value for name, value in found.headers.items()}
        answered["date"] = format_datetime(datetime.now(UTC), usegmt=True)
        if len(found.body) > 1024:
            answered["content-encoding"] = "gzip"
        response = Response(found.status, outgoing.url, answered, found.body)
        for rule in self._patient.rules:
            fits = not rule.header or rule.header in headers
            if fits and re.search(rule.pattern, target):
                response = rule.change(response)
        return response

    async def aclose(self) -> None:
        pass

    def _mounted(self, path: str) -> tuple[str, Simulator]:
        controls = self._patient.sandbox.controls
        mounts: tuple[tuple[str, Simulator], ...] = (
            ("/ptv12", controls.ptv12),
            ("/ptv", controls.ptv),
            ("/lipas", controls.lipas),
            ("/statfin", controls.statfin),
        )
        return next(each for each in mounts if path.startswith(f"{each[0]}/"))


def answers(status: int, body: object = None, **headers: str) -> Change:
    """Answer this instead."""
    content = b"" if body is None else json.dumps(body).encode()
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda response: replace(
        response, status=status, content=content, headers={**response.headers, **told}
    )


def edits(change: Callable[[Json], Json]) -> Change:
    """Change the document of the answer."""
    return lambda response: replace(
        response, content=json.dumps(change(json.loads(response.content))).encode()
    )


def rewrites(pattern: str, by: str) -> Change:
    """Change the text of the answer by a regular expression."""
    return lambda response: replace(
        response, content=re.sub(pattern, by, response.content.decode()).encode()
    )


def has_header(name: str, value: str) -> Change:
    """Add or change a header."""
    return lambda response: replace(response, headers={**response.headers, name: value})


def lacks_header(name: str) -> Change:
    """Take a header away."""
    return lambda response: replace(
        response, headers={key: value for key, value in response.headers.items() if key != name}
    )


def assumption(name: str) -> Assumption:
    """The assumption with an id."""
    return next(one for each in ASSUMPTIONS.values() for one in each if one.id == name)


class Clinic:
    """Opens looks at a patient."""

    def __init__(self, patient: Patient, config: Config) -> None:
        self.patient, self.config = patient, config
        sandbox = patient.sandbox
        self.environ = {
            sandbox.password_env: sandbox.password,
            sandbox.api_key_env: sandbox.api_key,
        }

    def look(self) -> Look:
        visit = visit_of(self.config)
        doors = doors_of(self.config, self.environ, organisation=visit.organisation, per_second=0)
        return Look(
            doors,
            self.patient.subject or visit.subject,
            most=self.patient.most,
            wire_of=self.patient.wire_of,
            sleep=lambda _: None,
        )

    def verdict(self, name: str) -> Verdict:
        with self.look() as look:
            return judge(look, assumption(name))

    def findings(self) -> dict[str, Finding]:
        with self.look() as look:
            return {finding.assumption.id: finding for finding in examine(look)}
