"""A brand that extends another: each file only what differs, and every value knows where it was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import BRAND, found_in, line_of, only, read, write
from tiny_clinic import LOGO, TinyClinic, tiny_clinic

from generator.load import load_project
from generator.load.brand import Brand
from generator.load.inheritance import inherited
from generator.load.source import Source, read_toml

SERVICE = """\
name = "National Service"
country = "GB"
paper = "A4"
languages = ["en", "es"]
web = "https://service.example/{handout}/{language}"

[colour]
brand = "#0b6b6b"
ground = "sand"

[type]
headings = "serif"

[numbers]
emergency = "999"
urgent = "111"

[logo]
file = "service.svg"
"""
#: Five levels: service, group, hospital, site, ward.
LEVELS = {
    "service": SERVICE,
    "group": 'extends = "service"\n\n[colour]\nbrand = "#4f46a5"\n',
    "hospital": 'extends = "group"\nname = "The Hospital"\ncode = "HOS"\n\n[[contacts]]\nphone = "+442079460123"\n'
                '[contacts.label]\nen = "Switchboard"\nes = "Centralita"\n',
    "site": 'extends = "hospital"\n\n[logo]\nfile = "site.svg"\n',
    "oak": 'extends = "site"\ncode = "OAK"\n\n[[contacts]]\nphone = "+442079460124"\n'
           '[contacts.label]\nen = "Ward"\nes = "Planta"\n',
}


def brand_path(name: str) -> str:
    return f"content/brands/{name}/brand.toml"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    """Return a clinic whose brand oak is a ward, four levels below a national service."""
    made = tiny_clinic(tmp_path)
    for name, text in LEVELS.items():
        write(made, brand_path(name), text)
    write(made, "content/brands/service/service.svg", LOGO)
    write(made, "content/brands/site/site.svg", LOGO.replace("<svg", '<svg id="site"', 1))
    return made


def oak(clinic: TinyClinic) -> Brand:
    project, found = load_project(clinic.root)
    assert found == ()
    return project.brands["oak"]


def test_a_ward_is_what_it_says_and_what_it_inherits(clinic: TinyClinic) -> None:
    file = oak(clinic).file
    assert (file.name, file.code, file.country, file.numbers.urgent) == ("The Hospital", "OAK", "GB", "111")
    assert (file.colour.brand, file.colour.ground, file.type.headings) == ("#4f46a5", "sand", "serif")
    assert [contact.phone for contact in file.contacts] == ["+442079460124"], "a list is replaced, not joined"
    assert 'id="site"' in oak(clinic).logos.colour.text


@pytest.mark.parametrize(("key", "level", "words"), [
    (("name",), "hospital", "name ="), (("code",), "oak", "code ="), (("country",), "service", "country ="),
    (("colour", "brand"), "group", "brand ="), (("colour", "ground"), "service", "ground ="),
    (("contacts", 0, "phone"), "oak", "phone ="), (("logo", "file"), "site", "file ="),
])
def test_every_value_knows_where_it_was_written(
    clinic: TinyClinic, key: tuple[str | int, ...], level: str, words: str
) -> None:
    assert oak(clinic).source.place(key) == (brand_path(level), line_of(read(clinic, brand_path(level)), words))


@pytest.mark.parametrize(("level", "old", "new", "said"), [
    ("service", 'paper = "A4"', 'paper = "A5"', "'A4' or 'Letter'"),
    ("service", "[type]", "[typo]", 'Did you mean "type"?'),
    ("group", "#4f46a5", "violet", "is no colour"),
    ("site", "site.svg", "sight.svg", "the image sight.svg is missing"),
    ("hospital", 'code = "HOS"', 'code = "hos"', ""),
])
def test_a_fault_is_told_where_it_was_written(
    clinic: TinyClinic, level: str, old: str, new: str, said: str
) -> None:
    clinic.change(brand_path(level), old, new)
    if not said:
        assert found_in(clinic) == (), "what is replaced below does no harm"
        return
    finding = only(found_in(clinic))
    assert said in finding.message
    assert (finding.path, finding.line, finding.brand) == (
        brand_path(level), line_of(read(clinic, brand_path(level)), new.partition(" = ")[0]), "oak"
    )


@pytest.mark.parametrize(("level", "parent", "said"), [
    ("service", "oak", "oak extends site extends hospital extends group extends service extends oak"),
    ("oak", "oak", "oak extends oak"),
    ("group", "servce", 'there is no \'servce\'. Did you mean "service"?'),
    ("group", "../service", "is no name of a folder"),
    ("group", "", "is no name of a folder"),
])
def test_whom_nobody_can_inherit_from_is_a_finding_with_its_line(
    clinic: TinyClinic, level: str, parent: str, said: str
) -> None:
    text = read(clinic, brand_path(level))
    lines = [line for line in text.split("\n") if not line.startswith("extends")]
    write(clinic, brand_path(level), "\n".join([f'extends = "{parent}"', *lines]))
    finding = only(found_in(clinic))
    assert said in finding.message
    assert (finding.rule, finding.path, finding.line, finding.brand) == ("brand-file", brand_path(level), 1, "oak")


def test_a_key_that_nobody_writes_is_missing_in_the_brand_itself(clinic: TinyClinic) -> None:
    clinic.change(brand_path("service"), 'paper = "A4"\n', "")
    finding = only(found_in(clinic))
    assert (finding.path, finding.message) == (BRAND, "the key 'paper' is missing.")


KEYS = st.sampled_from(["a", "b", "c"])
DATA = st.recursive(
    st.integers(), lambda inner: st.dictionaries(KEYS, inner, max_size=3), max_leaves=6
).filter(lambda value: isinstance(value, dict))


def toml(data: dict[str, object], above: tuple[str, ...] = ()) -> str:
    """Return data as TOML: the plain keys of a table before its own tables."""
    plain = [f"{key} = {value}" for key, value in data.items() if not isinstance(value, dict)]
    tables = [toml(value, (*above, key)) for key, value in data.items() if isinstance(value, dict)]
    return "\n".join([*([f"[{'.'.join(above)}]"] if above else []), *plain, *tables])


def source(name: str, data: dict[str, object], parent: str = "") -> Source:
    read_ = read_toml((f'extends = "{parent}"\n' if parent else "") + toml(data), path=f"{name}.toml", rule="r")
    assert isinstance(read_, Source)
    return read_


def leaves(data: object, above: tuple[str, ...] = ()) -> dict[tuple[str, ...], object]:
    if not isinstance(data, dict):
        return {above: data}
    return {key: value for name, one in data.items() for key, value in leaves(one, (*above, name)).items()}


@given(DATA, DATA)
def test_what_the_child_writes_holds_and_the_rest_is_the_parents(
    parent: dict[str, object], child: dict[str, object]
) -> None:
    files = {"child": source("child", child, "parent"), "parent": source("parent", parent)}
    made = inherited("child", files.__getitem__, known=lambda: sorted(files), rule="r")
    assert isinstance(made, Source)
    own, theirs, found = leaves(child), leaves(parent), leaves(made.data)
    assert own.keys() <= found.keys()
    for key, value in found.items():
        path, line = made.place(key)
        assert (key in own) == (path == "child.toml")
        assert value == (own if key in own else theirs)[key]
        assert line is not None
        assert toml_lines(path, files)[line - 1] == f"{key[-1]} = {value}"


def toml_lines(path: str, files: dict[str, Source]) -> list[str]:
    one = files[path.removesuffix(".toml")]
    extends = f'extends = "{one.data["extends"]}"\n' if "extends" in one.data else ""
    data = {key: value for key, value in one.data.items() if key != "extends"}
    return (extends + toml(data)).split("\n")


@pytest.mark.parametrize(("parent", "child"), [
    ('[logo]\nfile = "service.svg"\n', 'logo = { file = "own.svg" }\n'),
    ('logo = { file = "service.svg" }\n', '[logo]\nfile = "own.svg"\n'),
    ('logo = { file = "service.svg" }\n', 'logo = { file = "own.svg" }\n'),
    ('logo.file = "service.svg"\n', 'logo = { file = "own.svg" }\n'),
    ('logo = { file = "service.svg" }\n', 'logo.file = "own.svg"\n'),
])
def test_an_inline_table_is_its_own_files(parent: str, child: str) -> None:
    files = {"child": read_toml(f'extends = "parent"\n{child}', path="child.toml", rule="r"),
             "parent": read_toml(f'name = "P"\n{parent}', path="parent.toml", rule="r")}
    made = inherited("child", files.__getitem__, known=lambda: sorted(files), rule="r")
    assert isinstance(made, Source)
    assert made.data["logo"] == {"file": "own.svg"}
    assert made.place(("logo", "file")) == ("child.toml", 2 if child.count("\n") == 1 else 3)


def test_what_an_inline_table_leaves_out_is_the_parents() -> None:
    files = {"child": read_toml('extends = "parent"\nnumbers = { urgent = "111" }\n', path="child.toml", rule="r"),
             "parent": read_toml('numbers = { emergency = "999", urgent = "7" }\n', path="parent.toml", rule="r")}
    made = inherited("child", files.__getitem__, known=lambda: sorted(files), rule="r")
    assert isinstance(made, Source)
    assert made.place(("numbers", "emergency")) == ("parent.toml", 1)
    assert made.place(("numbers", "urgent")) == ("child.toml", 2)


def test_the_logo_of_an_inline_table_stands_beside_its_own_file(clinic: TinyClinic) -> None:
    clinic.change(BRAND, 'code = "OAK"\n', 'code = "OAK"\nlogo = { file = "service.svg" }\n')
    write(clinic, "content/brands/oak/service.svg", LOGO.replace("<svg", '<svg id="ward"', 1))
    assert 'id="ward"' in oak(clinic).logos.colour.text


def test_a_fault_in_an_inline_table_is_told_in_its_own_file(clinic: TinyClinic) -> None:
    clinic.change(BRAND, 'code = "OAK"\n', 'code = "OAK"\nnumbers = { emergency = "911" }\n')
    finding = only(found_in(clinic))
    assert (finding.path, finding.line) == (BRAND, line_of(read(clinic, BRAND), "numbers ="))
