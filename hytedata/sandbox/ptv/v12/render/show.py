"""What a renderer of v12 may look at."""

from dataclasses import dataclass
from datetime import datetime

from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.rules.service import known_uris
from hytedata.sandbox.ptv.v12.mirror import Mirror
from hytedata.sandbox.ptv.values import Body, text

NEW_INDUSTRIES = "http://uri.suomi.fi/codelist/jhs/toimiala_1_20080101/code/"
SERVICE_TYPES = {
    "Service": "Service",
    "PermitOrObligation": "PermitOrOtherObligation",
    "ProfessionalQualification": "ProfessionalQualification",
}


@dataclass(frozen=True)
class Show:
    """One rendering: what v12 knows, the codes and the moment (naive UTC)."""

    mirror: Mirror
    book: CodeBook
    today: datetime

    def description_of(self, body: Body) -> Body:
        """Body of the general description that a service builds on; empty where there is none."""
        entity_id = (text(body, "generalDescriptionId") or "").lower()
        version = self.mirror.version(entity_id) if entity_id else None
        return version.body if version is not None else {}

    def service_type(self, body: Body) -> str:
        """Type of a service or a general description, the linked description's first."""
        given = text(self.description_of(body), "type") or text(body, "type") or "Service"
        return SERVICE_TYPES.get(given, "Service")

    def classes(self, body: Body, field: str) -> list[str]:
        """Codes or, for terms and industries, addresses of a vocabulary.

        A linked general description's own are mixed in unmarked, as v11 does; whether the real
        v12 does so is not known (ptv-v12 6.3).
        """
        sources = (body, self.description_of(body))
        uris = list(dict.fromkeys(u for one in sources for u in known_uris(self.book, one, field)))
        if field == "ontologyTerms":
            return uris
        codes = [self.book.entry(field, uri).code for uri in uris]
        if field == "industrialClasses":
            return [f"{NEW_INDUSTRIES}{code}" for code in codes]
        return codes

    def vocabularies(self, body: Body) -> Body:
        """All five vocabularies under v12's names."""
        fields = (
            "targetGroups",
            "lifeEvents",
            "serviceClasses",
            "ontologyTerms",
            "industrialClasses",
        )
        return {field: self.classes(body, field) for field in fields}
