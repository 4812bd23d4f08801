"""Profiles: how much each rule weighs for a service, with the reason; those that we ship and those of a project.

Owns what a profile may say, and the step from findings to graded findings, which `check` and `build` share. A rule
that guards safety keeps at least its own severity, whatever a profile says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from generator.findings import Finding, Severity, suggestion
from generator.load import Project
from generator.load.settings import PROJECT_FILE, ProfileTable, RuleLevel
from generator.load.source import Source, read_model, read_text, read_toml
from generator.rules import RULES, Rule

RULE = "profile-rule"
OFF = "off"
_SHIPPED = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a profile changes: a severity for a rule's id, or None where the rule is off; `whys` has the reasons."""

    name: str = ""
    levels: Mapping[str, Severity | None] = field(default_factory=dict)
    whys: Mapping[str, str] = field(default_factory=dict)

    @property
    def off(self) -> frozenset[str]:
        """Return the ids of the rules that say nothing under this profile."""
        return frozenset(rule for rule, level in self.levels.items() if level is None)


def graded(findings: Iterable[Finding], profile: Profile) -> tuple[Finding, ...]:
    """Return the findings with the severities of the profile, without those of rules that are off.

    What a rule itself holds for milder than its own severity may become milder, and never graver.
    """
    return tuple(_weighed(finding, profile) for finding in findings if finding.rule not in profile.off)


def _weighed(finding: Finding, profile: Profile) -> Finding:
    level = profile.levels.get(finding.rule)
    if level is None:
        return finding
    mild = finding.rule in RULES and finding.severity < RULES[finding.rule].severity
    return replace(finding, severity=min(level, finding.severity) if mild else level)


def shipped_profiles() -> tuple[str, ...]:
    """Return the names of the profiles that we ship."""
    return tuple(sorted(file.stem for file in _SHIPPED.glob("*.toml")))


def profile_names(project: Project) -> tuple[str, ...]:
    """Return every name that `[policy] profile` and `--profile` may have."""
    return tuple(sorted({*shipped_profiles(), *project.settings.profiles}))


def with_profile(project: Project, name: str) -> Project:
    """Return the project with another profile than its policy names."""
    policy = project.settings.policy.model_copy(update={"profile": name})
    return replace(project, settings=project.settings.model_copy(update={"policy": policy}))


def load_profile(project: Project) -> tuple[Profile, tuple[Finding, ...]]:
    """Return the profile that the policy names, with a finding for each of its faults; they stop every page.

    A fault changes nothing: the rule that it is about keeps its severity.
    """
    name = project.settings.policy.profile
    if name is None:
        return Profile(), ()
    if name in project.settings.profiles:
        return _read(name, project.settings.profiles[name], _project_source(project), ("profiles", name))
    if name not in shipped_profiles():
        return Profile(), (_unknown_profile(name, profile_names(project), _project_source(project)),)
    table, source, found = read_model(
        ProfileTable, _SHIPPED / f"{name}.toml", path=f"generator/profiles/{name}.toml", rule=RULE)
    return _read(name, table, source, ()) if table else (Profile(), found)


def _project_source(project: Project) -> Source | None:
    """Return handouts.toml with its lines; it was read before, so that a fault of it is no matter here."""
    text = read_text(project.root / PROJECT_FILE, path=PROJECT_FILE, rule=RULE)
    source = text if isinstance(text, Finding) else read_toml(text, path=PROJECT_FILE, rule=RULE)
    return source if isinstance(source, Source) else None


def _read(
    name: str, table: ProfileTable, source: Source | None, above: tuple[str, ...]
) -> tuple[Profile, tuple[Finding, ...]]:
    found = tuple(
        replace(fault, path=source.path, line=source.line((*above, "rules", rule))) if source else fault
        for rule, level in table.rules.items() for fault in _faults(name, rule, level)
    )
    levels = {rule: _severity(level) for rule, level in table.rules.items() if _changes(rule, level)}
    whys = {rule: level.why for rule, level in table.rules.items()}
    return Profile(name=name, levels=levels, whys=whys), found


def _severity(level: RuleLevel) -> Severity | None:
    return None if level.level == OFF else Severity.named(level.level)


def _lowers(rule: Rule, level: RuleLevel) -> bool:
    severity = _severity(level)
    return severity is None or severity < rule.severity


def _changes(name: str, level: RuleLevel) -> bool:
    """Tell whether a profile's word counts: a guarded rule may only be raised.

    Its own severity changes nothing, so that a finding which the rule itself holds for milder stays milder.
    """
    rule = RULES.get(name)
    if rule is None:
        return False
    return not rule.guarded or (_severity(level) or Severity.NOTE) > rule.severity


def _faults(profile: str, name: str, level: RuleLevel) -> Iterator[Finding]:
    rule = RULES.get(name)
    if rule is None:
        yield Finding(rule=RULE, message=f"the profile {profile!r} names {name!r}, which is no rule."
                                         f"{suggestion(name, RULES)}",
                      action="Use the id that stands in brackets behind a finding.")
    elif rule.guarded and _lowers(rule, level):
        yield Finding(
            rule=RULE, message=f"the profile {profile!r} sets {name} to {level.level}, "
                               f"below {rule.severity.label}: {rule.guarded}.",
            action="Take it out. What guards safety cannot be lowered; mend what the rule finds.")


def _unknown_profile(name: str, known: Iterable[str], source: Source | None) -> Finding:
    known = tuple(known)
    return Finding(
        rule=RULE, path=PROJECT_FILE, line=source.line(("policy", "profile")) if source else None,
        message=f"there is no profile {name!r}.{suggestion(name, known)}",
        action=f"Use one of: {', '.join(known)}; or add [profiles.{name}].",
    )
