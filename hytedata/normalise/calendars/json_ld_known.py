"""Properties of events in JSON-LD: known to us, and handed down from a whole to its parts."""

from typing import Final

_READ: Final = """
    @context @graph @id @type @language about abstract audience availability creditText dateCreated
    dateModified datePublished description disambiguatingDescription doorTime duration endDate
    eventAttendanceMode eventSchedule eventStatus genre headline identifier image inLanguage
    isAccessibleForFree keywords location maximumAttendeeCapacity maximumPhysicalAttendeeCapacity
    maximumVirtualAttendeeCapacity name offers organizer previousStartDate publisher
    remainingAttendeeCapacity sameAs scheduleTimezone startDate subEvent subEvents superEvent
    typicalAgeRange url
"""
# Known, and left where they are: they tell of people, or nothing that an event's record holds.
_LEFT: Final = """
    actor aggregateRating alternateName attendee attendees author awayTeam broadcastOfEvent
    competitor composer contactPoint contributor courseMode courseSchedule courseWorkload creator
    director email funder funding hasPart homeTeam instructor isLiveBroadcast isPartOf license
    mainEntityOfPage offersCount performer performers potentialAction recordedIn review sponsor
    sport subjectOf telephone thumbnailUrl translator video workFeatured workPerformed
"""

PROPERTIES: Final = frozenset((_READ + _LEFT).split())
"""What does not count as unknown."""

_OF_ONE_TIME: Final = """
    @graph @id doorTime duration endDate eventSchedule eventStatus identifier previousStartDate
    sameAs startDate subEvent subEvents superEvent
"""
NOT_INHERITED: Final = frozenset(_OF_ONE_TIME.split())
"""What an occurrence does not take over from its series."""

INHERITED: Final = frozenset(
    {
        "eventAttendanceMode",
        "inLanguage",
        "location",
        "organizer",
        "publisher",
        "scheduleTimezone",
    }
)
"""What an event takes over from its umbrella."""
