"""A PTV made of canned answers, on hosts that do not exist."""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
import respx

from hytedata.clients.ptv import PtvTarget
from hytedata.clients.ptv_codes import CodesCache
from tests.connectors.ptv.catalogue import ORGANISATION

API = "https://ptv.test/api"
V11 = f"{API}/v11"
LOGIN = "https://login.test/api/auth/api-login"
NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)


def token(ends_at: float = NOW.timestamp() + 3600, user: str = "a") -> str:
    claims = base64.urlsafe_b64encode(json.dumps({"exp": ends_at, "sub": user}).encode())
    return f"x.{claims.decode().rstrip('=')}.y"


def page(*items: Mapping[str, Any], number: int = 1, count: int | None = None) -> dict[str, Any]:
    pages = (1 if items else 0) if count is None else count
    return {
        "pageNumber": number,
        "pageSize": 100,
        "pageCount": pages,
        "itemList": list(items) or None,
    }


EMPTY_PAGE = page()


def ids(*items: Mapping[str, Any]) -> dict[str, Any]:
    return page(*({"id": item["id"], "name": None} for item in items))


def target(naps: list[float] | None = None, *, cache: CodesCache | None = None) -> PtvTarget:
    waits: list[float] = [] if naps is None else naps
    return PtvTarget(
        API,
        LOGIN,
        "api.user@example.test",
        "s3cret",
        contact="it@example.test",
        codes_cache=cache,
        sleep=waits.append,
        now=lambda: NOW,
    )


class Double:
    """Answers an organisation's reads; tests replace single routes or contents."""

    def __init__(self, router: respx.MockRouter) -> None:
        self.router = router
        self.services: list[Any] = []
        self.channels: list[Any] = []
        self.drafts: list[Any] = []
        self.visible: list[str] = []
        self.published_by_others: list[str] = []
        self.login = router.post(LOGIN).respond(json={"serviceToken": token()})
        router.get(f"{V11}/Organization/{ORGANISATION}").respond(
            json={
                "id": ORGANISATION,
                "organizationNames": [{"type": "Name", "language": "fi", "value": "Kunta"}],
                "municipality": {"code": "425"},
                "areas": [],
            }
        )
        self.listed("Service", lambda: self.services)
        self.listed("ServiceChannel", lambda: self.channels)
        router.get(f"{V11}/Common/EntitiesByOrganization/{ORGANISATION}").mock(
            side_effect=lambda _: self.entities()
        )
        router.get(f"{V11}/ServiceChannel").mock(side_effect=self.channel_ids)
        router.get(path__regex=r".*/archived/list$").respond(json=[])
        router.get(f"{V11}/CodeList/GetPostalCodes").respond(json=page({"code": "91900"}))

    def listed(self, resource: str, documents: Callable[[], list[Any]]) -> None:
        def everything() -> list[Any]:
            kind = "serviceNames" if resource == "Service" else "serviceChannelNames"
            return [*documents(), *(one for one in self.drafts if kind in one)]

        def one(request: httpx.Request) -> httpx.Response:
            wanted = request.url.path.rpartition("/")[2]
            found = [document for document in everything() if document["id"] == wanted]
            return httpx.Response(200, json=found[0]) if found else httpx.Response(404, json={})

        self.router.get(f"{V11}/{resource}/list/organization").mock(
            side_effect=lambda _: httpx.Response(200, json=page(*documents()))
        )
        self.router.get(f"{V11}/{resource}/active").mock(
            side_effect=lambda _: httpx.Response(200, json=ids(*everything()))
        )
        self.router.get(path__regex=rf".*/v11/{resource}/active/.+").mock(side_effect=one)

    def channel_ids(self, request: httpx.Request) -> httpx.Response:
        only_open = request.url.params.get("isVisibleForAll") == "true"
        listed = self.visible if only_open else self.published_by_others
        return httpx.Response(200, json=page(*({"id": one} for one in listed)))

    def entities(self) -> httpx.Response:
        listed = [
            *({"id": one["id"], "type": "Service"} for one in self.services),
            *({"id": one["id"], "type": "ServiceLocation"} for one in self.channels),
        ]
        return httpx.Response(200, json=page(*listed))
