"""Pages of a list whose length is known."""

from dataclasses import dataclass

from hytedata_daemon.web.pages.problems import PageProblem


@dataclass(frozen=True)
class Paging:
    """One page of several.

    Attributes:
        page: From 1.
        pages: At least 1.
        span: Which of the list it shows.
        total: How long the list is.
    """

    page: int
    pages: int
    span: slice
    total: int

    @classmethod
    def of(cls, total: int, at_once: int, page: int) -> "Paging":
        """Return a page of a list of *total*.

        Raises:
            PageProblem: There are not so many.
        """
        pages = max((total + at_once - 1) // at_once, 1)
        if page > pages:
            raise PageProblem(404, "no-page", page=str(page), pages=str(pages))
        return cls(page, pages, slice((page - 1) * at_once, page * at_once), total)


def by_weight(weights: list[int], most: int, at_once: int) -> list[slice]:
    """Part a list into pages of at most *at_once* entries that weigh *most* together.

    An entry that is heavier alone has a page of its own. There is at least one page.
    """
    spans: list[slice] = []
    start = held = 0
    for place, weight in enumerate(weights):
        if place > start and (held + weight > most or place - start >= at_once):
            spans.append(slice(start, place))
            start, held = place, 0
        held += weight
    return [*spans, slice(start, len(weights))]
