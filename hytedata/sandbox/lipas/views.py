"""Bodies of the simulated Lipas v2: pages, single sites, categories and errors."""

from collections.abc import Mapping, Sequence
from math import ceil

import msgspec

from hytedata.sandbox.http import SimResponse
from hytedata.sandbox.world.documents import SiteDocument, first_vertex
from hytedata.sandbox.world.tables import Trio, TypeRow, lipas_codes, municipalities

COUNTED_UP_TO = 60_000
"""`total-items` is capped here, and no page may reach beyond (lipas-api 2.2)."""

LANGUAGES = ("fi", "se", "en")


def answer(document: object, status: int = 200) -> SimResponse:
    """Answer a JSON document."""
    return SimResponse(status, msgspec.json.encode(document))


def page(bodies: Sequence[bytes], *, number: int, size: int, counted: int) -> SimResponse:
    """Answer one page of a list, from the stored bytes."""
    pagination = msgspec.json.encode(
        {
            "current-page": number,
            "page-size": size,
            "total-items": counted,
            "total-pages": ceil(counted / size),
        }
    )
    items = b",".join(bodies)
    return SimResponse(200, b'{"items":[' + items + b'],"pagination":' + pagination + b"}")


def single(site: SiteDocument) -> SimResponse:
    """Answer the single view: the whole index document, with what Lipas derives for search."""
    return answer({**site.document(), "search-meta": _search_meta(site)})


def categories(type_code: int | None = None) -> SimResponse:
    """Answer the active types, or one of them; a deprecated or unknown code is 400."""
    rows = [row for row in lipas_codes().types.values() if not row.deprecated]
    if type_code is None:
        return answer([_category(row) for row in rows])
    found = [row for row in rows if row.code == type_code]
    if found:
        return answer(_category(found[0]))
    value = {"type-code": type_code}
    return request_fault("path-params", value, {"type-code": ["should be a type code"]})


def request_fault(
    where: str, value: Mapping[str, object], humanized: Mapping[str, object]
) -> SimResponse:
    """Answer 400 on wrong parameters (lipas-api 2.3)."""
    return answer(
        {
            "type": "reitit.coercion/request-coercion",
            "coercion": "malli",
            "in": ["request", where],
            "value": value,
            "humanized": humanized,
        },
        400,
    )


def response_fault(value: object, humanized: object) -> SimResponse:
    """Answer 500 where a stored document breaks the response schema; *value* is repeated."""
    return answer(
        {
            "type": "reitit.coercion/response-coercion",
            "coercion": "malli",
            "in": ["response", "body"],
            "value": value,
            "humanized": humanized,
        },
        500,
    )


def internal_error(message: str) -> SimResponse:
    """Answer 500 as the search engine's refusals arrive."""
    return answer({"message": message, "type": "internal-server-error"}, 500)


def _in_languages(names: Trio) -> dict[str, str]:
    return dict(zip(LANGUAGES, names, strict=True))


def _category(row: TypeRow) -> dict[str, object]:
    codes = lipas_codes()
    sub = codes.sub_categories[row.sub_category]
    main = codes.main_categories[sub.main_category]
    return {
        "type-code": row.code,
        "name": _in_languages(row.names),
        "description": _in_languages(row.names),
        "tags": {"fi": list(row.tags)},
        "main-category": {"type-code": sub.main_category, "name": _in_languages(main)},
        "sub-category": {"type-code": sub.code, "name": _in_languages(sub.names)},
        "geometry-type": row.geometry,
        "props": [_prop(key, len(row.properties) - at) for at, key in enumerate(row.properties)],
    }


def _prop(key: str, priority: int) -> dict[str, object]:
    row = lipas_codes().properties[key]
    names = _in_languages(row.names)
    found: dict[str, object] = {
        "key": key,
        "priority": priority,
        "name": names,
        "description": names,
        "data-type": row.data_type,
    }
    if row.options:
        found["opts"] = {
            value: {"label": _in_languages((fi, sv, en))} for value, fi, sv, en in row.options
        }
    return found


def _search_meta(site: SiteDocument) -> dict[str, object]:
    codes = lipas_codes()
    kind = codes.types[site.type_code]
    row = municipalities().get(site.municipality)
    point = first_vertex(site.document())
    position = {"lon": point[0], "lat": point[1]}
    location: dict[str, object] = {"wgs84-point": position, "wgs84-center": position}
    if row is not None:
        location["city"] = {"name": _in_languages((row.name_fi, row.name_sv, row.name_fi))}
        location["province"] = {"name": _in_languages(codes.provinces[row.province])}
    return {"location": location, "type": {"name": _in_languages(kind.names)}}
