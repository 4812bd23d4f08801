"""Profiles change what rules weigh, never what guards safety; the registry knows every rule that the program writes."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reported import MILD, PLACED
from support import ROOT, line_of, only, places, read
from tiny_clinic import TinyClinic, tiny_clinic

from generator.build import composition_findings
from generator.check import PAGE_RULES, TEXT_RULES
from generator.check.printed import PRINTED_RULES
from generator.findings import Finding, Severity
from generator.load import load_project
from generator.plan import all_jobs
from generator.profiles import Profile, graded, load_profile, profile_names, shipped_profiles, with_profile
from generator.rules import RULES, Stage

SPANISH = "locales/es/LC_MESSAGES/water.po"
GUARDED = [name for name, rule in RULES.items() if rule.guarded]


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def say(clinic: TinyClinic, *rules: str, profile: str = "ours") -> None:
    """Give the clinic a profile with these lines, and the policy that names it."""
    file = clinic.root / "handouts.toml"
    text = file.read_text(encoding="utf-8")
    text = text.replace("[policy]", f'[policy]\nprofile = "{profile}"') if "[policy]" in text \
        else f'{text}\n[policy]\nprofile = "{profile}"\n'
    table = "\n".join(("", "[profiles.ours]", 'about = "Ours."', "[profiles.ours.rules]", *rules, ""))
    file.write_text(text + table, encoding="utf-8")


def level(rule: str, name: str) -> str:
    return f'{rule} = {{ level = "{name}", why = "We want it so." }}'


def profile_of(clinic: TinyClinic) -> tuple[Profile, tuple[Finding, ...]]:
    return load_profile(load_project(clinic.root)[0])


def written_rules() -> Iterator[str]:
    """Yield every id that the program's modules write as `rule=…` or in a constant RULE."""
    for file in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.keyword(arg="rule", value=value):
                    yield from texts(value)
                # A colour of that name has a description, which is no id.
                case ast.AnnAssign(target=ast.Name(id="rule"), value=ast.expr() as value) if file.stem != "brand_parts":
                    yield from texts(value)
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if name.endswith("RULE"):
                    yield from texts(value)
                case ast.Assign(targets=[ast.Tuple(elts=[ast.Name(id=name), *_])], value=value) if name == "RULE":
                    yield from texts(value)
                # Several ids at once; other constants come in tuples too.
                case ast.Assign(targets=[ast.Tuple()], value=ast.Tuple() as value):
                    yield from (text for text in texts(value) if text in RULES)
                # A helper that makes findings takes the id first.
                case ast.Call(func=ast.Attribute(attr="finding"), args=[ast.Constant(value=str(value)), *_]):
                    yield value


def texts(node: ast.AST) -> Iterator[str]:
    return (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))


def test_the_registry_has_every_rule_that_is_written_and_no_other() -> None:
    written = set(written_rules())
    assert written - set(RULES) == set(), "add them to generator/rules.py, with a title"
    tuples = {rule.id for rule in (*TEXT_RULES, *PAGE_RULES, *PRINTED_RULES)}
    assert set(RULES) - tuples - written == set(), "take them out of generator/rules.py"


def test_every_error_is_guarded_but_those_of_print_and_paper() -> None:
    free = {name for name, rule in RULES.items() if rule.severity is Severity.ERROR and not rule.guarded}
    of_press = {name for name in RULES if name.startswith("press-")} - {"press-profile", "press-picture"}
    assert free == {"page-count", "page-size", "print-file", "picture-coarse", "logo-resolution", *of_press}
    assert {"fact-altered", "number-altered", "phone-altered", "placeholder-altered", "address-altered",
            "catalog-syntax", "sign-off-missing", "project-file", "translation-missing", "text-lost"} <= set(GUARDED)
    assert {rule.stage for rule in RULES.values()} == set(Stage)


@pytest.mark.parametrize("name", shipped_profiles())
def test_a_shipped_profile_has_no_fault_and_every_line_counts(clinic: TinyClinic, name: str) -> None:
    profile, found = load_profile(with_profile(load_project(clinic.root)[0], name))
    assert found == ()
    assert profile.levels
    assert set(profile.whys) == set(profile.levels) | {
        rule for rule in profile.whys if RULES[rule].guarded}, "a line on a guarded rule only raises it"


