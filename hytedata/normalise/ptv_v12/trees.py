"""Trees of organisations from edges between them (ptv-v12 3, 6.5)."""

from collections.abc import Mapping, Sequence

from hytedata.connectors.ptv.v11.wire.base import Wire
from hytedata.connectors.ptv.v12.wire.organisations import HierarchyEdge, OrganizationHierarchy
from hytedata.models.common import Rejection
from hytedata.models.ptv import OrganisationTree
from hytedata.normalise.ptv.record import NO_ID, plain_id, rejection
from hytedata.normalise.ptv.trees import KIND

DEEPEST = 200
"""Levels that a tree may have: readers walk through it level by level."""


def normalise_tree(
    wire: Wire[OrganizationHierarchy], organisation_id: str
) -> OrganisationTree | Rejection:
    """Normalise an organisation and all below it; v12 tells no names.

    The edges are those around it: what is above or beside it is not in the tree. An organisation
    that comes below two others, or below itself, is in the tree once, where it is nearest to the
    root. An edge without both ids is a rejection: what is below it would have no place.

    Args:
        wire: As PTV sent it.
        organisation_id: Whose hierarchy was asked for; edges do not tell.
    """
    root = plain_id(organisation_id) or NO_ID
    edges = wire.model.edges or ()
    fault = _fault(edges)
    if fault is not None:
        return rejection(KIND, root, fault, "it is missing")
    try:
        return _grown(root, _children(edges))
    except _TooDeepError:
        return rejection(KIND, root, "edges", "it is nested too deeply")


class _TooDeepError(Exception):
    """The tree has more than `DEEPEST` levels."""


def _fault(edges: Sequence[HierarchyEdge]) -> str | None:
    """Return the path of the first id that is missing."""
    for number, edge in enumerate(edges):
        if plain_id(edge.child_content_id) is None:
            return f"edges[{number}].childContentId"
        if plain_id(edge.parent_content_id) is None:
            return f"edges[{number}].parentContentId"
    return None


def _children(edges: Sequence[HierarchyEdge]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for edge in edges:
        child, parent = plain_id(edge.child_content_id), plain_id(edge.parent_content_id)
        if child is not None and parent is not None:
            found.setdefault(parent, []).append(child)
    return found


def _grown(root: str, children: Mapping[str, Sequence[str]]) -> OrganisationTree:
    """Go down level by level, then build from the leaves up: no depth is too much for that."""
    levels, below = [[root]], dict[str, list[str]]()
    seen = {root}
    while levels[-1]:
        if len(levels) > DEEPEST:
            raise _TooDeepError
        level = []
        for parent in levels[-1]:
            new = [one for one in dict.fromkeys(children.get(parent, ())) if one not in seen]
            seen.update(new)
            below[parent] = new
            level += new
        levels.append(level)
    trees: dict[str, OrganisationTree] = {}
    for level in reversed(levels):
        for one in level:
            inner = tuple(trees[child] for child in below[one])
            trees[one] = OrganisationTree(id=one, children=inner)
    return trees[root]
