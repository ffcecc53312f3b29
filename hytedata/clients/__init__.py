"""Typed clients: connectors plus normalisation, synchronous and asynchronous."""
