"""Composed texts for the mapping: templates from facts, or the municipality's own words."""

from collections import Counter
from collections.abc import Mapping, Sequence

from hytedata import codes
from hytedata.content import Objection
from hytedata.models.common import Language
from hytedata.models.sports_site import SportsSite
from hytedata.sync.compose import LeftOut, OwnTexts, compose_service, compose_site
from hytedata.sync.mapping import Composed, Note


class FactTexts:
    """Writes texts by `sync.compose`, for one organisation.

    Args:
        municipalities: Three-digit codes of the organisation's area.
        organisation: Its names; a language without one takes the Finnish name.
        own_texts: Texts of the municipality's own, which win.
    """

    def __init__(
        self,
        *,
        municipalities: Sequence[str],
        organisation: Mapping[Language, str],
        own_texts: OwnTexts | None = None,
    ) -> None:
        found = (codes.find_municipality(code) for code in sorted(municipalities))
        self._municipalities = [one.municipality for one in found if one]
        self._organisation = organisation
        self._own_texts = own_texts

    def site(self, site: SportsSite, languages: Sequence[Language]) -> Composed:
        """Return `summary` and `description` of a site; what they leave out is a note."""
        found = codes.find_municipality(site.municipality)
        if found is None:
            detail = f"{site.municipality} is no municipality"
            return Composed({}, (Objection("V1", "block", detail, field="address.municipality"),))
        texts = compose_site(
            site, languages=languages, municipality=found.municipality, own_texts=self._own_texts
        )
        fields = _by_path(summary=texts.summary, description=texts.description)
        return Composed(fields, texts.objections, _left_out(texts.left_out))

    def service(
        self, sub_category: int, types: Sequence[int], languages: Sequence[Language]
    ) -> Composed:
        """Return `name`, `summary`, `description` and `user_instruction` of a service."""
        texts = compose_service(
            codes.sub_category(sub_category),
            organisation=self._organisation,
            municipalities=self._municipalities,
            languages=languages,
            types=types,
            own_texts=self._own_texts,
        )
        fields = _by_path(
            name=texts.name,
            summary=texts.summary,
            description=texts.description,
            user_instruction=texts.user_instruction,
        )
        return Composed(fields, texts.objections)


def _by_path(**texts: Mapping[Language, str]) -> dict[str, str]:
    return {
        f"{stem}.{language}": text
        for stem, versions in texts.items()
        for language, text in versions.items()
    }


def _left_out(parts: Sequence[LeftOut]) -> tuple[Note, ...]:
    """Say how much of which field is not told, and by which rules; never the words themselves."""
    rules: dict[str, set[str]] = {}
    counts = Counter(part.field for part in parts)
    for part in parts:
        rules.setdefault(part.field, set()).add(part.rule)
    return tuple(
        Note(
            "field-invalid",
            f"{field}: {counts[field]} part(s) are not told in the texts "
            f"({', '.join(sorted(rules[field]))})",
            f"mend {field} of the site in Lipas, if it should be told",
        )
        for field in sorted(counts)
    )
