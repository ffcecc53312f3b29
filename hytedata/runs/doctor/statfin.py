"""What we assume of Statistics Finland's map service."""

import re
from collections.abc import Sequence

from hytedata.connectors.statfin.wfs import PATH, Layer, get_areas, list_layers
from hytedata.runs.doctor.answer import (
    Answer,
    Record,
    as_list,
    as_number,
    as_object,
    as_text,
    at,
    counted,
    listed,
    objects,
    word,
)
from hytedata.runs.doctor.assumption import (
    Assumption,
    Unsettled,
    Verdict,
    confirmed,
    refuted,
    settled,
    unknown,
)
from hytedata.runs.doctor.look import Look
from hytedata.runs.doctor.reach import reach

_NAME = re.compile(rb"<(?:\w+:)?Name>(?:\w+:)?(\w+)</")
_FAMILY = "kunta1000k_"
_AREAS = ("kunta4500k_", "maakunta4500k_", "hyvinvointialue4500k_")
_METRES = ((50_000, 760_000), (6_600_000, 7_800_000))
"""Eastings and northings of Finland in EPSG:3067: swapped ones are none."""


def _layers(look: Look) -> frozenset[str]:
    """Return the names of all layers, without the workspace."""
    answer = look.get("statfin", PATH, *list_layers().request.params)
    if answer.status != 200:
        raise Unsettled(f"the list of layers was answered with {answer.status}")
    return frozenset(name.decode() for name in _NAME.findall(answer.content))


def _newest(layers: frozenset[str], family: str = _FAMILY) -> int:
    years = [name.removeprefix(family) for name in layers if name.startswith(family)]
    return max((int(year) for year in years if year.isdigit()), default=0)


def _one_municipality(look: Look) -> tuple[Answer, Record]:
    """Return the first feature of the newest layer, as our own read asks for it."""
    year = _newest(_layers(look))
    if not year:
        raise Unsettled(f"no layer {_FAMILY}… is listed")
    params = get_areas(Layer("municipality", "1000k", year)).request.params
    answer = look.get("statfin", PATH, *params, ("count", "1"))
    return answer, next(iter(objects(at(answer.body, "features"))), {})


def _year_listed(look: Look) -> Verdict:
    year, newest = look.now().year, _newest(_layers(look))
    if newest == year - 1:
        return unknown(f"the newest is of {newest}: that of {year} is not out yet")
    told = f"the newest {_FAMILY}… is of {newest}" if newest else f"no layer {_FAMILY}… is listed"
    return settled(newest >= year, told)


def _areas_listed(look: Look) -> Verdict:
    layers = _layers(look)
    years = {family: _newest(layers, family) for family in _AREAS}
    told = listed([f"{family}{year}" if year else f"no {family}" for family, year in years.items()])
    return settled(all(years.values()) and len(set(years.values())) == 1, told)


def _attributes(look: Look) -> Verdict:
    answer, feature = _one_municipality(look)
    if not feature:
        return refuted(f"{answer.status} with {answer.form}")
    told = as_object(feature.get("properties"))
    as_assumed = (
        re.fullmatch(r"[0-9]{3}", as_text(told.get("kunta"))) is not None
        and as_number(told.get("vuosi")) == _newest(_layers(look))
        and bool(as_text(told.get("nimi")))
        and {"namn", "name"} <= told.keys()
    )
    kinds = [f"{key}:{type(told[key]).__name__}" for key in ("kunta", "vuosi") if key in told]
    return settled(as_assumed, f"{listed(list(told), 12)}; {listed(kinds)}")


def _metres(look: Look) -> Verdict:
    answer, feature = _one_municipality(look)
    crs = as_text(at(answer.body, "crs", "properties", "name"))
    place = at(feature, "geometry", "coordinates")
    while as_list(place) and isinstance(as_list(place)[0], list):
        place = as_list(place)[0]
    numbers = [one for one in as_list(place) if isinstance(one, int | float)]
    if len(numbers) < 2:
        return refuted(f"no position in {word(at(feature, 'geometry', 'type'))}")
    within = all(low < one < high for one, (low, high) in zip(numbers, _METRES, strict=False))
    where = "eastings first" if within else "no eastings and northings of Finland"
    return settled(within and crs.endswith(":3067"), f"crs {word(crs)}, {where}")


def _counts(look: Look) -> Verdict:
    answer, feature = _one_municipality(look)
    matched = as_number(at(answer.body, "numberMatched"))
    came = counted(len(objects(at(answer.body, "features"))), "feature")
    if matched is None:
        return refuted(f"{came}, and numberMatched is no number")
    seen = f"{came} of {matched}"
    return confirmed(seen) if feature and 250 <= matched <= 400 else refuted(seen)


_WFS, _CLASSIFIED = "connectors/statfin/wfs.py", "connectors/statfin/classifications.py"

STATFIN: Sequence[Assumption] = (
    *reach("statfin", "Statistics Finland's map service", PATH, *list_layers().request.params),
    Assumption(
        "statfin.layers",
        "This year's borders are listed as kunta1000k_ and the year.",
        "municipalities 5.1",
        f"{_WFS} (Layer), connectors/statfin/layers.py, clients/boundaries_fetch.py",
        "Those of the year before are used; where layers have other names, teach Layer the new "
        "ones, and until then read a file: `[boundaries] file`.",
        _year_listed,
    ),
    Assumption(
        "statfin.areas",
        "Municipalities, regions and counties of the same year are listed at 1:4 500 000.",
        "municipalities 5.1",
        f"{_CLASSIFIED}, clients/divisions.py",
        "Later divisions cannot be read; the packaged one is used, and says so.",
        _areas_listed,
    ),
    Assumption(
        "statfin.attributes",
        "A municipality has kunta (a text of three digits), vuosi (a number), nimi, namn and name.",
        "municipalities 5.1",
        f"{_WFS} (_Properties), {_CLASSIFIED}",
        "Teach both modules the new columns; until then read a file: `[boundaries] file`.",
        _attributes,
    ),
    Assumption(
        "statfin.metres",
        "Positions are in EPSG:3067 as asked for, easting first.",
        "municipalities 5.1",
        f"{_WFS} (CRS), places/polygons.py",
        "Nothing is drawn wrongly: other positions are refused. Look at srsName.",
        _metres,
    ),
    Assumption(
        "statfin.counts",
        "An answer says how many features the layer has, and gives no more than `count`.",
        "municipalities 5.1",
        "connectors/statfin/layers.py (a layer is whole)",
        "Without the number a short answer is found by its codes alone.",
        _counts,
    ),
)
