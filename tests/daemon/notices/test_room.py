"""A disk that fills is told of before it is full, again when it got worse, and when it is over."""

import pytest

from hytedata.store.monitoring import Monitoring
from tests.daemon.notices.conftest import MakeOffice

GB, MB = 1_000_000_000, 1_000_000


def test_a_disk_that_fills_is_told_of_in_time(
    office: MakeOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    it = office()
    sent = []

    for free in (5 * GB, 900 * MB, 800 * MB, 90 * MB, 900 * MB, 1.1 * GB, 5 * GB):
        monkeypatch.setattr(Monitoring, "free_bytes", lambda _, free=free: int(free))
        sent.append(it.send().messages)
        it.clock.advance(hours=1)

    assert sent == [0, 1, 0, 1, 0, 0, 1]
    assert it.post.subjects[0] == "hytedata: Levytila on loppumassa"
    assert it.post.subjects[-1] == "hytedata: Levytilaa on taas riittävästi"
