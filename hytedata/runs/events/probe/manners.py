"""What a site's robots.txt lets us read, and how slowly."""

from dataclasses import dataclass
from typing import Final

from hytedata.connectors.calendars.robots import Robots, robots_of


@dataclass(frozen=True)
class Manners:
    """What robots.txt says to us.

    Attributes:
        says: In a few words, for people.
    """

    robots: Robots
    says: str

    def allows(self, url: str) -> bool:
        """Whether *url* may be read."""
        return self.robots.allows(url)

    @property
    def delay_s(self) -> float:
        """Seconds to wait between two reads; 0 where it asks for none."""
        return self.robots.delay_s

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of sitemaps, as they are written."""
        return self.robots.sitemaps


NOTHING_SAID: Final = Manners(robots_of(b""), "there is none: nothing is disallowed")


def manners_of(status: int, content: bytes) -> Manners:
    """Return the manners that the answer to a request for robots.txt asks for.

    What is no 200 says nothing: a robots.txt that is not there disallows nothing.
    """
    if status != 200:
        return NOTHING_SAID
    robots = robots_of(content)
    told = ["it is there and is kept to"]
    if robots.delay_s:
        told.append(f"{robots.delay_s:g} s between two reads")
    if robots.sitemaps:
        told.append(f"{len(robots.sitemaps)} sitemap{'s' if len(robots.sitemaps) > 1 else ''}")
    return Manners(robots, ", ".join(told))