def test_strict_never_lowers() -> None:
    project, _found = load_project(ROOT)
    profile, _faults = load_profile(with_profile(project, "strict"))
    assert all(severity and severity > RULES[rule].severity for rule, severity in profile.levels.items())


def test_the_shipped_profiles_are_those_that_the_documentation_names() -> None:
    assert shipped_profiles() == ("nhs", "strict", "us-lep")
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in text for name in shipped_profiles())
    free = [name for name, rule in RULES.items() if not rule.guarded]
    assert [name for name in free if f"`{name}`" not in text] == []


@pytest.mark.parametrize("rule", GUARDED)
@pytest.mark.parametrize("name", ["off", "note"])
def test_what_guards_safety_is_not_lowered(clinic: TinyClinic, rule: str, name: str) -> None:
    say(clinic, level("jargon-used", "warning"), level(rule, name))
    profile, found = profile_of(clinic)
    fault = only(found)
    assert places(found) == [("profile-rule", "handouts.toml", line_of(read(clinic, "handouts.toml"), f"{rule} = "))]
    assert (fault.severity, dict(profile.levels)) == (Severity.ERROR, {"jargon-used": Severity.WARNING})
    assert RULES[rule].guarded in fault.message
    kept = Finding(rule=rule, severity=RULES[rule].severity, message="m", action="a")
    assert graded((kept,), profile) == (kept,)


def test_an_unknown_rule_is_found_with_its_neighbour(clinic: TinyClinic) -> None:
    say(clinic, level("jargon-usd", "warning"))
    fault = only(profile_of(clinic)[1])
    assert (fault.rule, fault.path, fault.line) == (
        "profile-rule", "handouts.toml", line_of(read(clinic, "handouts.toml"), "jargon-usd"))
    assert 'Did you mean "jargon-used"?' in fault.message


def test_an_unknown_profile_is_found_with_its_neighbour(clinic: TinyClinic) -> None:
    say(clinic, profile="our")
    fault = only(profile_of(clinic)[1])
    assert fault.line == line_of(read(clinic, "handouts.toml"), "profile = ")
    assert 'Did you mean "ours"?' in fault.message
    assert "nhs, ours, strict, us-lep" in fault.action


@pytest.mark.parametrize("line", ['jargon-used = { level = "loud", why = "x" }', 'jargon-used = { level = "note" }',
                                  'jargon-used = { level = "note", why = "" }'])
def test_a_level_is_one_of_four_and_has_its_reason(clinic: TinyClinic, line: str) -> None:
    say(clinic, line)
    run = clinic.run("check", "--no-pages", "--json")
    assert (run.status, run.out) == (2, "")
    assert "profiles.ours.rules.jargon-used" in run.err


def test_a_guarded_rule_may_be_raised(clinic: TinyClinic) -> None:
    say(clinic, level("source-copied", "error"), level("number-altered", "error"))
    profile, found = profile_of(clinic)
    assert (found, dict(profile.levels)) == ((), {"source-copied": Severity.ERROR})


FINDINGS = st.builds(
    Finding, rule=st.sampled_from([*RULES, "from-tomorrow"]), severity=st.sampled_from(Severity),
    message=st.just("m"), action=st.just("a"),
)


@given(st.lists(FINDINGS), st.dictionaries(st.sampled_from([*RULES]), st.sampled_from([None, *Severity])))
def test_grading_changes_severities_and_nothing_else(
    findings: list[Finding], levels: dict[str, Severity | None]
) -> None:
    profile = Profile(name="any", levels=levels)
    result = graded(findings, profile)
    assert [one.rule for one in result] == [one.rule for one in findings if levels.get(one.rule, "") is not None]
    kept = [one for one in findings if one.rule not in profile.off]
    for before, after in zip(kept, result, strict=True):
        if before.rule not in levels:
            assert after == before
        elif before.severity >= RULES[before.rule].severity:
            assert after.severity == levels[before.rule]
        else:
            assert after.severity <= before.severity
    assert graded(result, profile) == result
    assert graded(findings, Profile()) == tuple(findings)


