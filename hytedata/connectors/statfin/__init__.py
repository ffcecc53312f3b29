"""Statistics Finland's map service: borders of municipalities and wellbeing services counties."""
