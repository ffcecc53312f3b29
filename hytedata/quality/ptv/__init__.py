"""Parts of PTV's records as rules look at them: texts, contacts and places with their paths."""
