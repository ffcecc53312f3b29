"""The Finnish Service Catalogue (PTV)."""
