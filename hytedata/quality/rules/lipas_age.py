"""Rules of how old the data of a sports site are; their verdicts hold until a day."""

from datetime import date, timedelta
from typing import Final

from hytedata.models.clock import day_in_finland
from hytedata.models.common import Json
from hytedata.models.finding import Problem
from hytedata.models.sports_site import SportsSite
from hytedata.quality.calendar_days import years_after
from hytedata.quality.family import Checks
from hytedata.quality.rule import Setting, Verdict
from hytedata.quality.setting_values import number
from hytedata.quality.sites import CLOSED_FOR_NOW, of_kept_sites, of_used_sites

checks = Checks()

_PLANS: Final = frozenset({"planning", "planned"})


@checks("LIPAS-AGE-001")
@of_used_sites
def _not_edited_for_years(site: SportsSite, setting: Setting) -> Verdict:
    return _edited_before(site, setting, "years")


@checks("LIPAS-AGE-002")
@of_kept_sites
def _plan_not_edited(site: SportsSite, setting: Setting) -> Verdict:
    return _edited_before(site, setting, "years") if site.status in _PLANS else Verdict()


@checks("LIPAS-AGE-003")
@of_used_sites
def _closed_for_long(site: SportsSite, setting: Setting) -> Verdict:
    return _edited_before(site, setting, "days") if site.status == CLOSED_FOR_NOW else Verdict()


@checks("LIPAS-AGE-004")
@of_kept_sites
def _plan_of_the_past(site: SportsSite, setting: Setting) -> Verdict:
    year = site.construction_year
    if year is None or site.status not in _PLANS:
        return Verdict()
    if year >= setting.today.year:
        return Verdict(until=date(year + 1, 1, 1))
    return Verdict((Problem("status", site.status, {"year": year}),))


def _edited_before(site: SportsSite, setting: Setting, span: str) -> Verdict:
    """Tell that a site was last edited longer ago than the parameter *span*, in its unit."""
    if site.event_date is None:
        return Verdict()
    edited = day_in_finland(site.event_date)
    length = int(number(setting, span))
    due = years_after(edited, length) if span == "years" else edited + timedelta(days=length)
    if setting.today <= due:
        return Verdict(until=due + timedelta(days=1))
    told: dict[str, Json] = {"edited": edited.isoformat(), span: length}
    return Verdict((Problem("event_date", edited.isoformat(), told),))


RULES = checks.packaged("lipas_age.toml")
