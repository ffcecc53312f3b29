"""The cases, one module per section of DVV's list."""
