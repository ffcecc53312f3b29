"""The service that municipal IT leaves running."""
