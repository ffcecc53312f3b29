"""The OpenAPI document of v12, and payloads made from its schemas.

hypothesis-jsonschema 0.23 does not work with the hypothesis of these tests; the document uses few
enough keywords for a strategy of our own, and `strategy` refuses those that it does not know.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

JsonSchema = Mapping[str, Any]

SILENT = {"title", "description", "example", "examples", "discriminator", "deprecated", "default"}
KNOWN = SILENT | {"type", "properties", "required", "additionalProperties", "items"}
KNOWN |= {"enum", "format", "pattern", "minItems", "maxItems", "uniqueItems", "minimum", "maximum"}

FORMATS: dict[str, st.SearchStrategy[str]] = {
    "uuid": st.uuids().map(str),
    "date-time": st.datetimes().map(lambda at: at.isoformat(timespec="milliseconds") + "Z"),
    "date": st.dates().map(str),
    "uri": st.from_regex(r"https?://[a-z]{1,9}\.fi/[a-zA-Z0-9]{0,9}", fullmatch=True),
}


@dataclass(frozen=True)
class Contract:
    """The document, with what the tests ask of it."""

    document: JsonSchema
    turns: Counter[int] = field(default_factory=Counter)

    @classmethod
    def read(cls, shared: Path) -> "Contract":
        path = shared / "reference" / "ptv-v12-openapi.json"
        return cls(json.loads(path.read_text(encoding="utf-8")))

    def operations(self) -> dict[str, JsonSchema]:
        """Path → its GET; there is nothing else."""
        return {path: methods["get"] for path, methods in self.document["paths"].items()}

    def query_parameters(self, path: str) -> dict[str, JsonSchema]:
        described = self.operations()[path].get("parameters", [])
        return {one["name"]: one for one in described if one["in"] == "query"}

    def answer(self, path: str) -> JsonSchema:
        """Return the schema of the answer with status 200."""
        content = self.operations()[path]["responses"]["200"]["content"]
        schema: JsonSchema = content["application/json"]["schema"]
        return self.resolved(schema)

    def resolved(self, schema: JsonSchema) -> JsonSchema:
        while "$ref" in schema:
            schema = self.document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return schema

    def choices(self, schema: JsonSchema) -> Iterator[JsonSchema]:
        """Yield the branches of a union, or *schema* itself."""
        schema = self.resolved(schema)
        branches = schema.get("oneOf") or schema.get("anyOf")
        if not branches:
            yield schema
            return
        for branch in branches:
            yield from self.choices(branch)

    def strategy(self, schema: JsonSchema) -> st.SearchStrategy[Any]:
        """Return a strategy of values that *schema* allows, with no field that it does not name."""
        return st.one_of([self._of(choice) for choice in self.choices(schema)])

    def _of(self, schema: JsonSchema) -> st.SearchStrategy[Any]:
        assert not schema.keys() - KNOWN, schema.keys() - KNOWN
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        match schema["type"]:
            case "object":
                return self._object(schema)
            case "array":
                fewest, most = schema.get("minItems", 0), schema.get("maxItems", 3)
                unique = schema.get("uniqueItems", False)
                inner = self.strategy(schema["items"])
                return st.lists(inner, min_size=fewest, max_size=most, unique=unique)
            case "string":
                return _string(schema)
            case "integer":
                return st.integers(schema.get("minimum", 0), schema.get("maximum", 2**53))
            case "number":
                return st.floats(allow_nan=False, allow_infinity=False) | st.integers()
            case "boolean":
                return st.booleans()
            case "null":
                return st.none()
        raise AssertionError(f"unknown type {schema['type']}")

    def _object(self, schema: JsonSchema) -> st.SearchStrategy[dict[str, Any]]:
        inner = {name: self.strategy(one) for name, one in schema["properties"].items()}
        required = schema.get("required", [])
        return st.fixed_dictionaries(
            {name: inner[name] for name in inner if name in required},
            optional={name: inner[name] for name in inner if name not in required},
        )

    def fullest(self, schema: JsonSchema, *, word: str | None = None) -> Any:
        """Return a value with all fields and, where a list allows it, all branches of a union.

        Elsewhere branches take turns, call by call. *word* replaces the words of enumerations.
        """
        choices = [one for one in self.choices(schema) if one["type"] != "null"]
        self.turns[id(choices[0])] += 1
        chosen = choices[self.turns[id(choices[0])] % len(choices)]
        if "enum" in chosen:
            return word or chosen["enum"][0]
        match chosen["type"]:
            case "object":
                inner = chosen["properties"].items()
                return {name: self.fullest(one, word=word) for name, one in inner}
            case "array":
                branches = len(list(self.choices(chosen["items"])))
                many = min(branches, chosen.get("maxItems", branches))
                return [self.fullest(chosen["items"], word=word) for _ in range(many)]
            case kind:
                return {"string": "text", "integer": 1, "number": 2.5, "boolean": True}[kind]


def _string(schema: JsonSchema) -> st.SearchStrategy[str]:
    if "pattern" in schema:
        # JavaScript's: digits are ASCII, and `$` is the very end.
        pattern = re.compile(schema["pattern"].replace("$", r"\Z"), re.ASCII)
        return st.from_regex(pattern, fullmatch=True)
    if "format" in schema:
        return FORMATS[schema["format"]]
    return st.text(max_size=8)
