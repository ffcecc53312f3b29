"""What v12 does not have: it shows published content only, and has no logins."""

from collections.abc import Sequence
from typing import NoReturn

from hytedata.clients.ptv_catalogue.filters import ActiveFilter, Options
from hytedata.clients.ptv_catalogue.upkeep import UpkeepFilter, UpkeepItem
from hytedata.clients.walks import Walk
from hytedata.connectors._http import Endpoint
from hytedata.errors import InputError
from hytedata.models.ptv import Service, ServiceChannel


def active_services(wanted: ActiveFilter, options: Options) -> Walk[Service]:
    """Refuse: v12 shows no drafts."""
    _refuse("newest versions")


def active_service(service_id: str) -> Endpoint[Service | None]:
    """Refuse: v12 shows no drafts."""
    _refuse("newest versions")


def active_services_by_id(ids: Sequence[str]) -> Walk[Service]:
    """Refuse: v12 shows no drafts."""
    _refuse("newest versions")


def active_channels(wanted: ActiveFilter, options: Options) -> Walk[ServiceChannel]:
    """Refuse: v12 shows no drafts."""
    _refuse("newest versions")


def active_channel(channel_id: str) -> Endpoint[ServiceChannel | None]:
    """Refuse: v12 shows no drafts."""
    _refuse("newest versions")


def active_channels_by_id(ids: Sequence[str]) -> Walk[ServiceChannel]:
    """Refuse: v12 shows no drafts."""
    _refuse("newest versions")


def upkeep(wanted: UpkeepFilter, options: Options) -> Walk[UpkeepItem]:
    """Refuse: v12 has no lists of upkeep."""
    _refuse("lists of upkeep")


def _refuse(what: str) -> NoReturn:
    raise InputError(f"read_version: PTV v12 has no {what}; read them through v11, with a login")
