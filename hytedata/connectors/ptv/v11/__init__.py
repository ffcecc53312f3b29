"""PTV Open API version 11: endpoints, wire models, decode beside encode."""
