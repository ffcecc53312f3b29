"""What a list of Locations of Interest is asked for (lipas-api 2.1)."""

from dataclasses import dataclass, field, replace

from hytedata.codes import loi_categories, loi_type, loi_types, site_statuses
from hytedata.connectors.lipas.query import LARGEST_PAGE, all_statuses, check_values
from hytedata.errors import InputError

LOI_WINDOW = 50_000
"""`page × page-size` may not exceed it (lipas-api 2.2)."""


@dataclass(frozen=True)
class LoiQuery:
    """A filter of Locations of Interest; an empty field filters nothing. Checked when made.

    Raises:
        InputError: A value that Lipas does not know.
    """

    statuses: tuple[str, ...] = field(default_factory=all_statuses)
    categories: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.statuses:
            raise InputError("statuses: name at least one; without a filter Lipas sends all")
        check_values("statuses", self.statuses, site_statuses())
        check_values("categories", self.categories, loi_categories())
        for value in self.types:
            loi_type(value)

    def params(self, page: int, page_size: int) -> tuple[tuple[str, str], ...]:
        """Return the query parameters of one page.

        Raises:
            ValueError: The page lies outside Lipas's window of 50 000 documents.
        """
        if page < 1 or not 1 <= page_size <= LARGEST_PAGE or page * page_size > LOI_WINDOW:
            raise ValueError(f"page {page} of {page_size} is outside the window of {LOI_WINDOW}")
        filters = {"statuses": self.statuses, "categories": self.categories, "types": self.types}
        given = [(name, ",".join(values)) for name, values in filters.items() if values]
        return (("page", str(page)), ("page-size", str(page_size)), *given)

    def parts(self) -> tuple["LoiQuery", ...]:
        """Split the query by category, then type; itself alone where it cannot be split."""
        if not self.categories:
            return tuple(replace(self, categories=(it.value,)) for it in loi_categories())
        if len(self.categories) > 1:
            return tuple(replace(self, categories=(value,)) for value in self.categories)
        types = self.types or tuple(
            it.value for it in loi_types() if it.category in self.categories
        )
        return tuple(replace(self, types=(value,)) for value in types)

    def __str__(self) -> str:
        """Name the query for people."""
        words = [*self.categories, *self.types]
        if self.statuses != all_statuses():
            words += self.statuses
        return "; ".join(words) or "all Locations of Interest"
