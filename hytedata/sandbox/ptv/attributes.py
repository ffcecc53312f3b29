"""The first round of 400: each field by itself, driven by a table.

The table `hytedata/sandbox/data/ptv_attributes.json` holds the In and InPut models of PTV v11 as
of September 2026: PTV 3.4's attributes (2022) with the limits and area types of the 2026 API
description where the two differ. One line per model: field → rules.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import cast

from hytedata.sandbox.ptv import formats
from hytedata.sandbox.ptv.faults import Broken, Errors, Invalid
from hytedata.sandbox.ptv.values import Body, is_body
from hytedata.sandbox.seed import packaged

Rules = Mapping[str, object]
"""Rules of one field, as the table has them."""

_TOO_SHORT = "At least five characters are required, white space around the text not counted."


@cache
def model_fields(model: str) -> Mapping[str, Rules]:
    """Field → rules of one model."""
    table = cast("Mapping[str, Mapping[str, Rules]]", packaged("ptv_attributes.json"))
    return table[model]


@cache
def _spelling(model: str) -> Mapping[str, str]:
    return {name.lower(): name for name in model_fields(model)}


@cache
def pascal(name: str) -> str:
    """The server's property name of a JSON key."""
    return name[:1].upper() + name[1:]


def read_body(model: str, sent: object) -> Body:
    """Bring a parsed body into the model's own spelling, without unknown keys.

    Keys are matched whatever their case. Numbers are accepted where a text is expected.

    Raises:
        Invalid: A value has a type that the server's JSON reader cannot take: keyed by the JSON
            path as it was sent.
    """
    errors = Errors()
    body = _object(model, sent, "", errors)
    _refuse_unreadable(errors)
    return body


def read_bodies(model: str, sent: object) -> list[Body]:
    """Like `read_body`, for a list of models."""
    errors = Errors()
    if not isinstance(sent, list):
        raise Invalid({"RequestIsNull": ["The request must contain data."]})
    bodies = [_object(model, item, f"[{at}]", errors) for at, item in enumerate(sent)]
    _refuse_unreadable(errors)
    return bodies


def _refuse_unreadable(errors: Errors) -> None:
    try:
        errors.raise_if_any()
    except Invalid as unreadable:
        found = cast("dict[str, list[str]]", unreadable.body)
        raise Invalid({**found, "RequestIsNull": ["The request must contain data."]}) from None


def _object(model: str, sent: object, path: str, errors: Errors) -> Body:
    if not is_body(sent):
        errors.add(path, f"Could not convert the value to an object. Path '{path}'.")
        return {}
    spelling, fields, body = _spelling(model), model_fields(model), Body()
    for key, value in sent.items():
        name = spelling.get(key.lower())
        if name is not None:
            where = f"{path}.{key}" if path else key
            body[name] = _value(fields[name], value, where, errors)
    return body


def _value(rules: Rules, sent: object, path: str, errors: Errors) -> object:
    kind = str(rules["type"])
    if kind == "boolean":
        if not isinstance(sent, bool):
            errors.add(path, f"Could not convert {sent!r} to a boolean. Path '{path}'.")
        return sent
    if sent is None:
        return None
    if kind == "string":
        return _string(rules, sent, path, errors)
    if kind != "array":
        return _object(kind, sent, path, errors)
    if not isinstance(sent, list):
        errors.add(path, f"Could not convert the value to a list. Path '{path}'.")
        return []
    inner = str(rules["items"])
    if inner == "string":
        each = {"format": rules.get("itemFormat")}
        return [_string(each, item, f"{path}[{at}]", errors) for at, item in enumerate(sent)]
    return [_object(inner, item, f"{path}[{at}]", errors) for at, item in enumerate(sent)]


def _string(rules: Rules, sent: object, path: str, errors: Errors) -> str:
    if isinstance(sent, bool) or not isinstance(sent, str | int | float):
        errors.add(path, f"Could not convert the value to a string. Path '{path}'.")
        return ""
    if rules.get("format") == "date-time" and formats.parse_moment(str(sent)) is None:
        errors.add(path, f"Could not convert string to DateTime: {sent}. Path '{path}'.")
    # Ids are compared as values: 7C1F… and 7c1f… are one.
    return str(sent).lower() if rules.get("format") == "uuid" else str(sent)


def check(model: str, body: Body, *, path: str = "", trace: str = "") -> None:
    """Run the whole round over *body*.

    Raises:
        Invalid: Key → messages, all of the round.
        Broken: A classification is not a URI at all (ptv-api 6.3, mixing).
    """
    errors = Errors()
    check_into(model, body, errors, path=path, trace=trace)
    errors.raise_if_any()


def check_into(model: str, body: Body, errors: Errors, *, path: str = "", trace: str = "") -> None:
    """Like `check`, collecting into *errors*."""
    prefix = f"{path}." if path else ""
    for name, rules in model_fields(model).items():
        _check_field(rules, body, name, f"{prefix}{pascal(name)}", errors, trace)


def _check_field(rules: Rules, body: Body, name: str, key: str, errors: Errors, trace: str) -> None:
    value = body.get(name)
    if _is_blank(value):
        _check_presence(rules, body, name, key, errors)
    elif isinstance(value, str):
        _check_text(rules, name, value, key, errors)
    elif isinstance(value, list):
        if rules.get("items") == "string":
            _check_texts(rules, name, value, key, errors, trace)
        else:
            _check_items(rules, value, key, errors, trace)
    elif is_body(value):
        check_into(str(rules["type"]), value, errors, path=key, trace=trace)


