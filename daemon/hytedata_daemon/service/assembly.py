"""The real parts, put together: the one place that knows all of them."""
