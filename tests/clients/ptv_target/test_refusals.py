"""Writes that are refused, by us or by PTV, and answers that are lost."""

import httpx
import pytest

from hytedata.clients.ptv import PtvTarget
from hytedata.errors import (
    AnswerLost,
    InputError,
    LoginRefused,
    NotFound,
    SourceUnavailable,
    WriteRefused,
)
from hytedata.models.publication import TargetItem
from tests.clients.ptv_double import Double
from tests.clients.ptv_target.support import ITEM, LOCATIONS, looked_at
from tests.connectors.ptv.builders import location
from tests.connectors.ptv.catalogue import CHANNEL, ORGANISATION


def test_a_refusal_names_every_field(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.post(LOCATIONS).respond(
        400,
        json={
            "Addresses[0].StreetAddress.PostalCode": ["The code '29170' was not found!"],
            "Model": ["One.", "Two."],
        },
    )

    with pytest.raises(WriteRefused) as caught:
        writer.create(ORGANISATION, ITEM)

    assert caught.value.status == 400
    assert caught.value.faults["Model"] == ("One.", "Two.")
    assert len(caught.value.faults) == 2


def test_a_refusal_in_html_is_told_without_its_markup(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.post(LOCATIONS).respond(400, html="<html><b>Request</b> blocked</html>")

    with pytest.raises(WriteRefused) as caught:
        writer.create(ORGANISATION, ITEM)

    assert caught.value.faults == {"answer": ("Request blocked",)}


@pytest.mark.parametrize("answer", [httpx.Response(500), httpx.ReadTimeout("slow")])
def test_a_post_is_never_repeated(
    ptv: Double, writer: PtvTarget, answer: httpx.Response | Exception
) -> None:
    route = ptv.router.post(LOCATIONS)
    route.side_effect = [answer]

    with pytest.raises(AnswerLost):
        writer.create(ORGANISATION, ITEM)

    assert route.call_count == 1


@pytest.mark.parametrize("content", [b"<html>Welcome</html>", b"null", b'{"id": null}'])
def test_a_taken_write_with_an_unreadable_answer_has_to_be_looked_up(
    ptv: Double, writer: PtvTarget, content: bytes
) -> None:
    ptv.router.post(LOCATIONS).respond(200, content=content)

    with pytest.raises(AnswerLost):
        writer.create(ORGANISATION, ITEM)


def test_an_item_is_updated_only_as_it_was_read(ptv: Double, writer: PtvTarget) -> None:
    unread = TargetItem("channel", CHANNEL, None, "Published", "Kenttä", {}, "v")

    with pytest.raises(InputError, match="as it was read"):
        writer.update(unread, {"summary.fi": "Uusi."})


def test_an_item_with_unpublished_edits_is_refused_before_anything_is_sent(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels = [location(publishingStatus="Modified")]
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(json=location())
    current = looked_at(writer, "channel", CHANNEL)

    with pytest.raises(WriteRefused, match="publish or discard"):
        writer.update(current, {"summary.fi": "Uusi tiivistelmä."})
    with pytest.raises(WriteRefused):
        writer.archive(current)

    assert not route.called


def test_an_item_of_somebody_else_is_not_found(ptv: Double, writer: PtvTarget) -> None:
    ptv.channels = [location()]
    ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(
        404, json={"errorMessage": "User has no rights to update this entity."}
    )

    with pytest.raises(NotFound, match="no rights"):
        writer.update(looked_at(writer, "channel", CHANNEL), {"summary.fi": "Uusi."})


def test_a_put_is_repeated_and_its_500_is_no_lost_answer(ptv: Double, writer: PtvTarget) -> None:
    ptv.channels = [location()]
    route = ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(500, text="trace id: 00-1-00")
    current = looked_at(writer, "channel", CHANNEL)

    with pytest.raises(SourceUnavailable) as caught:
        writer.update(current, {"summary.fi": "Uusi."})

    assert caught.value.status == 500
    assert route.call_count == 3


def test_a_login_that_is_refused_for_good_is_told(ptv: Double, writer: PtvTarget) -> None:
    ptv.channels = [location()]
    current = looked_at(writer, "channel", CHANNEL)
    ptv.router.put(f"{LOCATIONS}/{CHANNEL}").respond(401)

    with pytest.raises(LoginRefused):
        writer.update(current, {"summary.fi": "Uusi."})

    assert ptv.login.call_count == 2


def test_a_missing_right_refuses_the_write(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.post(LOCATIONS).respond(403, json="No right to OpenApiWrite.")

    with pytest.raises(WriteRefused) as caught:
        writer.create(ORGANISATION, ITEM)

    assert caught.value.status == 403


def test_an_impossible_patch_is_refused_before_anything_is_sent(
    ptv: Double, writer: PtvTarget
) -> None:
    ptv.channels = [location()]

    with pytest.raises(InputError):
        writer.update(looked_at(writer, "channel", CHANNEL), {"languages": None})


def test_no_message_holds_the_password_or_the_token(ptv: Double, writer: PtvTarget) -> None:
    ptv.router.post(LOCATIONS).respond(400, json={"Model": ["No."]})

    with pytest.raises(WriteRefused) as caught:
        writer.create(ORGANISATION, ITEM)

    told = f"{caught.value!r} {caught.value} {writer!r}"
    assert "s3cret" not in told
    assert "Bearer" not in told
