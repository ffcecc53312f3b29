"""Values that are nearly right: what the check lets through, PTV takes."""

from typing import Any

from hypothesis import HealthCheck, Phase, assume, event, example, given, settings
from hypothesis import strategies as st

from hytedata.connectors.ptv.v11.bodies import new_location_body, new_service_body
from hytedata.content.writing import blocking, check
from hytedata.models.ptv import Addresses, Email, Phone, WebLink
from tests.connectors.ptv.bodies.simulated import LOCATIONS, SERVICES, Simulated
from tests.connectors.ptv.bodies.writes import (
    TODAY,
    location,
    location_texts,
    service,
    service_texts,
    street,
)

bounded = settings(
    max_examples=150 if settings().max_examples <= 100 else 3000,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
_bits = st.sampled_from(
    [
        "a",
        "ä",
        "fi",
        ".",
        "..",
        "-",
        "_",
        " ",
        "@",
        "/",
        ":",
        "//",
        "?",
        "#",
        "1",
        "é",
        "xn--a",
        "\u00a0",
    ]
)
_odd = st.lists(_bits, max_size=6).map("".join) | st.text(max_size=8)
_hosts = st.text("aä-_.1", max_size=4)
urls = st.builds(
    "{}://{}{}{}".format,
    st.sampled_from(["http", "https", "HTTPS", "ftp"]),
    _hosts,
    st.sampled_from(["a.fi", ".fi", "fi", "a.xn--a", "1.2.3.4", "a.fi:80", "a.fi:", "u@a.fi"]),
    st.just("") | _odd.map("/{}".format) | _odd,
)
emails = st.builds(
    "{}@{}.{}".format,
    st.text("aä.+-_'", max_size=5),
    _hosts,
    st.sampled_from(["fi", "a", "1", "info", "xn--a", "äö"]),
)
numbers = st.from_regex(r"[0-9 ]{0,22}", fullmatch=True) | st.text("0123456789٣", max_size=5)
words = st.text(max_size=8) | st.text(" \u00a0\u2003\t\nab", min_size=3, max_size=8)


@given(url=urls)
@example(url="http://-a.fi")
@example(url="https://user@a.fi:99999/x")
@bounded
def test_web_addresses(url: str) -> None:
    taken_where_passed(texts={"web_pages": (WebLink(url=url, name="Sivu"),)})


@given(address=emails)
@example(address="a..b@a.fi")
@example(address="ä@ä.fi")
@bounded
def test_email_addresses(address: str) -> None:
    taken_where_passed(texts={"emails": (Email(address=address),)})


@given(number=numbers, dial_code=st.sampled_from(["+358", "+46", "358", "+", ""]))
@bounded
def test_phone_numbers(number: str, dial_code: str) -> None:
    phone = Phone(type="InternationalPhone", dial_code=dial_code, number=number)
    taken_where_passed(texts={"phones": (phone,)})


@given(field=st.sampled_from(["name", "alternative_name", "summary", "description"]), text=words)
@bounded
def test_short_texts_of_odd_characters(field: str, text: str) -> None:
    taken_where_passed(texts={field: text})


@given(code=st.from_regex(r"[0-9]{3,7}|[\u0660-\u0669]{5}", fullmatch=True), detail=words)
@example(code="40100", detail=" ")
@bounded
def test_addresses(code: str, detail: str) -> None:
    # Which codes exist is PTV's to say.
    assume(code == "40100" or len(code) != 5 or not code.isascii())
    where = Addresses(street=(street(postal_code=code, detail=detail),))
    taken_where_passed(fields={"location": where})


@given(source_id=st.text("aZ09-._ä٣\n", max_size=5), keyword=words, conditions=words)
@bounded
def test_texts_of_services(source_id: str, keyword: str, conditions: str) -> None:
    texts = service_texts(keywords=(keyword,), conditions=conditions)
    write = service(source_id=source_id, language_versions={"fi": texts})

    _taken(SERVICES, write, new_service_body(write))


def taken_where_passed(
    *, texts: dict[str, Any] | None = None, fields: dict[str, Any] | None = None
) -> None:
    write = location(**(fields or {}), language_versions={"fi": location_texts(**(texts or {}))})

    _taken(LOCATIONS, write, new_location_body(write))


def _taken(resource: str, write: Any, body: dict[str, Any]) -> None:
    faults = blocking(check(write, creating=True, today=TODAY))
    event("refused" if faults else "sent")
    if not faults:
        status, answer = Simulated().post(resource, body)
        assert status == 200, (answer, body)
