"""The second round of 400: rules that need more than one field, or what the catalogue holds."""
