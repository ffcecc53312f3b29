from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest

from hytedata.connectors._http import Response, SyncShell, Upstream
from hytedata.connectors.statfin.layers import NotOut, read_layer
from hytedata.connectors.statfin.wfs import Area, GarbledMap, Layer
from hytedata.errors import SourceContractError, SourceUnavailable
from tests.connectors.statfin.answers import (
    URL,
    AnsweringWire,
    capabilities,
    collection,
    feature,
    report,
    response,
)

LAYER = Layer("municipality", "1000k", 2026)
CODES = ("005", "009", "010", "016", "018")


def read(wire: AnsweringWire) -> tuple[Area, ...] | NotOut:
    with SyncShell(Upstream("maps", URL), wire=wire, sleep=lambda seconds: None) as shell:
        return shell.run(lambda opened: read_layer(opened, LAYER))


def codes(found: tuple[Area, ...] | NotOut) -> list[str]:
    assert not isinstance(found, NotOut)
    return [area.code for area in found]


def pages(
    size: int, *, matched: Callable[[int], object] = lambda start: len(CODES)
) -> AnsweringWire:
    def answer(url: str) -> Response:
        start = int(parse_qs(urlsplit(url).query).get("startIndex", ["0"])[0])
        shown = [feature(code) for code in CODES[start : start + size]]
        return response(collection(*shown, matched=matched(start)))

    return AnsweringWire(answer)


def refusing(content: str, *layers: str) -> AnsweringWire:
    def answer(url: str) -> Response:
        return response(capabilities(*layers) if "GetCapabilities" in url else content)

    return AnsweringWire(answer)


@pytest.mark.parametrize(("size", "calls"), [(100, 1), (5, 1), (2, 3)])
def test_all_pages_are_read_in_order(size: int, calls: int) -> None:
    wire = pages(size)

    assert codes(read(wire)) == list(CODES)
    assert len(wire.asked) == calls


def test_a_service_that_does_not_count_is_taken_at_its_word() -> None:
    assert codes(read(pages(100, matched=lambda start: "unknown"))) == list(CODES)


@pytest.mark.parametrize(
    ("wire", "told"),
    [
        (pages(2, matched=lambda start: 5 + start), "it counted 5 features, then 7"),
        (pages(2, matched=lambda start: 9), "5 of 9 features came"),
        (pages(9, matched=lambda start: 4), "5 features came where it counts 4"),
    ],
)
def test_a_layer_that_does_not_add_up_is_not_whole(wire: AnsweringWire, told: str) -> None:
    with pytest.raises(SourceContractError, match=told):
        read(wire)


def test_an_answer_that_ends_in_the_middle_is_asked_for_again() -> None:
    whole = collection(*(feature(code) for code in CODES))
    answers = iter([response(whole[:-60]), response(whole)])

    assert codes(read(AnsweringWire(lambda url: next(answers)))) == list(CODES)


def test_what_stays_garbled_is_told_after_the_third_time() -> None:
    wire = AnsweringWire(lambda url: response("<html>"))

    with pytest.raises(GarbledMap):
        read(wire)

    assert len(wire.asked) == 3


def test_a_layer_that_is_not_listed_is_not_out() -> None:
    content = report("InvalidParameterValue", "Feature type unknown")
    wire = refusing(content, "kunta1000k_2024", "kunta1000k_2025", "kunta4500k_2026", "kunta1000k")

    assert read(wire) == NotOut(newest=2025)
    assert read(refusing(content, "postialue_2026")) == NotOut(newest=None)


def test_trouble_with_a_listed_layer_is_trouble_and_not_a_missing_year() -> None:
    content = report("NoApplicableCode", "the database does not answer")

    with pytest.raises(SourceUnavailable, match="the database does not answer"):
        read(refusing(content, LAYER.name))


def test_a_refused_request_for_a_listed_layer_is_a_contract_that_broke() -> None:
    content = report("InvalidParameterValue", "sortBy: no such attribute")

    with pytest.raises(SourceContractError, match="no such attribute"):
        read(refusing(content, LAYER.name))


def test_a_list_of_layers_that_is_refused_proves_nothing() -> None:
    with pytest.raises(SourceUnavailable, match="out of memory"):
        read(AnsweringWire(lambda url: response(report("NoApplicableCode", "out of memory"))))
