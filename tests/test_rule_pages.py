"""Every rule over texts, pages and catalogs has its page in docs/rules/, and the index names each."""

from __future__ import annotations

import re

import pytest
from support import ROOT

from generator.check import PAGE_RULES, TEXT_RULES
from generator.check.printed import PRINTED_RULES
from generator.rules import RULES as REGISTRY

TUPLES = (*TEXT_RULES, *PAGE_RULES, *PRINTED_RULES)
#: The rules that have a page: all of the tuples, and those of other stages that the registry says have one.
RULES = {name: rule for name, rule in REGISTRY.items() if rule.has_page}
FOLDER = ROOT / "docs" / "rules"
PARTS = ("## What it says", "## Why it is there", "## Wrong and right", "## What to do")


def page(rule: str) -> str:
    return (FOLDER / f"{rule}.md").read_text(encoding="utf-8")


def test_ids_are_unique() -> None:
    assert len({rule.id for rule in TUPLES}) == len(TUPLES)
    assert {rule.id for rule in TUPLES} <= set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_has_its_page(rule: str) -> None:
    text = page(rule)
    assert text.startswith(f"# {rule}\n")
    places = [text.index(f"\n{part}\n") for part in PARTS]
    assert places == sorted(places)
    assert re.search(r"^Severity: (error|warning|note)", text, re.MULTILINE)


@pytest.mark.parametrize("rule", RULES)
def test_the_page_names_the_severity(rule: str) -> None:
    assert f"\nSeverity: {RULES[rule].severity.label}" in page(rule)


def test_there_is_no_page_without_a_rule() -> None:
    assert {file.stem for file in FOLDER.glob("*.md")} == {*RULES, "README"}


def test_the_index_names_every_rule_with_its_severity() -> None:
    rows = re.findall(r"^\| \[`([a-z-]+)`\]\(([a-z-]+)\.md\) \| (\w+)", page("README"), re.MULTILINE)
    assert sorted(name for name, _file, _severity in rows) == sorted(RULES)
    assert all(name == file for name, file, _severity in rows)
    assert all(severity == RULES[name].severity.label for name, _file, severity in rows)
