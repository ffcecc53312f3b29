"""What cross rules know: facts of each record, and the world that they make together."""

from hytedata.quality.facts.beside import NOTHING_BESIDE, Beside, Contest, Reach
from hytedata.quality.facts.example import example_findings
from hytedata.quality.facts.gathering import contests, doubles, site_links
from hytedata.quality.facts.knowledge import FactsKnowledge
from hytedata.quality.facts.making import facts_of
from hytedata.quality.facts.values import (
    FACTS_VERSION,
    AddressFacts,
    AreaFacts,
    ChannelFacts,
    ConnectionFacts,
    EventFacts,
    Facts,
    GeneralFacts,
    OrganisationFacts,
    PlaceFacts,
    ServiceFacts,
    SiteFacts,
    kept_facts,
    read_facts,
)
from hytedata.quality.facts.world import World

__all__ = [
    "FACTS_VERSION",
    "NOTHING_BESIDE",
    "AddressFacts",
    "AreaFacts",
    "Beside",
    "ChannelFacts",
    "ConnectionFacts",
    "Contest",
    "EventFacts",
    "Facts",
    "FactsKnowledge",
    "GeneralFacts",
    "OrganisationFacts",
    "PlaceFacts",
    "Reach",
    "ServiceFacts",
    "SiteFacts",
    "World",
    "contests",
    "doubles",
    "example_findings",
    "facts_of",
    "kept_facts",
    "read_facts",
    "site_links",
]