def test_grading_leaves_other_rules_alone() -> None:
    profile = Profile(name="any", levels={"term-missing": Severity.NOTE})
    mild, placed = graded((MILD, PLACED), profile)
    assert (mild.severity, placed) == (Severity.NOTE, PLACED)


def test_check_and_build_weigh_alike(clinic: TinyClinic) -> None:
    say(clinic, level("punctuation-foreign", "error"), level("space-altered", "error"))
    clinic.change(SPANISH, "En peligro llame", "En peligro  llame")
    check, build = clinic.run("check", "--json"), clinic.run("build", "--json")
    assert (check.status, build.status) == (1, 1)
    assert check.rules() == {"space-altered"}
    assert check.data()["findings"] == build.data()["findings"]
    assert {job["id"] for job in build.data()["jobs"] if job["status"] == "failed"} \
        == {job["id"] for job in build.data()["jobs"] if "/es/" in job["id"]}


def test_a_fault_of_a_profile_stops_every_page(clinic: TinyClinic) -> None:
    say(clinic, level("fact-altered", "off"))
    clinic.change(SPANISH, "Beba 6 tazas", "No beba 6 tazas")
    project, loaded = load_project(clinic.root)
    found = {one.rule: one for one in composition_findings(project, all_jobs(project), loaded=loaded)}
    assert {"profile-rule", "fact-altered"} <= set(found)
    assert clinic.run("build").status == 1
    assert not list((clinic.root / "output").rglob("*.pdf"))


@pytest.mark.parametrize(("arguments", "status"), [
    ((), 0), (("--fail-on", "warning"), 1), (("--fail-on", "never", "--profile", "strict"), 0),
    (("--profile", "strict"), 1), (("--fail-on", "error", "--profile", "nhs"), 0),
], ids=str)
def test_level_and_profile_decide_the_exit_status(clinic: TinyClinic, arguments: tuple[str, ...], status: int) -> None:
    clinic.change(SPANISH, "En peligro llame", "En peligro  llame")
    assert clinic.run("check", "--no-pages", *arguments).status == status


@pytest.mark.parametrize(("report", "begins"), [
    ("json", "{"), ("sarif", "{"), ("junit", "<"), ("github", "::error file=locales/es"), ("text", ""),
])
def test_a_report_for_programs_is_all_that_stands_on_stdout(clinic: TinyClinic, report: str, begins: str) -> None:
    clinic.change(SPANISH, "Beba 6 tazas", "No beba 6 tazas")
    run = clinic.run("check", "--no-pages", "--report", report)
    assert run.status == 1
    assert run.out.startswith(begins)
    assert bool(run.out) == (report != "text")
    assert bool(run.err) == (report == "text")


def test_json_is_short_for_the_json_report(clinic: TinyClinic) -> None:
    long, short = clinic.run("check", "--no-pages", "--report", "json"), clinic.run("check", "--no-pages", "--json")
    assert (short.status, short.out) == (long.status, long.out)
    assert json.loads(clinic.run("check", "--no-pages", "--json", "--profile", "nhs").out)["profile"] == "nhs"


@pytest.mark.parametrize(("arguments", "words"), [
    (("--report", "sarif", "--json"), "--report json"),
    (("--profile", "nsh"), 'Did you mean "nhs"?'),
    (("--fail-on", "fatal"), "--fail-on"),
    (("--report", "html"), "--report"),
], ids=str)
def test_usage_faults_end_with_2(clinic: TinyClinic, arguments: tuple[str, ...], words: str) -> None:
    run = clinic.run("check", "--no-pages", *arguments)
    assert (run.status, run.out) == (2, "")
    assert words in run.err


def test_a_project_adds_its_profiles_to_the_shipped_ones(clinic: TinyClinic) -> None:
    say(clinic, level("length-grown", "off"))
    assert profile_names(load_project(clinic.root)[0]) == ("nhs", "ours", "strict", "us-lep")
