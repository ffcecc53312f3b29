"""The status pages: what a browser is shown, and who may see it."""
