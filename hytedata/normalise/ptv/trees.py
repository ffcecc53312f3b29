"""Trees of organisations (ptv-v12 6.5)."""

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v11.wire.organizations import OrganizationHierarchy, OrganizationSub
from hytedata.models.common import Rejection
from hytedata.models.ptv import OrganisationTree
from hytedata.normalise.ptv.notes import Notes
from hytedata.normalise.ptv.record import NO_ID, plain_id, rejection
from hytedata.normalise.ptv.texts import Versions, put_typed
from hytedata.normalise.ptv.words import NAME_FIELDS

KIND = "organisation-tree"


class _NoIdError(Exception):
    """An organisation of the tree has no id; the message is its path."""


def normalise_tree(wire: Wire[OrganizationHierarchy]) -> OrganisationTree | Rejection:
    """Normalise an organisation and all below it.

    Those above it are not in the tree. A tree in which one has no id is rejected: what is below
    that one would have no place.
    """
    root = plain_id(wire.model.id) or NO_ID
    try:
        return _tree(wire.model, "")
    except _NoIdError as problem:
        return rejection(KIND, root, str(problem), "it is missing")
    except RecursionError:
        return rejection(KIND, root, "subOrganizations", "it is nested too deeply")


def _tree(organisation: OrganizationHierarchy | OrganizationSub, path: str) -> OrganisationTree:
    ptv_id = plain_id(organisation.id)
    if ptv_id is None:
        raise _NoIdError(f"{path}id")
    versions: Versions = {}
    put_typed(versions, organisation.organization_names, NAME_FIELDS, Notes(), "organizationNames")
    names = {
        language: version.get("name") or version["alternative_name"]
        for language, version in versions.items()
    }
    children = tuple(
        _tree(child, f"{path}subOrganizations[{number}].")
        for number, child in enumerate(organisation.sub_organizations or ())
    )
    return OrganisationTree(id=ptv_id, names=names, children=children)
