"""The Finnish Service Catalogue (PTV): login, and one package per API version."""
