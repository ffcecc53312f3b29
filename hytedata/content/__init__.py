"""PTV's limits and text rules: one predicate per rule id."""

from hytedata.content.fields import check_fields, text_languages
from hytedata.content.names import fold_name
from hytedata.content.objections import Objection, Severity
from hytedata.content.texts import check_text

__all__ = [
    "Objection",
    "Severity",
    "check_fields",
    "check_text",
    "fold_name",
    "text_languages",
]
