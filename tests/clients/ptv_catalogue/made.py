"""Places and ids that tests share, and pages and services as PTV answers them."""

from typing import Any

PTV = "https://ptv.test/api/v11"
TWO_PLACES = ("889", "785")

GOOD, BAD = (
    "6e700e2f-6b23-589d-b110-7886efdbb1ad",
    "0c60ddfb-e859-599e-a9a8-61b0dcc370f9",
)
SECRET = "Salainen"


def page(*items: Any, number: int = 1, count: int = 1) -> dict[str, Any]:
    return {"pageNumber": number, "pageSize": 100, "pageCount": count, "itemList": list(items)}


def service(ptv_id: str, **more: Any) -> dict[str, Any]:
    name = {"type": "Name", "language": "fi", "value": SECRET}
    return {"id": ptv_id, "type": "Service", "serviceNames": [name], **more}
