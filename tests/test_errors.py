"""What errors say of themselves besides their text."""

import pytest

from hytedata import HytedataError, ReadInterrupted, SourceContractError, SourceUnavailable

SILENT = SourceUnavailable("lipas", "https://lipas.test", attempts=2)
UNWELL = SourceUnavailable("lipas", "https://lipas.test", attempts=2, status=503)
GARBLED = SourceContractError("lipas", "https://lipas.test", detail="no JSON")


@pytest.mark.parametrize(("error", "expected"), [(SILENT, True), (UNWELL, False), (GARBLED, False)])
def test_an_error_tells_whether_an_answer_came(error: HytedataError, expected: bool) -> None:
    assert error.no_answer is expected


@pytest.mark.parametrize("cause", [SILENT, UNWELL, GARBLED])
def test_an_interrupted_read_tells_it_of_what_interrupted_it(cause: HytedataError) -> None:
    with pytest.raises(ReadInterrupted) as caught:
        raise ReadInterrupted("lipas", "sites", cursor="1", items=0, detail="") from cause

    assert caught.value.no_answer is cause.no_answer
