"""Services, organisations and sites made for tests of classifying."""

from typing import Any

from hytedata.models.ptv import (
    GeneralDescription,
    Organisation,
    OrganisationTexts,
    Service,
    ServiceTexts,
)
from hytedata.models.sports_site import SportsSite


def service(name: str = "Palvelu", *, keywords: tuple[str, ...] = (), **more: Any) -> Service:
    fields: dict[str, Any] = {"type": "Service", **more}
    return Service(
        id="s1",
        language_versions={"fi": ServiceTexts(name=name, keywords=keywords)},
        **fields,
    )


def general(**more: Any) -> GeneralDescription:
    return GeneralDescription(id="g1", type="Service", **more)


def organisation(name: str, kind: str = "Organization", **more: Any) -> Organisation:
    fields: dict[str, Any] = {"id": "o1", **more}
    return Organisation(type=kind, language_versions={"fi": OrganisationTexts(name=name)}, **fields)


def site(type_code: int, *, name: str = "Paikka", **more: Any) -> SportsSite:
    fields: dict[str, Any] = {
        "lipas_id": 1,
        "event_date": None,
        "status": "active",
        "owner": "city",
        "admin": "city-sports",
        "municipality": "205",
        **more,
    }
    return SportsSite(type_code=type_code, names={"fi": name}, **fields)
