"""PTV Open API v11: endpoints, decode beside encode, and what its answers mean."""
