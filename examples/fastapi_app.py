"""A web API on the asynchronous client: `uvicorn fastapi_app:app`, then see localhost:8000/docs.

Needs `pip install hytedata fastapi uvicorn`.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from hytedata import AsyncLipasClient, RetryPolicy, SportsSite, errors, lipas_upstream


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Keep one client for all requests; a person waits, so it gives up soon."""
    url, soon = os.environ.get("LIPAS_URL", "https://api.lipas.fi"), RetryPolicy(attempts=2)
    upstream = lipas_upstream(url, contact="me@kunta.example", retry=soon, total_s=10)
    async with AsyncLipasClient(upstream) as app.state.lipas:
        yield


app = FastAPI(title="Sports sites", lifespan=lifespan)


@app.get("/sites")
async def sites(request: Request, municipality: str) -> list[SportsSite]:
    """Sites in use of a municipality, by its name or code."""
    found = request.app.state.lipas.sites.iter(municipality=municipality, statuses=["active"])
    return [one async for one in found]


@app.exception_handler(errors.HytedataError)
async def failed(_: Request, error: errors.HytedataError) -> JSONResponse:
    """Say what happened: 404 there is no such place, 504 Lipas is silent, 502 it is unwell."""
    upstream = 504 if error.no_answer else 502
    status = 404 if isinstance(error, errors.InputError | errors.NotFound) else upstream
    return JSONResponse({"detail": str(error)}, status)
