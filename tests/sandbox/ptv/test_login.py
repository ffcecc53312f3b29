"""Log-ins and tokens: ptv-api 1.3 and field notes 1."""

import base64
import json

import httpx
import pytest

from hytedata.sandbox.http import SimRequest
from hytedata.sandbox.ptv import PtvSimulator
from hytedata.sandbox.seed import palveluhallinta_id
from tests.sandbox.ptv.world import (
    NEIGHBOUR,
    SECOND_USER,
    USER,
    VIEWER,
    Ptv,
    location,
    service,
    small_seed,
)

PLACE = "ServiceChannel/ServiceLocation"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def token_of(answer: httpx.Response) -> str:
    return str(answer.json()["serviceToken"])


def test_a_token_is_a_jwt_that_says_when_it_expires(ptv: Ptv) -> None:
    token = token_of(ptv.login(USER))

    part = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    assert len(token.split(".")) == 3
    assert claims["exp"] == int(ptv.clock().timestamp()) + 3600


def test_each_login_gives_another_token(ptv: Ptv) -> None:
    assert token_of(ptv.login(USER)) != token_of(ptv.login(USER))


def test_the_training_environments_field_can_be_chosen(ptv: Ptv) -> None:
    training = PtvSimulator(
        small_seed(), now=ptv.clock, login_field="ptvToken", token_lifetime_s=86400
    )
    body = json.dumps({"username": USER, "password": "not a secret"}).encode()

    answer = training.handle(SimRequest("POST", "/api/auth/api-login", body=body))

    assert json.loads(answer.body).keys() == {"ptvToken"}


@pytest.mark.parametrize("body", [{"username": USER, "password": "wrong"}, {"username": "x"}, {}])
def test_a_wrong_password_is_401(ptv: Ptv, body: dict[str, str]) -> None:
    assert ptv.client.post("/api/auth/api-login", json=body).status_code == 401


def test_a_form_instead_of_json_is_refused(ptv: Ptv) -> None:
    answer = ptv.client.post("/api/auth/api-login", data={"username": USER})

    assert answer.status_code == 400


def test_an_expired_token_is_401_on_writes_and_anonymous_on_reads(ptv: Ptv) -> None:
    made = ptv.service(sourceId="one")
    ptv.clock.move(hours=2)

    written = ptv.put(f"Service/{made}", service())
    read = ptv.get(f"Service/{made}", user=USER)

    assert (written.status_code, read.status_code) == (401, 200)
    assert read.json()["sourceId"] is None


def test_a_token_can_die_before_its_time(ptv: Ptv) -> None:
    made = ptv.service()

    ptv.simulator.kill_tokens()

    assert ptv.put(f"Service/{made}", service()).status_code == 401
    assert ptv.get(f"Service/{made}", user=USER).status_code == 200
    ptv.tokens.clear()
    assert ptv.put(f"Service/{made}", service()).status_code == 200


def test_a_malformed_token_turns_a_public_read_into_500(ptv: Ptv) -> None:
    made = ptv.service()

    read = ptv.client.get(f"/api/v11/Service/{made}", headers=bearer("nonsense"))
    protected = ptv.client.get(f"/api/v11/Service/active/{made}", headers=bearer("nonsense"))

    assert (read.status_code, protected.status_code) == (500, 401)


@pytest.mark.parametrize("path", ["Service/active", "ServiceChannel/active"])
def test_restricted_reads_need_a_token_and_a_role(ptv: Ptv, path: str) -> None:
    assert ptv.get(path).status_code == 401
    assert ptv.get(path, user=VIEWER).status_code == 403
    assert ptv.get(path, user=USER).status_code == 200


def test_a_user_of_two_organisations_speaks_for_the_first_unless_another_is_named(
    ptv: Ptv,
) -> None:
    body = location(organizationId=NEIGHBOUR)
    named = ptv.login(SECOND_USER, apiUserOrganisation=palveluhallinta_id(NEIGHBOUR))

    first = ptv.post(PLACE, body, user=SECOND_USER)
    second = ptv.client.post(f"/api/v11/{PLACE}", json=body, headers=bearer(token_of(named)))
    unknown = ptv.login(SECOND_USER, apiUserOrganisation=NEIGHBOUR)

    assert first.status_code == 400
    assert second.status_code == 200
    assert unknown.status_code == 401


def test_the_service_says_that_it_lives(ptv: Ptv) -> None:
    assert ptv.client.get("/Ping").status_code == 200
    assert ptv.client.get("/api/v8/Service").status_code == 404
