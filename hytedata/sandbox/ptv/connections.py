"""Writing connections (ptv-api 5.14, 6.7, 7.4)."""

from collections.abc import Callable
from dataclasses import dataclass

from hytedata.sandbox.ptv import attributes
from hytedata.sandbox.ptv.codebook import CodeBook
from hytedata.sandbox.ptv.faults import Broken, Errors, Missing
from hytedata.sandbox.ptv.kinds import KINDS
from hytedata.sandbox.ptv.rules import common
from hytedata.sandbox.ptv.rules.context import Caller, Write
from hytedata.sandbox.ptv.rules.hours import check_hours
from hytedata.sandbox.ptv.rules.places import check_addresses, check_phones
from hytedata.sandbox.ptv.state import Entity, State
from hytedata.sandbox.ptv.values import Body, flag, is_body, items, part, text
from hytedata.sandbox.ptv.writes import read_json

_EXTRA = ("serviceChargeType", "description", "serviceHours", "contactDetails")
_FLAGS = {
    "deleteServiceChargeType": "serviceChargeType",
    "deleteAllDescriptions": "description",
    "deleteAllServiceHours": "serviceHours",
}
_CONTACTS = ("emails", "phoneNumbers", "faxNumbers", "webPages", "addresses")
_CONTACT_FLAGS = {
    "deleteAllEmails": "emails",
    "deleteAllPhones": "phoneNumbers",
    "deleteAllFaxNumbers": "faxNumbers",
    "deleteAllWebPages": "webPages",
    "deleteAllAddresses": "addresses",
}
_WITHOUT_PLACE = ("WebPage", "PrintableForm")
_ONLY_LOCATION = "ServiceHours and ContactDetails are only allowed for Service location channel."


@dataclass(frozen=True)
class _Relation:
    channel: Entity
    extra: Body


