"""The JSON Schema of brand.toml (draft 2020-12), with which editors complete it and mark what is wrong.

Made from the model that reads the file, so that both know the same keys. A file that extends another may leave any
key out, and what a table of it lacks may come from there too; only keys that nobody knows are always wrong.
"""

from __future__ import annotations

from generator.load.brand_file import BrandFile
from generator.load.inheritance import EXTENDS, NAME

DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Tables that are merged with those of a parent; the entries of a list are replaced as a whole.
_LIST_ENTRIES = frozenset({"Contact"})

Schema = dict[str, object]


def brand_schema() -> Schema:
    """Return the schema as data."""
    made: Schema = BrandFile.model_json_schema(by_alias=True)
    tables = made.pop("$defs", {})
    required = made.pop("required", [])
    properties = made.pop("properties", {})
    assert isinstance(tables, dict)  # noqa: S101 (what pydantic makes of a model with tables)
    assert isinstance(properties, dict)  # noqa: S101
    for name, table in tables.items():
        if name not in _LIST_ENTRIES:
            table.pop("required", None)
    return {
        "$schema": DIALECT,
        "title": "brand.toml of clinic-handouts",
        **{key: value for key, value in made.items() if key != "title"},
        "properties": {
            EXTENDS: {"type": "string", "pattern": f"^{NAME}$",
                      "description": "The folder of the brand whose values hold where this file says nothing."},
            **properties,
        },
        # A brand of its own needs every key.
        "if": {"not": {"required": [EXTENDS]}}, "then": {"required": required},
        "$defs": tables,
    }
