"""Which hyte themes a record belongs to, and what kind of provider answers for it; pure."""

from hytedata.classify.events import themes_of
from hytedata.classify.organisations import provider_of_organisation
from hytedata.classify.providers import provider_of, provider_of_name
from hytedata.classify.rows import ThemeRow
from hytedata.classify.services import themes_of_service
from hytedata.classify.sites import ClassedSite, provider_of_site, themes_of_site
from hytedata.classify.surveys import Survey, SurveyCategory
from hytedata.classify.table import ThemeTable
from hytedata.classify.themes import THEMES, Theme, UnknownTheme, find_theme
from hytedata.classify.weigh import Sign, weigh
from hytedata.classify.words import WordRow

__all__ = [
    "THEMES",
    "ClassedSite",
    "Sign",
    "Survey",
    "SurveyCategory",
    "Theme",
    "ThemeRow",
    "ThemeTable",
    "UnknownTheme",
    "WordRow",
    "find_theme",
    "provider_of",
    "provider_of_name",
    "provider_of_organisation",
    "provider_of_site",
    "themes_of",
    "themes_of_service",
    "themes_of_site",
    "weigh",
]
