"""The six searches and the archived lists of v12 (ptv-v12 3)."""

from collections.abc import Iterable
from datetime import datetime

from hytedata.sandbox.ptv.v12 import matching
from hytedata.sandbox.ptv.v12.catalogue import Catalogue
from hytedata.sandbox.ptv.v12.matching import Test
from hytedata.sandbox.ptv.v12.mirror import Record
from hytedata.sandbox.ptv.v12.pages import Window, encoded
from hytedata.sandbox.ptv.v12.parameters import (
    CHANNEL_TYPES,
    DESCRIPTION_TYPES,
    ORGANISATION_TYPES,
    SERVICE_TYPES,
    Parameters,
)
from hytedata.sandbox.ptv.v12.render.others import render_connection
from hytedata.sandbox.ptv.v12.render.texts import to_the_millisecond
from hytedata.sandbox.ptv.values import texts

_BUSINESS_ID = r"[0-9]{7}-[0-9]"


class Search:
    """One search request: reads all of its parameters first, then looks."""

    def __init__(self, catalogue: Catalogue, parameters: Parameters) -> None:
        self._catalogue, self._given = catalogue, parameters
        self._window = Window(parameters)

    def services(self) -> bytes:
        """`service/search`."""
        given = self._given
        tests = [
            *matching.area(given),
            *matching.vocabularies(given),
            matching.language_versions(given),
            matching.word("serviceType", given.words("serviceTypes", SERVICE_TYPES)),
        ]
        return self._entities("Service", tests, collected="services", owned=True)

    def channels(self) -> bytes:
        """`service-channel/search`."""
        given = self._given
        tests = [
            *matching.area(given),
            matching.language_versions(given),
            matching.word("serviceChannelType", given.words("channelTypes", CHANNEL_TYPES)),
        ]
        return self._entities("ServiceChannel", tests, collected="serviceChannels", owned=True)

    def organisations(self) -> bytes:
        """`organization/search`."""
        given = self._given
        tests = [
            *matching.area(given),
            matching.language_versions(given),
            matching.word("businessId", given.codes("businessIds", _BUSINESS_ID)),
            matching.word("organizationType", given.words("organizationTypes", ORGANISATION_TYPES)),
        ]
        return self._entities("Organization", tests)

    def descriptions(self) -> bytes:
        """`general-description/search`."""
        given = self._given
        types = given.words("generalDescriptionTypes", DESCRIPTION_TYPES)
        owners = given.content_ids("organizationContentIds")
        tests = [
            *matching.vocabularies(given),
            matching.word("serviceType", given.words("serviceTypes", SERVICE_TYPES)),
            matching.listed(given, "generalDescriptionTypes", types),
            matching.word("organizationContentId", owners),
        ]
        return self._entities("GeneralDescription", tests)

    def collections(self) -> bytes:
        """`service-collection/search`."""
        return self._entities("ServiceCollection", [], owned=True)

    def _entities(
        self,
        group: str,
        tests: Iterable[Test | None],
        *,
        collected: str | None = None,
        owned: bool = False,
    ) -> bytes:
        given, facets = self._given, self._catalogue.facets
        since = given.moment("publishedAtOrAfter")
        owners = given.content_ids("organizationContentIds") if owned else []
        collection = given.content_id("serviceCollectionContentId") if collected else None
        given.refuse_if_wrong()
        wanted = None if collection is None else self._members(collection, collected or "")
        asked = [test for test in tests if test is not None]
        found = [
            record
            for record in self._catalogue.mirror.public(group)
            if matching.is_recent(record.published_at, since)
            and matching.is_owned(record, owners)
            and (wanted is None or record.id in wanted)
            and (not asked or all(test(facets(record)) for test in asked))
        ]
        return self._window.show(found, self._catalogue.shown)

    def _members(self, collection: str, field: str) -> frozenset[str]:
        record: Record | None = self._catalogue.mirror.find("ServiceCollection", collection)
        version = record.version if record is not None else None
        return frozenset(texts(version.body, field)) if version is not None else frozenset()

    def connections(self) -> bytes:
        """`connection/search`."""
        given = self._given
        since = given.moment("publishedAtOrAfter")
        services = given.content_ids("serviceContentIds")
        channels = given.content_ids("channelContentIds")
        given.refuse_if_wrong()
        show = self._catalogue.show()
        found = [
            link
            for link in self._catalogue.mirror.links()
            if matching.is_recent(link.published_at, since)
            and (not services or link.service in services)
            and (not channels or link.channel in channels)
        ]
        return self._window.show(found, lambda link: encoded(render_connection(show, link)))

    def archived(self, group: str) -> bytes:
        """`…/archived`: only ids."""
        since = self._given.moment("archivedAtOrAfter", needed=True)
        self._given.refuse_if_wrong()
        mirror = self._catalogue.mirror
        gone = mirror.removed_links() if group == "Connection" else mirror.archived(group)
        found = [content_id for at, content_id in gone if _at_or_after(at, since)]
        return self._window.show(found, lambda content_id: encoded({"contentId": content_id}))


def _at_or_after(at: datetime, since: datetime | None) -> bool:
    return since is None or to_the_millisecond(at) >= since
