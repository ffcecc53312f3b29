"""What has changed in Lipas, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import AwareDatetime

from hytedata.models.base import Model
from hytedata.models.common import Completeness, Json, Rejection, Snapshot, SourceRef
from hytedata.models.sports_site import SportsSite


@dataclass(frozen=True)
class SiteChanges:
    """A full read compared with what was known, by content.

    Attributes:
        new: Sites that were not known.
        changed: Known sites with another content. A retirement is one: look at `status`.
        unchanged: How many known sites have the same content.
        elsewhere: Known sites that the read did not hold and the single view does: they have
            left what was asked for (another municipality, type or status).
        gone: Known ids of which the single view, too, knows nothing. Lipas removes no site, so
            this asks for a person.
        unconfirmed: Known ids that were missing and could not be looked up, or were not because
            the read was incomplete: nothing is known of them.
        completeness: The verdict of the full read.
        rejections: Records that could not be used; a known one among them is in no other list.
        drift: Unknown fields of the documents that were decoded, and how often they came.
        hashes: Id → content hash as of now; give it as `known` the next time. It holds the
            unconfirmed and unusable ones as they were known, and no others that were not seen.
    """

    new: tuple[SportsSite, ...]
    changed: tuple[SportsSite, ...]
    unchanged: int
    elsewhere: tuple[SportsSite, ...]
    gone: tuple[int, ...]
    unconfirmed: tuple[int, ...]
    completeness: Completeness
    rejections: tuple[Rejection, ...] = ()
    drift: Mapping[str, int] = field(default_factory=dict)
    hashes: Mapping[int, str] = field(default_factory=dict)


class DeletedSite(Model):
    """A site that is out of use for good, or was a mistake.

    Attributes:
        deleted_at: UTC; the time of its latest revision, which moves if a dead site is edited.
    """

    lipas_id: int
    deleted_at: AwareDatetime


@dataclass(frozen=True)
class ChangeCandidates:
    """Sites that may have changed since a moment, read anew.

    Attributes:
        modified: Ids whose revision is later, as API v1 tells.
        deleted: Sites that were retired later, as API v1 tells.
        sites: All of them in their single view. One that Lipas does not know is named in the
            verdict.
    """

    modified: tuple[int, ...]
    deleted: tuple[DeletedSite, ...]
    sites: Snapshot[SportsSite]


class V1Record(Model):
    """A sports place of API v1 with the fields that were asked for.

    Attributes:
        values: The document as it came, without its id.
    """

    lipas_id: int
    values: Mapping[str, Json] = {}

    @property
    def ref(self) -> SourceRef:
        """The site's reference."""
        return SourceRef(source="lipas", kind="sports-site", id=str(self.lipas_id))
