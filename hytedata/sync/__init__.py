"""Lipas to PTV: desired state, texts, plan, policy, apply."""
