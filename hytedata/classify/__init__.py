"""Which hyte themes a record belongs to, and what kind of provider answers for it; pure."""

from hytedata.classify.events import themes_of
from hytedata.classify.providers import provider_of, provider_of_name
from hytedata.classify.rows import ThemeRow
from hytedata.classify.table import ThemeTable
from hytedata.classify.themes import THEMES, Theme, UnknownTheme, find_theme
from hytedata.classify.weigh import Sign, weigh
from hytedata.classify.words import WordRow

__all__ = [
    "THEMES",
    "Sign",
    "Theme",
    "ThemeRow",
    "ThemeTable",
    "UnknownTheme",
    "WordRow",
    "find_theme",
    "provider_of",
    "provider_of_name",
    "themes_of",
    "weigh",
]
