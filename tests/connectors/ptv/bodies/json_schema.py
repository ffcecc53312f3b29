"""The In models of `ptv-schema.json` as JSON Schema: what PTV v11 knows, and nothing else."""

import json
from pathlib import Path
from typing import Any


def json_schema(shared: Path, model: str) -> dict[str, Any]:
    """A schema of one model and all that it is made of; unknown keys are refused."""
    text = (shared / "reference" / "ptv-schema.json").read_text(encoding="utf-8")
    models = json.loads(text)["models"]
    named = {name: _model(spec["fields"], models) for name, spec in models.items()}
    return {"$ref": f"#/$defs/{model}", "$defs": named}


def _model(fields: dict[str, Any], models: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {name: _field(rules, models) for name, rules in fields.items()},
        "required": [name for name, rules in fields.items() if rules.get("required") is True],
    }


def _field(rules: dict[str, Any], models: dict[str, Any]) -> dict[str, Any]:
    kind = rules["type"]
    if kind == "array":
        return {"type": "array", "minItems": 1, "items": _items(rules, models)}
    if kind in models:
        return {"$ref": f"#/$defs/{kind}"}
    found: dict[str, Any] = {"type": kind}
    if kind == "string":
        found["minLength"] = 1
        found |= {key: rules[key] for key in ("enum", "pattern") if key in rules}
        found |= {"enum": rules["enum2026"]} if "enum2026" in rules else {}
        longest = rules.get("maxLength2026", rules.get("maxLength"))
        if longest:
            found["maxLength"] = longest
    return found


def _items(rules: dict[str, Any], models: dict[str, Any]) -> dict[str, Any]:
    inner = rules["items"]
    if inner.startswith("string"):  # of ids: "string(uuid)"
        return {"type": "string", "pattern": rules.get("itemPattern", "")}
    narrowed: dict[str, Any] = {
        field: {"enum": values}
        for field, values in rules.get("itemEnum2026", rules.get("itemEnum", {})).items()
    }
    longest = rules.get("itemMaxLength2026", rules.get("itemMaxLength"))
    shortest = rules.get("itemMinLengthTrimmed")
    value: dict[str, Any] = {}
    if longest:
        value["maxLength"] = longest
    if shortest:
        value["minLength"] = shortest
    if value:
        narrowed["value"] = value
    reference: dict[str, Any] = {"$ref": f"#/$defs/{inner}"}
    return {"allOf": [reference, {"properties": narrowed}]} if narrowed else reference
