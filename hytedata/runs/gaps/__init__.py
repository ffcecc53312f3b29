"""The job that runs the rules over the store, and what it leaves there."""
