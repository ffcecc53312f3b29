"""What flows between stages: frozen, validated values without I/O."""
