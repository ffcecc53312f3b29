"""Rows of the theme table: what the categories of one county's calendars mean."""

from hytedata.classify import ThemeRow

ROWS = (
    ThemeRow(
        theme="exercise",
        source="event-category",
        code="slug:kainuun-liikkuja",
        name_fi="Kainuun liikkuja",
        weight="strong",
        reason="the county's series of exercise for adults",
    ),
    ThemeRow(
        theme="none",
        source="event-category",
        code="slug:hiihtosaa",
        name_fi="Hiihtosää",
        weight="strong",
        reason="reports on the weather, nothing takes place",
    ),
)
