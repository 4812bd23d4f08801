"""The glossary of a language: read whole, its faults with file and line; a missing one is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import found_in, only, places
from tiny_clinic import tiny_clinic

from generator.load import load_project
from generator.load.glossary import Glossary, load_glossary

FILE = "locales/es/glossary.toml"
TERM = '[terms.water]\nsource = ["water"]\npreferred = ["agua"]\nreason = "The word."\n'


def test_a_glossary(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    (clinic.root / FILE).write_text(
        TERM + '[same-as-source]\n"Date" = "The same."\n[foreign-words]\n"A&E" = "A name."\n'
        '[without-negation."Not now."]\n"Después." = "Later."\n', encoding="utf-8"
    )
    project, found = load_project(clinic.root)
    assert found == ()
    glossary = project.glossaries["es"]
    assert (glossary.path, glossary.terms["water"].preferred) == (FILE, ("agua",))
    assert (dict(glossary.same_as_source), dict(glossary.foreign_words)) == ({"Date": "The same."}, {"A&E": "A name."})
    assert glossary.without_negation == {"Not now.": {"Después.": "Later."}}
    assert "en" not in project.glossaries


def test_no_glossary_is_no_fault(tmp_path: Path) -> None:
    assert load_glossary(tmp_path, language="pt-BR", root=tmp_path) == (Glossary(path="pt_BR/glossary.toml"), ())


@pytest.mark.parametrize(("text", "line", "said"), [
    (TERM + "preferd = []\n", 5, "unknown key 'terms.water.preferd'"),
    (TERM.replace('["water"]', "[]"), 2, "source"),
    (TERM.replace('["agua"]', '[""]'), 3, "preferred"),
    (TERM.replace('reason = "The word."\n', ""), 1, "reason"),
    (TERM.replace("preferred", "forbidden").replace('["agua"]', "[]"), 1, "neither preferred nor forbidden"),
    (TERM + 'forbidden = ["agua"]\n', 1, "preferred and forbidden"),
    ('[same-as-source]\n"Date" = ""\n', 2, "same-as-source"),
    ('[without-negation]\n"Después." = "Later."\n', 2, "without-negation.Después."),
    ("[words]\n", 1, "unknown key 'words'"),
    ("terms = [\n", 2, "not TOML"),
])
def test_a_fault_has_its_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    clinic = tiny_clinic(tmp_path)
    (clinic.root / FILE).write_text(text, encoding="utf-8")
    found = only(found_in(clinic))
    assert places([found]) == [("glossary-file", FILE, line)]
    assert found.language == "es"
    assert said in found.message + found.action
