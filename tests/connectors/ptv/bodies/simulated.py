"""The simulated PTV in this process, spoken to in bytes as over HTTP."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from hytedata.sandbox.http import SimRequest
from hytedata.sandbox.ptv import PtvSimulator
from tests.sandbox.ptv.world import PASSWORD, USER, Clock, small_seed

SERVICES = "Service"
LOCATIONS = "ServiceChannel/ServiceLocation"


@dataclass
class Simulated:
    """A small catalogue and the login of its town."""

    simulator: PtvSimulator = field(
        default_factory=lambda: PtvSimulator(small_seed(), now=Clock(), token_lifetime_s=1e9)
    )
    token: str = ""

    def __post_init__(self) -> None:
        body = {"username": USER, "password": PASSWORD}
        self.token = self.ask("POST", "/api/auth/api-login", body)[1]["serviceToken"]

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, Any]:
        """Send one request; the answer is its status and its JSON."""
        sent = b"" if body is None else json.dumps(body).encode()
        headers = {"authorization": f"Bearer {self.token}"} if self.token else {}
        answer = self.simulator.handle(SimRequest(method, path, (), headers, sent))
        return answer.status, json.loads(answer.body or b"null")

    def post(self, resource: str, body: object) -> tuple[int, Any]:
        return self.ask("POST", f"/api/v11/{resource}", body)

    def put(self, resource: str, ptv_id: str, body: object) -> tuple[int, Any]:
        return self.ask("PUT", f"/api/v11/{resource}/{ptv_id}", body)

    def made(self, resource: str, body: object) -> dict[str, Any]:
        status, answer = self.post(resource, body)
        assert status == 200, (answer, body)
        return self.active(resource, str(answer["id"]))

    def active(self, resource: str, ptv_id: str) -> dict[str, Any]:
        path = f"/api/v11/{resource.partition('/')[0]}/active/{ptv_id}"
        headers = {"authorization": f"Bearer {self.token}"}
        request = SimRequest("GET", path, (("showHeader", "true"),), headers)
        answer = self.simulator.handle(request)
        assert answer.status == 200, answer.body
        document: dict[str, Any] = json.loads(answer.body)
        return document

    def description(self, document: Mapping[str, Any]) -> Mapping[str, Any]:
        """The general description that a service builds on, or nothing."""
        described_by = document.get("generalDescriptionId")
        if not described_by:
            return {}
        status, answer = self.ask("GET", f"/api/v11/GeneralDescription/{described_by}")
        assert status == 200
        found: Mapping[str, Any] = answer
        return found

    def held(self, ptv_id: str) -> Mapping[str, Any]:
        """What the catalogue holds of an item, in the shape of a body."""
        entities: Any = self.simulator.snapshot()["entities"]
        newest: Mapping[str, Any] = entities[ptv_id]["newest"]
        return newest
