"""The login: where its token goes, when it is renewed, and refusals that keep the password."""

import json

import httpx
import pytest

from hytedata.clients.ptv import PtvTarget
from hytedata.errors import LoginRefused, SourceUnavailable
from tests.clients.ptv_double import LOGIN, NOW, V11, Double, page, token
from tests.connectors.ptv.builders import service
from tests.connectors.ptv.catalogue import ORGANISATION, SERVICE


def test_the_token_goes_only_where_it_is_needed(ptv: Double, reader: PtvTarget) -> None:
    ptv.services = [service()]

    reader.read(ORGANISATION)

    with_token = {
        call.request.url.path.removeprefix("/api/v11/")
        for call in ptv.router.calls
        if "authorization" in call.request.headers
    }
    assert with_token == {
        "Service/list/organization",
        "ServiceChannel/list/organization",
        f"Service/active/{ORGANISATION}",
        "Service/active",
        "ServiceChannel/active",
    }


def test_a_refused_login_names_the_user_and_never_the_password(
    ptv: Double, reader: PtvTarget
) -> None:
    ptv.login.respond(401, json={"message": "wrong password s3cret"})

    with pytest.raises(LoginRefused) as caught:
        reader.read(ORGANISATION)

    assert "api.user@example.test" in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert ptv.login.call_count == 1


@pytest.mark.parametrize("answer", [{}, {"serviceToken": ""}, {"error": "no"}, []])
def test_an_answer_without_a_token_is_a_refusal(
    ptv: Double, reader: PtvTarget, answer: object
) -> None:
    ptv.login.respond(json=answer)

    with pytest.raises(LoginRefused, match="holds no token"):
        reader.look("service", SERVICE)


def test_a_login_that_is_down_is_no_refusal(ptv: Double, reader: PtvTarget) -> None:
    ptv.login.respond(503)

    with pytest.raises(SourceUnavailable):
        reader.look("service", SERVICE)


@pytest.mark.parametrize("field", ["serviceToken", "ptvToken", "access_token"])
def test_the_token_is_found_under_each_known_name(
    ptv: Double, reader: PtvTarget, field: str
) -> None:
    ptv.login.respond(json={field: token()})
    ptv.services = [service()]

    assert reader.look("service", SERVICE) is not None


def test_a_token_about_to_end_is_renewed(ptv: Double, reader: PtvTarget) -> None:
    ptv.login.respond(json={"serviceToken": token(NOW.timestamp() + 59)})

    reader.look("service", SERVICE)
    reader.look("service", SERVICE)

    assert ptv.login.call_count == 2


def test_the_organisation_of_the_login_is_named_where_one_is_set(ptv: Double) -> None:
    opened = PtvTarget(
        "https://ptv.test/api",
        LOGIN,
        "user",
        "s3cret",
        contact="it@example.test",
        login_organisation="org",
        now=lambda: NOW,
    )
    with opened:
        opened.look("service", SERVICE)

    assert json.loads(ptv.login.calls.last.request.content) == {
        "username": "user",
        "password": "s3cret",
        "apiUserOrganisation": "org",
    }
    assert opened.login == "user@org"


def test_a_token_that_dies_mid_run_leads_to_one_new_login(ptv: Double, reader: PtvTarget) -> None:
    ptv.services = [service()]
    answers = [httpx.Response(401)]
    ptv.router.get(f"{V11}/Service/active").mock(
        side_effect=lambda _: (
            answers.pop() if answers else httpx.Response(200, json=page({"id": SERVICE}))
        )
    )

    state = reader.read(ORGANISATION)

    assert state.completeness.complete
    assert ptv.login.call_count == 2
