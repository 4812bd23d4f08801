"""`handouts brand`: what a brand says and where, and the schema that editors complete it with."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from support import BRAND, ROOT, line_of, read, write
from tiny_clinic import TinyClinic, tiny_clinic

from generator.load.brand_schema import brand_schema

MILL = "content/brands/mill/brand.toml"
SCHEMA = ROOT / "docs" / "schemas" / "brand.schema.json"
SHIPPED = sorted((ROOT / "content" / "brands").glob("*/brand.toml"))
VALIDATOR = Draft202012Validator(brand_schema())


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    """Return a clinic whose mill inherits everything but name and code from the oak."""
    made = tiny_clinic(tmp_path)
    write(made, MILL, 'extends = "oak"\nname = "The Mill"\ncode = "MI"\n')
    return made


def test_a_brand_shows_what_it_says(clinic: TinyClinic) -> None:
    run = clinic.run("brand", "show", "mill", "--json")
    assert run.status == 0
    assert run.data()["values"] == [
        {"key": "name", "value": "The Mill", "path": MILL, "line": 2},
        {"key": "code", "value": "MI", "path": MILL, "line": 3},
    ]


def test_resolved_shows_what_it_inherits_and_from_where(clinic: TinyClinic) -> None:
    run = clinic.run("brand", "show", "mill", "--resolved", "--json")
    found = {str(value["key"]): (value["value"], value["path"], value["line"]) for value in run.data()["values"]}
    oak = read(clinic, BRAND)
    assert found["name"] == ("The Mill", MILL, 2)
    assert found["colour.brand"] == ("#4f46a5", BRAND, line_of(oak, "brand = "))
    assert found["contacts[1].phone"] == ("+442079460123", BRAND, line_of(oak, "phone = "))
    assert found["contacts[1].label.es"] == ("Preguntas", BRAND, line_of(oak, "Preguntas"))
    assert "extends" not in found


def test_people_see_a_table(clinic: TinyClinic) -> None:
    run = clinic.run("brand", "show", "mill", "--resolved")
    assert (run.status, run.err) == (0, "")
    [line] = [line for line in run.out.split("\n") if line.startswith("languages")]
    assert line.split("  ")[0] == "languages"
    assert '["en", "es"]' in line
    assert line.rstrip().endswith(f"{BRAND}:5")


def test_a_brand_that_nobody_has_ends_with_status_2(clinic: TinyClinic) -> None:
    run = clinic.run("brand", "show", "mil")
    assert (run.status, run.out) == (2, "")
    assert "there is no brand 'mil'. The nearest: mill." in run.err


def test_the_published_schema_is_that_of_the_program(clinic: TinyClinic) -> None:
    run = clinic.run("brand", "schema")
    assert (run.status, run.out) == (0, SCHEMA.read_text(encoding="utf-8")), \
        "renew with: handouts brand schema > docs/schemas/brand.schema.json"
    Draft202012Validator.check_schema(json.loads(run.out))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_the_shipped_brands_name_the_schema_and_conform(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.startswith("#:schema ../../../docs/schemas/brand.schema.json\n")
    assert list(VALIDATOR.iter_errors(tomllib.loads(text))) == []


@pytest.mark.parametrize(("old", "new"), [
    ('code = "OAK"', 'cod = "OAK"'), ('code = "OAK"', 'code = "oak"'), ('code = "OAK"\n', ""),
    ('brand = "#4f46a5"', 'brand = "indigo"'), ('emergency = "999"', 'emergncy = "999"'),
    ('paper = "A4"', 'paper = "A5"'),
    ('phone = "+442079460123"', 'fone = "+442079460123"'), ('name = "The Oak"', 'extends = "../mill"'),
])
def test_an_editor_marks_what_the_program_refuses(clinic: TinyClinic, old: str, new: str) -> None:
    good = read(clinic, BRAND)
    assert list(VALIDATOR.iter_errors(tomllib.loads(good))) == []
    assert old in good
    assert list(VALIDATOR.iter_errors(tomllib.loads(good.replace(old, new))))
    clinic.change(BRAND, old, new)
    assert clinic.run("brand", "show", "oak").status == 2


def test_a_file_that_extends_another_may_leave_out_what_it_has(clinic: TinyClinic) -> None:
    assert list(VALIDATOR.iter_errors(tomllib.loads(read(clinic, MILL)))) == []


def test_every_key_is_described() -> None:
    schema = brand_schema()
    tables = [schema, *schema["$defs"].values()]  # type: ignore[attr-defined]  # plain data
    keys = {key: one for table in tables for key, one in table["properties"].items()}
    assert [key for key, one in keys.items() if "description" not in one and "$ref" not in one
            and "$ref" not in one.get("items", {})] == []
