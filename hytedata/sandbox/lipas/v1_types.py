"""The classification as v1 shows it (lipas-api 4); its shape is read from old clients."""

from hytedata.sandbox.http import SimResponse
from hytedata.sandbox.lipas.views import LANGUAGES, answer
from hytedata.sandbox.world.tables import lipas_codes

Row = dict[str, object]


def categories(language: str) -> SimResponse:
    """`/v1/categories`: main categories, their sub-categories, and the codes of the types."""
    codes, at = lipas_codes(), LANGUAGES.index(language)
    below: dict[int, list[Row]] = {code: [] for code in codes.main_categories}
    for sub in codes.sub_categories.values():
        types = sorted(row.code for row in codes.types.values() if row.sub_category == sub.code)
        below[sub.main_category].append(
            {"typeCode": sub.code, "name": sub.names[at], "sportsPlaceTypes": types}
        )
    return answer(
        [
            {"typeCode": code, "name": names[at], "subCategories": below[code]}
            for code, names in codes.main_categories.items()
        ]
    )


def types(language: str) -> SimResponse:
    """`/v1/sports-place-types`: every type, deprecated ones among them."""
    return answer([_row(code, language) for code in sorted(lipas_codes().types)])


def one_type(code: int, language: str) -> SimResponse:
    """`/v1/sports-place-types/{code}`."""
    if code not in lipas_codes().types:
        return answer({"errors": {"typeCode": "Didn't find such sports place type. :("}}, 404)
    row = lipas_codes().types[code]
    properties = {key: lipas_codes().properties[key].data_type for key in row.properties}
    return answer({**_row(code, language), "props": properties})


def _row(code: int, language: str) -> Row:
    row, at = lipas_codes().types[code], LANGUAGES.index(language)
    return {
        "typeCode": code,
        "name": row.names[at],
        "description": row.names[at],
        "geometryType": row.geometry,
        "subCategory": row.sub_category,
    }
