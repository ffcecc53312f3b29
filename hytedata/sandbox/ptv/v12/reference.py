"""The eleven reference lists of v12 (ptv-v12 5.7)."""

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.v12.pages import Window, encoded
from hytedata.sandbox.ptv.v12.parameters import Parameters
from hytedata.sandbox.ptv.v12.render.show import NEW_INDUSTRIES
from hytedata.sandbox.ptv.v12.render.texts import LANGUAGES
from hytedata.sandbox.ptv.values import Body, part
from hytedata.sandbox.seed import ClassCode, Names

Retired: TypeAlias = Mapping[str, Mapping[str, Names]]

# v11 shows valid codes only; v12 keeps retired ones and marks them. Municipalities that merged in
# 2016, 2017 and 2020, and the two service classes of ptv-api 9.5.
RETIRED: Retired = {
    "municipality-codes": {
        "283": {"fi": "Hämeenkoski", "sv": "Hämeenkoski"},
        "442": {"fi": "Luvia", "sv": "Luvia"},
        "911": {"fi": "Valtimo", "sv": "Valtimo"},
    },
    "service-classes": {"P7.13": {"fi": "Immateriaalioikeudet"}},
}
_CLASSES = {
    "target-groups": "target_groups",
    "life-events": "life_events",
    "industrial-classes": "industrial_classes",
    "service-classes": "service_classes",
}
_AREAS = {
    "region-codes": "Region",
    "wellbeing-services-county-codes": "WellbeingServiceCounties",
}
LISTS = (
    *_CLASSES,
    "ontology-terms",
    "language-codes",
    "country-codes",
    "municipality-codes",
    *_AREAS,
    "postal-codes",
)
_FREE_CODES = ("language-codes", "country-codes")
_CONCEPT = "Concept"


class ReferenceLists:
    """The code lists, made when first asked for."""

    def __init__(self, book: CodeBook) -> None:
        self._book = book
        self._made: dict[str, list[Body]] = {}

    def search(self, name: str, parameters: Parameters) -> bytes:
        """Answer one list's request."""
        window = Window(parameters)
        valid, part_of_name = parameters.boolean("isValid"), parameters.text("name")
        wanted: dict[str, list[str]] = {}
        if name in _FREE_CODES:
            wanted["code"] = parameters.several("codes")
        elif name != "ontology-terms":
            wanted["code"] = parameters.codes("codes")
        if name in _CLASSES or name == "ontology-terms":
            wanted["uri"] = parameters.uris("uris")
        if name == "ontology-terms":
            wanted["type"] = parameters.several("types")
        parameters.refuse_if_wrong()
        found = [
            item
            for item in self._items(name)
            if (valid is None or item["isValid"] is valid)
            and (part_of_name is None or _is_called(item, part_of_name))
            and all(not values or item.get(key) in values for key, values in wanted.items())
        ]
        return window.show(found, encoded)

    def _items(self, name: str) -> list[Body]:
        if name not in self._made:
            self._made[name] = sorted(self._make(name), key=lambda item: str(item.get("code")))
        return self._made[name]

    def _make(self, name: str) -> Iterator[Body]:
        codes = self._book.codes
        if name in _CLASSES:
            table: Mapping[str, ClassCode] = getattr(codes, _CLASSES[name])
            yield from _classes(name, table)
        elif name == "ontology-terms":
            for uri, names in codes.ontology_terms.items():
                yield {**_named(names), "uri": uri, "type": _CONCEPT, "parentUris": []}
        elif name in _AREAS:
            for code, (fi, sv, members) in self._book.areas[_AREAS[name]].items():
                names = {"fi": fi, "sv": sv}
                yield {"code": code, **_named(names), "municipalities": list(members)}
        elif name == "postal-codes":
            for code, known in codes.postal_codes.items():
                yield {"code": code, **_named(known.names)}
        else:
            plain: Mapping[str, Mapping[str, Names]] = {
                "language-codes": codes.languages,
                "country-codes": codes.countries,
                "municipality-codes": codes.municipalities,
            }
            for code, names in plain[name].items():
                yield {"code": code, **_named(names)}
            for code, names in RETIRED.get(name, {}).items():
                if code not in plain[name]:
                    yield {"code": code, **_named(names, valid=False)}


def _classes(name: str, table: Mapping[str, ClassCode]) -> Iterator[Body]:
    industries = name == "industrial-classes"
    addresses = {
        entry.code: f"{NEW_INDUSTRIES}{entry.code}" if industries else uri
        for uri, entry in table.items()
    }
    for entry in table.values():
        yield {
            "code": entry.code,
            "uri": addresses[entry.code],
            "parentUri": addresses.get(entry.parent or ""),
            **_named(entry.names),
        }
    root = next(iter(addresses.values()), "").rpartition("/")[0]
    for code, names in RETIRED.get(name, {}).items():
        if code not in addresses:
            above = addresses.get(code.rpartition(".")[0])
            uri = f"{root}/{code}"
            yield {"code": code, "uri": uri, "parentUri": above, **_named(names, valid=False)}


def _named(names: Names, *, valid: bool = True) -> Body:
    """Names in all six languages: a missing translation is an empty string."""
    shown = {language: names.get(language, "") for language in LANGUAGES}
    return {"isValid": valid, "name": shown}


def _is_called(item: Body, part_of_name: str) -> bool:
    wanted = part_of_name.casefold()
    names = part(item, "name") or {}
    return any(wanted in str(name).casefold() for name in names.values())
