"""What we assume of PTV's login and of reads that carry its token. Nothing is written with it."""

import base64
import binascii
from collections.abc import Sequence

import msgspec

from hytedata.connectors.ptv.login import TOKEN_FIELDS
from hytedata.models.common import Json
from hytedata.runs.doctor.answer import Record, as_number, as_object, as_text, at, counted, objects
from hytedata.runs.doctor.assumption import (
    SET_UP,
    Assumption,
    Unsettled,
    Verdict,
    confirmed,
    refuted,
    settled,
    unknown,
)
from hytedata.runs.doctor.look import Look
from hytedata.runs.doctor.ptv_v11_refusals import a_service
from hytedata.runs.doctor.ptv_v11_sample import CHANNELS, SERVICES, organisation
from hytedata.runs.doctor.reach import SKEW


def _works(look: Look) -> Verdict:
    answer = look.login()
    fields = _token_fields(look)
    return settled(answer.status == 200 and bool(fields), f"{answer.status} with {answer.form}")


def _token_fields(look: Look) -> list[str]:
    body = as_object(look.login().body)
    return [name for name in TOKEN_FIELDS if as_text(body.get(name))]


def _field(look: Look) -> Verdict:
    fields = _token_fields(look)
    if not fields:
        raise Unsettled("there is no token")
    host = look.address("login")
    expected = "ptvToken" if ".trn." in host else "serviceToken"
    return settled(expected in fields, f"the token is in {', '.join(fields)}")


def _refusal(look: Look) -> Verdict:
    answer = look.login()
    if answer.status == 200:
        return unknown("the login was accepted; a wrong password is not tried on purpose")
    return settled(answer.status in (401, 403), f"{answer.status} with {answer.form}")


def _claims(look: Look) -> Record:
    parts = look.token().split(".")
    if len(parts) != 3:
        return {}
    try:
        claims: Json = msgspec.json.decode(
            base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4))
        )
    except (binascii.Error, ValueError):
        return {}
    return as_object(claims)


def _lifetime(look: Look) -> Verdict:
    ends = as_number(_claims(look).get("exp"))
    if ends is None:
        return refuted("the token does not say when it ends")
    minutes = (ends - look.login().came_at.timestamp()) / 60
    expected = 24 * 60 if ".trn." in look.address("login") else 60
    seen = f"it lives for {minutes:.0f} minutes"
    return settled(expected / 2 < minutes < expected * 2, seen)


def _issued(look: Look) -> Verdict:
    issued = as_number(_claims(look).get("iat")) or as_number(_claims(look).get("nbf"))
    if issued is None:
        return unknown("the token does not say when it was issued")
    apart = abs(look.login().came_at.timestamp() - issued)
    return settled(apart <= SKEW.total_seconds(), f"{apart:.0f} s apart")


def _active(look: Look) -> Verdict:
    answer = look.get("ptv", f"{SERVICES}/active/{a_service(look)}", credential="token")
    return settled(answer.status == 200, f"{answer.status} with {answer.form}")


def _source_ids(look: Look) -> Verdict:
    wanted = ("organizationId", organisation(look))
    path = f"{CHANNELS}/list/organization"
    found = objects(at(look.body("ptv", path, wanted, credential="token"), "itemList"))
    told = [one for one in found if one.get("sourceId")]
    seen = f"{len(told)} of {counted(len(found), 'channel')} show one"
    return confirmed(seen) if told else unknown(f"{seen}: perhaps none was made by this user")


def _garbage(look: Look) -> Verdict:
    path = f"{SERVICES}/active/{a_service(look)}"
    answer = look.get("ptv", path, credential="made-up token")
    return settled(answer.status == 401, f"{answer.status} with {answer.form}")


_LOGIN = "connectors/ptv/login.py"

LOGIN: Sequence[Assumption] = (
    Assumption(
        "login.works",
        "The configured login gives a token.",
        "ptv-api 1.3",
        "everything that writes to PTV",
        "Check username, password and token_url; ask whoever got the API user from DVV.",
        _works,
    ),
    Assumption(
        "login.field",
        "The token is in serviceToken, in the training environment in ptvToken.",
        "ptv-api 1.3",
        f"{_LOGIN} (TOKEN_FIELDS)",
        "Nothing breaks, as all known fields are read; correct the reference.",
        _field,
    ),
    Assumption(
        "login.refusal",
        "A refused login is 401 or 403.",
        "ptv-api 11",
        _LOGIN,
        "Nothing breaks: anything but a 200 with a token is a refusal.",
        _refusal,
    ),
    Assumption(
        "login.lifetime",
        "The token is a JWT that ends after about an hour, in training after about a day.",
        "ptv-api 1.3, 11",
        "connectors/_http/login.py (token_end)",
        "Nothing breaks while it states its end; without one, a 401 leads to a new login.",
        _lifetime,
    ),
    Assumption(
        "login.clock",
        "The clock here agrees with the one that issued the token.",
        SET_UP,
        "connectors/_http/login.py (EARLY_S)",
        "Let the clock of this machine be set by NTP: tokens are renewed too late otherwise.",
        _issued,
    ),
    Assumption(
        "login.active-reads",
        "The token lets `active` be read.",
        "ptv-api 1.3",
        "connectors/ptv/v11/reads.py",
        "The user lacks the right OpenApiRead, or belongs to another organisation: ask DVV.",
        _active,
    ),
    Assumption(
        "login.source-ids",
        "With the token `sourceId` is shown to the user who set it.",
        "ptv-api 5.7, 10 (trap 20)",
        "clients/ptv_organisation.py, runs/relink.py",
        "Do not relink: our own items would not be found again.",
        _source_ids,
    ),
    Assumption(
        "login.garbage-token",
        "A malformed token on a protected read is answered with 401.",
        "ptv-api 11",
        "connectors/_http/shell.py (one new login)",
        "Teach the shell which status asks for a new login.",
        _garbage,
    ),
)
