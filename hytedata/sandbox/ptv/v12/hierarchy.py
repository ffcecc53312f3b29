"""An organisation's tree as edges (ptv-v12 3)."""

from hytedata.sandbox.ptv.v12.mirror import Mirror
from hytedata.sandbox.ptv.values import Body


def edges(mirror: Mirror, content_id: str) -> list[Body] | None:
    """The edges above and below an organisation; None where it is not public."""
    parents = {
        record.id: record.entity.organisation(record.version)
        for record in mirror.public("Organization")
    }
    if content_id not in parents:
        return None
    found: list[Body] = []
    at = content_id
    while (above := parents.get(at)) is not None:
        found.append(_edge(at, above))
        at = above
    below = [content_id]
    while below:
        parent = below.pop(0)
        children = [child for child, above in parents.items() if above == parent]
        found += [_edge(child, parent) for child in children]
        below += children
    return found


def _edge(child: str, parent: str) -> Body:
    return {"childContentId": child, "parentContentId": parent}
