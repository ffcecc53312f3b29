"""PTV v12, the read API that follows v11 (ptv-v12 3.1): queries, endpoints, answers, refusals."""
