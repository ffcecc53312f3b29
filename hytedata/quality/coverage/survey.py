"""Coverage by the categories that a survey of staff asked for, so that the two can be compared."""

from collections.abc import Mapping

from hytedata.classify.surveys import Survey, SurveyCategory
from hytedata.models.base import Model
from hytedata.models.classification import ThemeSlug
from hytedata.models.common import MunicipalityCode
from hytedata.quality.coverage.values import Coverage, Empty


class SurveyRow(Model):
    """One category with what answers it.

    Attributes:
        percent: Of those who refer clients, how many named it; their own estimate.
        theme: What answers it; None: it is told apart.
        second: A theme that answers it in part; not counted.
        services, places, events: Distinct records of the theme in the county.
        empty: Municipality → why it has no service; those with one are left out.
    """

    code: str
    names: Mapping[str, str]
    percent: float | None = None
    theme: ThemeSlug | None = None
    second: ThemeSlug | None = None
    services: int = 0
    places: int = 0
    events: int = 0
    empty: Mapping[MunicipalityCode, Empty] = {}


def survey_view(found: Coverage, survey: Survey | None = None) -> tuple[SurveyRow, ...]:
    """Return coverage per category, in the survey's order.

    Categories share themes, so rows do not add up; `Survey.unasked` names the themes that no
    category stands for.

    Args:
        found: Of a county.
        survey: None takes Kainuu's of 2024.
    """
    asked = Survey.packaged() if survey is None else survey
    return tuple(_row(found, one) for one in asked.categories)


def _row(found: Coverage, category: SurveyCategory) -> SurveyRow:
    names = {code: text for code in ("fi", "sv", "en") if (text := category.name.get(code))}
    if category.theme is None:
        return SurveyRow(code=category.code, names=names, percent=category.percent)
    count = found.themes[category.theme]
    cells = [one for one in found.cells if one.theme == category.theme]
    return SurveyRow(
        code=category.code,
        names=names,
        percent=category.percent,
        theme=category.theme,
        second=category.second,
        services=count.services,
        places=count.places,
        events=count.events + count.long_running,
        empty={one.municipality: one.empty for one in cells if one.empty},
    )
