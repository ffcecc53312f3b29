"""The steps of making a plan: items, retirements, connections, order."""
