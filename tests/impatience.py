"""Clients that do not wait between attempts, so that faults take no time."""

from functools import partial

import pytest

from hytedata.clients import ptv
from hytedata.clients.ptv_catalogue import client as catalogue_client
from hytedata.connectors._http import RetryPolicy, Upstream
from hytedata.runs import open_lipas

LONGEST_S = 60.0


def be_impatient(monkeypatch: pytest.MonkeyPatch, attempt_s: float) -> None:
    """Let clients of PTV and Lipas wait *attempt_s* for an answer, and not before another try."""
    policy = RetryPolicy(first_wait_s=0.0)
    hurried = partial(Upstream, retry=policy, attempt_s=attempt_s, total_s=LONGEST_S)
    monkeypatch.setattr(ptv, "Upstream", hurried)
    monkeypatch.setattr(catalogue_client, "Upstream", hurried)

    def lipas_upstream(url: str, *, contact: str, at_once: int, **_: object) -> Upstream:
        return hurried("lipas", url, user_agent=contact, at_once=at_once)

    monkeypatch.setattr(open_lipas, "lipas_upstream", lipas_upstream)