def _is_blank(value: object) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _check_presence(rules: Rules, body: Body, name: str, key: str, errors: Errors) -> None:
    if rules.get("required"):
        errors.add(key, f"The {pascal(name)} field is required.")
        return
    when = rules.get("requiredWhen")
    if not isinstance(when, dict):
        return
    if "absent" in when:
        other = str(when["absent"])
        if not _is_blank(body.get(other)):
            return
        if when.get("published") and body.get("publishingStatus") not in ("Published", None, ""):
            return
        errors.add(key, f"The {pascal(name)} field is required when '{pascal(other)}' is empty.")
        return
    other = str(when["field"])
    given = body.get(other)
    if (False if given is None and False in when["in"] else given) in when["in"]:
        told = f"'{pascal(other)}' has value '{given}'."
        errors.add(key, f"The {pascal(name)} field is required when {told}")


def _allowed(values: object) -> str:
    return ", ".join(str(value) for value in values) if isinstance(values, list) else ""


def _check_text(rules: Rules, name: str, value: str, key: str, errors: Errors) -> None:
    allowed = rules.get("enum")
    if isinstance(allowed, list) and value not in allowed:
        if name == "language":
            told = f"The field is invalid. Please use one of these: '{_allowed(allowed)}'."
        else:
            told = (
                f"'{value}' is not allowed value of '{pascal(name)}'. "
                f"Please use one of these: '{_allowed(allowed)}'."
            )
        errors.add(key, told)
    longest = rules.get("maxLength")
    if isinstance(longest, int) and len(value) > longest:
        told = f"The field {pascal(name)} must be a text with a maximum length of '{longest}'."
        errors.add(key, told)
    shortest = rules.get("minLengthTrimmed")
    if isinstance(shortest, int) and len(value.strip()) < shortest:
        errors.add(key, _TOO_SHORT)
    pattern = rules.get("pattern")
    if isinstance(pattern, str) and re.fullmatch(pattern, value) is None:
        told = f"The field {pascal(name)} must match the regular expression '{pattern}'."
        errors.add(key, told)
    _check_format(rules.get("format"), value, key, errors)


def _check_format(name: object, value: str, key: str, errors: Errors) -> None:
    if name == "uuid" and not formats.is_guid(value):
        errors.add(key, formats.BAD_GUID)
    elif name == "ptv-url" and not formats.is_url(value):
        errors.add(key, f"The value '{value}' is not a valid web address.")
    elif name == "ptv-email" and not formats.is_email(value):
        errors.add(key, f"The value '{value}' is not a valid e-mail address.")


def _check_texts(
    rules: Rules, name: str, values: list[str], key: str, errors: Errors, trace: str
) -> None:
    if rules.get("uris"):
        if not all(formats.is_absolute_uri(value) for value in values):
            raise Broken(trace)
        if len({formats.base_of(value) for value in values}) > 1:
            errors.add(key, "The uris of the list do not have the same base url.")
    most = rules.get("maxItems")
    if isinstance(most, int) and len(values) > most:
        errors.add(key, f"Only {most} items allowed.")
    pattern = rules.get("itemPattern")
    if isinstance(pattern, str):
        for value in values:
            if re.search(pattern, value) is None:
                told = f"The value '{value}' must match the regular expression '{pattern}'."
                errors.add(key, told)
    for value in values:
        _check_format(rules.get("itemFormat"), value, key, errors)


def _check_items(rules: Rules, values: list[Body], key: str, errors: Errors, trace: str) -> None:
    model = str(rules["items"])
    for at, item in enumerate(values):
        check_into(model, item, errors, path=f"{key}[{at}]", trace=trace)
        _check_item_values(rules, item, f"{key}[{at}]", errors)
        _check_item_lengths(rules, item, key, errors)
    required = rules.get("mustContainType")
    if isinstance(required, list):
        for kind in required:
            if not any(item.get("type") == kind for item in values):
                errors.add(key, f"Type - Required value '{kind}' was not found!")
    unique = rules.get("uniqueBy")
    if isinstance(unique, list):
        pairs = [tuple(item.get(field) for field in unique) for item in values]
        if len(set(pairs)) < len(pairs):
            names = ", ".join(pascal(str(field)) for field in unique)
            errors.add(key, f"Localized duplicates are not allowed, by {names}.")


def _check_item_values(rules: Rules, item: Body, key: str, errors: Errors) -> None:
    allowed = rules.get("itemEnum")
    for field, values in allowed.items() if isinstance(allowed, dict) else ():
        value = item.get(field)
        if not _is_blank(value) and value not in values:
            errors.add(
                f"{key}.{pascal(field)}",
                f"'{value}' is not allowed value of '{pascal(field)}'. "
                f"Please use one of these: '{_allowed(values)}'.",
            )


def _check_item_lengths(rules: Rules, item: Body, key: str, errors: Errors) -> None:
    value = item.get("value")
    if not isinstance(value, str) or not value.strip():
        return
    shortest = rules.get("itemMinLengthTrimmed")
    if isinstance(shortest, int) and len(value.strip()) < shortest:
        errors.add(key, _TOO_SHORT)
    longest = rules.get("itemMaxLength")
    by_type = rules.get("maxLengthByType")
    if isinstance(by_type, dict):
        longest = by_type.get(item.get("type"), longest)
    if isinstance(longest, int) and len(value) > longest:
        kind = f" of type '{item['type']}'" if isinstance(by_type, dict) else ""
        errors.add(key, f"Maximum length of property 'Value'{kind} must be '{longest}'.")
    _check_format(rules.get("itemFormat"), value, key, errors)
