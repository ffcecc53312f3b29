"""The status pages: what they show, who may see it, and the server that serves them."""
