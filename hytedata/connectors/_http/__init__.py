"""Request and response values, retry and budget, and the one shell that does the I/O."""
