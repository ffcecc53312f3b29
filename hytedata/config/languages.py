"""The languages that an organisation's texts may have."""

from typing import Literal, TypeAlias

OrganisationLanguage: TypeAlias = Literal["fi", "sv", "en"]
