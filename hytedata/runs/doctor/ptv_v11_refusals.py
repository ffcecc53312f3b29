"""What we assume of PTV v11's refusals: statuses, and the bodies that come with them."""

import re
from collections.abc import Sequence

from hytedata.runs.doctor.answer import Answer, as_list, as_object, as_text
from hytedata.runs.doctor.assumption import (
    Assumption,
    Unsettled,
    Verdict,
    refuted,
    settled,
    unknown,
)
from hytedata.runs.doctor.look import Look
from hytedata.runs.doctor.ptv_v11_sample import NO_SUCH, SERVICES, service_ids

BAD_ID = "this-is-no-id"
BAD_ID_TOLD = "Guid should contain 32 digits"


def a_service(look: Look) -> str:
    """The id of some published service."""
    ids = service_ids(look)
    if not ids:
        raise Unsettled("no service is published")
    return ids[0]


def garbage_read(look: Look) -> Answer:
    """A public read with a token that is none."""
    return look.get("ptv", f"{SERVICES}/{a_service(look)}", credential="made-up token")


def _unknown_id(look: Look) -> Verdict:
    answer = look.get("ptv", f"{SERVICES}/{NO_SUCH}")
    told = bool(as_text(as_object(answer.body).get("errorMessage")))
    return settled(answer.status == 404 and told, f"{answer.status} with {answer.form}")


def _no_path(look: Look) -> Verdict:
    answer = look.get("ptv", "/v8/Service")
    return settled(answer.status == 404, f"version 8: {answer.status} with {answer.form}")


def _bad_id(look: Look) -> Answer:
    return look.get("ptv", f"{SERVICES}/{BAD_ID}")


def _bad_id_status(look: Look) -> Verdict:
    answer = _bad_id(look)
    return settled(answer.status == 400, f"{answer.status} with {answer.form}")


def _bad_id_form(look: Look) -> Verdict:
    answer = _bad_id(look)
    if answer.status != 400:
        return unknown(f"a bad id is answered with {answer.status}")
    body = as_object(answer.body)
    lists = [value for value in body.values() if isinstance(value, list)]
    as_known = bool(body) and len(lists) == len(body)
    return settled(as_known, f"400 with {answer.form}; {len(lists)} of {len(body)} keys hold lists")


def _bad_id_text(look: Look) -> Verdict:
    answer = _bad_id(look)
    told = [as_text(one) for value in as_object(answer.body).values() for one in as_list(value)]
    if not told:
        return refuted(f"{answer.status} with {answer.form} and no list of messages")
    there = any(BAD_ID_TOLD in text for text in told)
    return settled(there, f"“{BAD_ID_TOLD}” is {'there' if there else 'not in the message'}")


def _garbage(look: Look) -> Verdict:
    answer = garbage_read(look)
    return settled(answer.status == 500, f"{answer.status} with {answer.form}")


def _server_error(look: Look) -> Verdict:
    answer = garbage_read(look)
    if answer.status != 500:
        return unknown(f"no 500 was met: {answer.status}")
    told = as_text(as_object(answer.body).get("errorMessage"))
    trace = re.search(r"trace[ _-]?id", told, re.IGNORECASE) is not None
    seen = f"500 with {answer.form}, trace id {'there' if trace else 'missing'}"
    return settled(bool(told) and trace, seen)


def _protected(look: Look) -> Verdict:
    answer = look.get("ptv", f"{SERVICES}/active/{a_service(look)}")
    return settled(answer.status == 401, f"{answer.status} with {answer.form}")


_FAULTS, _CALLS = "connectors/ptv/v11/faults.py", "connectors/ptv/v11/calls.py"

PTV_REFUSALS: Sequence[Assumption] = (
    Assumption(
        "ptv.unknown-id",
        "What is not published is answered with 404 and `errorMessage`.",
        "ptv-api 2.1",
        f"{_CALLS} (or_none)",
        "Teach or_none how PTV's own 404 looks now, or archived items look like trouble.",
        _unknown_id,
    ),
    Assumption(
        "ptv.old-version",
        "A version that is not served is answered with 404.",
        "ptv-api 1.1",
        f"{_CALLS} (someone else's 404)",
        "Look at what is answered once v11 is closed: it must not read as “gone”.",
        _no_path,
    ),
    Assumption(
        "ptv.bad-id",
        "An id that is no UUID is refused with 400.",
        "ptv-api 2.1, 11",
        "connectors/ptv/v11/arguments.py (checked first)",
        "Nothing breaks, as ids are checked before they are sent; correct the reference.",
        _bad_id_status,
    ),
    Assumption(
        "ptv.bad-request-form",
        "A 400 is an object of lists of messages.",
        "ptv-api 2.1, 11",
        f"{_FAULTS} (refusals of writes)",
        "Teach faults.py the new form first: refusals of writes lose their messages otherwise.",
        _bad_id_form,
    ),
    Assumption(
        "ptv.bad-id-text",
        f"The message on a bad id holds “{BAD_ID_TOLD}”.",
        "ptv-api 2.2",
        f"{_FAULTS} (situations)",
        "Messages have been reworded: look through the table of ptv-api 2.2 in the test "
        "environment.",
        _bad_id_text,
    ),
    Assumption(
        "ptv.garbage-token",
        "A malformed token turns a public read into a 500.",
        "ptv-api 1.3, 11",
        "clients/ptv_organisation.py, connectors/_http/retry.py",
        "Nothing breaks: a 401 leads to a new login, a 200 reads as anonymous.",
        _garbage,
    ),
    Assumption(
        "ptv.server-error-form",
        "A 500 holds `errorMessage` with a trace id.",
        "ptv-api 2.1, 11",
        "connectors/_http/retry.py (trace)",
        "Nothing breaks; reports lose the trace id until retry.trace knows where it is.",
        _server_error,
    ),
    Assumption(
        "ptv.protected",
        "`active` without a token is answered with 401.",
        "ptv-api 2.1",
        "connectors/_http/shell.py (one new login)",
        "Teach the shell which status asks for a login.",
        _protected,
    ),
)
