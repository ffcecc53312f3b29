"""Simulated upstreams on loopback. Shares no code with client, rules or composer."""
