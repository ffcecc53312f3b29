"""Texts of one service: what a sub-category of sites offers, and how to use it."""

from collections.abc import Iterable, Mapping, Sequence

from hytedata.codes import Municipality, SubCategory
from hytedata.codes.municipality_forms import municipality_forms
from hytedata.content import Objection
from hytedata.content.limits import SUMMARY
from hytedata.models.common import Language
from hytedata.sync.compose.listing import told_in_turn
from hytedata.sync.compose.own import object_to, own_text
from hytedata.sync.compose.results import OwnTexts, ServiceTexts
from hytedata.sync.compose.words import Words, words_of

_FIELDS = ("summary", "description", "user_instruction")
_MOST_NAMED = 40
"""Of more municipalities only the number is told: nobody reads a list of them."""


def compose_service(
    category: SubCategory,
    *,
    organisation: Mapping[Language, str],
    municipalities: Sequence[Municipality],
    languages: Sequence[Language],
    types: Iterable[int] = (),
    own_texts: OwnTexts | None = None,
) -> ServiceTexts:
    """Compose the texts of the service for *category*.

    Args:
        category: What kind of places the service offers.
        organisation: Names of the responsible organisation; may be empty.
        municipalities: Its area.
        languages: Wanted languages; see `compose_site`.
        types: Type codes of the sites that belong to it now; named in the description.
        own_texts: See `OwnTexts`; the key is `subcategory:` and the code.
    """
    key = (f"subcategory:{category.code}",)
    names: dict[Language, str] = {}
    texts: dict[str, dict[Language, str]] = {field: {} for field in _FIELDS}
    objections: list[Objection] = []
    for language in dict.fromkeys(languages):
        names[language] = category.name.best(language)
        words = words_of(language)
        composed = _composed(category, organisation, municipalities, types, language, words)
        for field in _FIELDS:
            own = own_text(own_texts, key, language, field)
            if own is not None:
                objections += object_to(own, field=field, language=language, name=names[language])
            text = own or composed.get(field)
            if text:
                texts[field][language] = text
    return ServiceTexts(name=names, **texts, objections=tuple(objections))


def _composed(
    category: SubCategory,
    organisation: Mapping[Language, str],
    municipalities: Sequence[Municipality],
    types: Iterable[int],
    language: Language,
    words: Words | None,
) -> Mapping[str, str]:
    entry = words.sub_categories.get(str(category.code)) if words else None
    if words is None or entry is None:
        return {}
    can, check = entry
    frames = words.frames
    where = _where(municipalities, language)
    summary = _summary(can, where, words)
    steps = (frames["step_choose"], words.checks[check], frames["step_ask"])
    paragraphs = (
        f"{summary} {_kinds(types, words)}".strip(),
        frames["service_about"],
        _provider(organisation, municipalities, where, language, words),
    )
    return {
        "summary": summary,
        "description": "\n\n".join(paragraph for paragraph in paragraphs if paragraph),
        "user_instruction": "\n\n".join(steps),
    }


def _where(municipalities: Sequence[Municipality], language: Language) -> str | None:
    """Say where the service's places are, where that is one municipality."""
    if len(municipalities) != 1:
        return None
    return municipality_forms(municipalities[0].code).where(language)


def _summary(can: str, where: str | None, words: Words) -> str:
    """Write one sentence, with the municipality where there is room for it."""
    if where:
        full = words.frames["service_can_in"].format(f"{where[:1].upper()}{where[1:]}", can)
        if len(full) <= SUMMARY.refuse:
            return full
    return words.frames["service_can"].format(can)


def _kinds(types: Iterable[int], words: Words) -> str:
    known = (str(code) for code in sorted(set(types)))
    # Two types may be called the same: Lipas has two codes for a golf course.
    places = [*dict.fromkeys(words.types[code][0] for code in known if code in words.types)]
    frames = words.frames
    told = told_in_turn(frames["service_types"], frames["service_types_also"], places, words.listed)
    return " ".join(told)


def _provider(
    organisation: Mapping[Language, str],
    municipalities: Sequence[Municipality],
    where: str | None,
    language: Language,
    words: Words,
) -> str:
    name = organisation.get(language) or organisation.get("fi") or ""
    area = [place.name.best(language) for place in municipalities]
    frames = words.frames
    sentences = []
    if name:
        sentences.append(frames["service_organisation"].format(name))
    if where:
        sentences.append(frames["service_in"].format(where))
    elif len(area) > _MOST_NAMED:
        sentences.append(frames["service_area_many"].format(len(area)))
    else:
        sentences += told_in_turn(
            frames["service_area"], frames["service_area_also"], area, words.listed
        )
    return " ".join(sentences)