class Connector:
    """Writes connections for API users."""

    def __init__(self, state: State, book: CodeBook, trace: Callable[[], str]) -> None:
        self._state, self._book, self._trace = state, book, trace

    def add(self, sent: bytes, caller: Caller, *, by_source: bool) -> list[str]:
        """`POST Connection`: one sentence per item, failures among them.

        Raises:
            Invalid: The list has a fault of structure.
        """
        model = "ConnectionBySourceIn" if by_source else "ConnectionIn"
        bodies = attributes.read_bodies(model, read_json(sent))
        errors = Errors()
        for at, body in enumerate(bodies):
            attributes.check_into(model, body, errors, path=f"[{at}]", trace=self._trace())
            self._check_extra(body, "[]", caller, errors)
        errors.raise_if_any()
        return [self._add_one(body, caller, by_source=by_source) for body in bodies]

    def _add_one(self, body: Body, caller: Caller, *, by_source: bool) -> str:
        service = self._end(body, "service", caller, by_source=by_source)
        channel = self._end(body, "serviceChannel", caller, by_source=by_source)
        where = (
            f"service '{body.get('serviceSourceId' if by_source else 'serviceId')}' and channel "
            f"'{body.get('serviceChannelSourceId' if by_source else 'serviceChannelId')}'"
        )
        if service is None or service.newest.status not in ("Published", "Draft"):
            return f"Connection between {where} failed: the service was not found."
        if not common.is_own(service, caller):
            return f"Connection between {where} failed: User has no rights to update this entity."
        if channel is None or channel.published is None:
            return f"Connection between {where} failed: the channel was not found."
        if not common.may_connect(channel, caller):
            return f"Connection between {where} failed: {common.restricted(channel)}"
        if channel.kind.name in _WITHOUT_PLACE and _is_placed(body):
            return f"Connection between {where} failed: {_ONLY_LOCATION}"
        self._connect(service, channel, self._merged(service, channel, body))
        return f"Connection between {where} added or updated."

    def _end(self, body: Body, end: str, caller: Caller, *, by_source: bool) -> Entity | None:
        group = "Service" if end == "service" else "ServiceChannel"
        if by_source:
            source_id = text(body, f"{end}SourceId") or ""
            known = self._state.source_ids.get((caller.username, group, source_id))
        else:
            known = (text(body, f"{end}Id") or "").lower()
        entity = self._state.entities.get(known or "")
        return entity if entity is not None and entity.kind.group == group else None

    def replace(self, service_id: str, sent: bytes, caller: Caller, *, by_source: bool) -> Entity:
        """`PUT Connection/serviceId/{id}`: the list becomes the service's connections.

        ASTI connections are left alone.

        Raises:
            Missing: The service is not there, not the caller's, or locked.
            Invalid: A rule refused the list.
            Broken: The list is an explicit null.
        """
        service = self._service(service_id, caller, by_source=by_source)
        parsed = read_json(sent)
        model = f"ServiceConnections{'BySource' if by_source else ''}InPut"
        body = attributes.read_body(model, parsed)
        if "channelRelations" in body and body["channelRelations"] is None:
            raise Broken(self._trace())
        attributes.check(model, body, trace=self._trace())
        sent_items = items(body, "channelRelations")
        relations = self._relations(sent_items, caller, by_source=by_source)
        if not sent_items and not flag(body, "deleteAllChannelRelations"):
            return service
        merged = [
            (relation.channel, self._merged(service, relation.channel, relation.extra))
            for relation in relations
        ]
        kept = {relation.channel.id for relation in relations}
        for connection in self._state.connections_of(service):
            if not connection.asti and connection.channel not in kept:
                self._state.disconnect(connection)
        for channel, extra in merged:
            self._connect(service, channel, extra)
        return service

    def _service(self, service_id: str, caller: Caller, *, by_source: bool) -> Entity:
        known: str | None = service_id.lower()
        if by_source:
            known = self._state.source_ids.get((caller.username, "Service", service_id))
        service = self._state.entities.get(known or "")
        if (
            service is None
            or service.kind is not KINDS["Service"]
            or service.newest.status not in ("Published", "Draft")
        ):
            raise Missing(f"Service with id '{service_id}' not found.")
        if not common.is_own(service, caller):
            raise Missing("User has no rights to update this entity.")
        return service

    def _relations(self, sent: list[Body], caller: Caller, *, by_source: bool) -> list[_Relation]:
        errors, relations = Errors(), list[_Relation]()
        name = "ServiceChannelSourceId" if by_source else "ServiceChannelId"
        for at, body in enumerate(sent):
            key = f"ChannelRelations[{at}].{name}"
            self._check_extra(body, "ChannelRelations", caller, errors)
            channel = self._end(body, "serviceChannel", caller, by_source=by_source)
            if channel is None or channel.published is None:
                given = body.get(f"{name[:1].lower()}{name[1:]}")
                told = f"Some of the service channels were not found: '{given}'"
                errors.add(key, told)
                continue
            if not common.may_connect(channel, caller):
                errors.add(key, common.restricted(channel))
            if any(relation.channel is channel for relation in relations):
                errors.add("ChannelRelations", f"Duplicate channel '{channel.id}'.")
            self._check_place(body, channel, errors, strict=not by_source)
            relations.append(_Relation(channel, body))
        errors.raise_if_any()
        return relations

    def _check_place(self, body: Body, channel: Entity, errors: Errors, *, strict: bool) -> None:
        """Hours and contacts belong to locations; an empty object counts as present."""
        elsewhere = channel.kind.name != "ServiceLocation"
        refused = elsewhere if strict else channel.kind.name in _WITHOUT_PLACE
        if refused and _is_placed(body):
            errors.add("ChannelRelations", _ONLY_LOCATION)

    def _check_extra(self, body: Body, key: str, caller: Caller, errors: Errors) -> None:
        check_hours(items(body, "serviceHours"), f"{key}.ServiceHours", errors)
        contacts = part(body, "contactDetails")
        if contacts is None:
            return
        write = Write(
            KINDS["Service"], body, {}, body, None, caller, self._state, self._book, errors
        )
        where = f"{key}.ContactDetails"
        check_addresses(write, items(contacts, "addresses"), f"{where}.Addresses")
        for name, field in (("PhoneNumbers", "phoneNumbers"), ("FaxNumbers", "faxNumbers")):
            check_phones(write, items(contacts, field), f"{where}.{name}")

    def _merged(self, service: Entity, channel: Entity, body: Body) -> Body:
        """Additional information after a write: what is left out stays (ptv-api 7.4)."""
        known = self._state.channels_of.get(service.id, {}).get(channel.id)
        extra = dict(known.extra) if known is not None else Body()
        for field in _EXTRA:
            if field != "contactDetails" and body.get(field) not in (None, "", []):
                extra[field] = body[field]
        for flag_name, field in _FLAGS.items():
            if flag(body, flag_name) and not body.get(field):
                extra.pop(field, None)
        sent = part(body, "contactDetails")
        if sent is not None:
            contacts = dict(part(extra, "contactDetails") or {})
            contacts.update({name: sent[name] for name in _CONTACTS if sent.get(name)})
            for flag_name, field in _CONTACT_FLAGS.items():
                if flag(sent, flag_name) and not sent.get(field):
                    contacts.pop(field, None)
            extra["contactDetails"] = contacts
        return extra

    def _connect(self, service: Entity, channel: Entity, extra: Body) -> None:
        """Connect, unless the two share no language: then nothing happens, silently."""
        if set(service.newest.languages) & set(channel.newest.languages):
            self._state.connect(service, channel, extra)


def _is_placed(body: Body) -> bool:
    return bool(items(body, "serviceHours")) or is_body(body.get("contactDetails"))
