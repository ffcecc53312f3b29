"""What a list of sites is asked for: only names and values that Lipas knows can be sent.

Lipas drops unknown parameters without a word and then answers with the whole country
(lipas-api 2.3), so a query is a value with fixed fields, checked before anything is sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from hytedata.codes import (
    CodeList,
    admins,
    municipalities,
    municipality,
    owners,
    site_activities,
    site_statuses,
    sports_site_type,
    sports_site_types,
)
from hytedata.errors import InputError

LARGEST_PAGE = 100
WINDOW = 60_000
"""`page × page-size` may not exceed it, and `total-items` counts no further (lipas-api 2.2)."""

LINGERING = {"214": ("099",)}
"""Today's municipality → abolished codes that Lipas's list of 2026 still holds: Honkajoki, part
of Kankaanpää since 2021. Sites may carry them, and the filter accepts them."""


def all_statuses() -> tuple[str, ...]:
    """Return all six statuses, retired ones included: a filter without them hides retirement."""
    return tuple(status.value for status in site_statuses())


@dataclass(frozen=True)
class SiteQuery:
    """A filter of sites; an empty field filters nothing. Checked when made.

    Attributes:
        municipalities: Codes of today, three digits.
        statuses: Always sent: Lipas has no default filter (lipas-api 2.4, 1).
        type_codes: Active types; Lipas refuses the eight deprecated ones.

    Raises:
        InputError: A value that Lipas does not know; for an abolished municipality it names the
            successor.
    """

    municipalities: tuple[str, ...] = ()
    statuses: tuple[str, ...] = field(default_factory=all_statuses)
    type_codes: tuple[int, ...] = ()
    owners: tuple[str, ...] = ()
    admins: tuple[str, ...] = ()
    activities: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.statuses:
            raise InputError("statuses: name at least one; without a filter Lipas sends all")
        codes = tuple(dict.fromkeys(municipality(code).code for code in self.municipalities))
        object.__setattr__(self, "municipalities", codes)
        check_values("statuses", self.statuses, site_statuses())
        check_values("owners", self.owners, owners())
        check_values("admins", self.admins, admins())
        check_values("activities", self.activities, site_activities())
        for code in self.type_codes:
            if sports_site_type(code).status == "deprecated":
                raise InputError(
                    f"type_codes: {code} is deprecated, and Lipas refuses it as a filter; leave it "
                    "out and choose by type_code"
                )

    @cached_property
    def city_codes(self) -> tuple[str, ...]:
        """The municipalities with the lingering codes of those that became part of them."""
        return tuple(
            code for today in self.municipalities for code in (today, *LINGERING.get(today, ()))
        )

    def params(self, page: int, page_size: int) -> tuple[tuple[str, str], ...]:
        """Return the query parameters of one page.

        Raises:
            ValueError: The page lies outside Lipas's window of 60 000 documents.
        """
        if page < 1 or not 1 <= page_size <= LARGEST_PAGE or page * page_size > WINDOW:
            raise ValueError(f"page {page} of {page_size} is outside the window of {WINDOW}")
        filters = {
            "statuses": self.statuses,
            "city-codes": [str(int(code)) for code in self.city_codes],
            "type-codes": [str(code) for code in self.type_codes],
            "owners": self.owners,
            "admins": self.admins,
            "activities": self.activities,
        }
        # One comma-separated value each; an empty one would be refused (lipas-api 2.1).
        given = [(name, ",".join(values)) for name, values in filters.items() if values]
        return (("page", str(page)), ("page-size", str(page_size)), *given)

    def parts(self) -> tuple["SiteQuery", ...]:
        """Split the query into smaller ones; itself alone where it cannot be split.

        By municipality first: a site hardly ever changes it, whereas a site that changes its
        status between two parts by status would be in neither.
        """
        if not self.municipalities:
            return tuple(replace(self, municipalities=(it.code,)) for it in municipalities())
        if len(self.municipalities) > 1:
            return tuple(replace(self, municipalities=(code,)) for code in self.municipalities)
        if len(self.statuses) > 1:
            return tuple(replace(self, statuses=(status,)) for status in self.statuses)
        types = self.type_codes or tuple(
            kind.code for kind in sports_site_types() if kind.status == "active"
        )
        return tuple(replace(self, type_codes=(code,)) for code in types) or (self,)

    def __str__(self) -> str:
        """Name the query for people."""
        words = []
        if self.municipalities:
            words.append("municipality " + ", ".join(self.municipalities))
        if self.type_codes:
            words.append("type " + ", ".join(map(str, self.type_codes)))
        if self.statuses != all_statuses():
            words.append(", ".join(self.statuses))
        words += [*self.owners, *self.admins, *self.activities]
        return "; ".join(words) or "all sites"


def check_values(name: str, values: Iterable[str], allowed: CodeList) -> None:
    """Refuse a value that *allowed* does not hold.

    Raises:
        InputError: Names the argument, the value and what is allowed.
    """
    for value in values:
        if value not in allowed:
            known = ", ".join(code.value for code in allowed)
            raise InputError(f"{name}: {value!r} is none of {known}")
