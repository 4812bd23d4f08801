"""What keeps a job from being released: signatures, the review clock, findings, and codes already given away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from generator.compose.layout import job_code
from generator.findings import Finding
from generator.load import Project
from generator.load.brand import Brand
from generator.load.handout import Handout
from generator.load.releases import Releases
from generator.load.settings import PSEUDO_LOCALES, SignOffPolicy
from generator.load.sign_off import Pair, digest_of
from generator.plan import Job, all_jobs, printed_languages
from generator.proof.beside import brand_group
from generator.proof.content import signed_text
from generator.proof.structure import brand_structure, is_guarded, structure_of
from generator.proof.values import Group
from generator.sign_off.state import RoleState, open_roles, role_states


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedText:
    """What has to be signed before a page may go out: the handout's text, and the words of its brand.

    `guarded` are the keys of safety-critical messages, of facts, and of what decides who gets to see them.
    """

    text: tuple[Pair, ...]
    brand: tuple[Pair, ...]
    guarded: frozenset[tuple[str, str]]

    @property
    def digest(self) -> str:
        """Return the digest of both."""
        return digest_of((*self.text, *self.brand))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """Answers what is signed in a project on a day; each text is gathered once.

    `refused` are the entries, by their digests, whose key does not prove them.
    """

    project: Project
    today: date
    releases: Releases = field(default_factory=Releases)
    refused: frozenset[str] = frozenset()
    _jobs: dict[str, list[str]] = field(default_factory=dict)
    _texts: dict[tuple[str, str, str], SignedText] = field(default_factory=dict)

    @property
    def policy(self) -> SignOffPolicy:
        """Return the project's policy."""
        return self.project.settings.policy.sign_off

    @property
    def source_language(self) -> str:
        """Return the language in which the handouts are written."""
        return self.project.settings.project.source_language

    def text(self, handout: str, language: str, brand: str) -> SignedText:
        """Return what has to be signed for a handout's pages in one language under a brand."""
        key = (handout, language, brand)
        if key not in self._texts:
            one = self.project.handouts[handout]
            groups = signed_text(self.project, handout=one, language=language, brand=self.project.brands[brand])
            self._texts[key] = _parted(groups, one, self.project.brands[brand])
        return self._texts[key]

    def states(self, handout: str, language: str, brand: str) -> Mapping[str, tuple[RoleState, ...]]:
        """Return the state of each role that has to sign, by what it signs: text and brand."""
        one, text = self.project.handouts[handout], self.text(handout, language, brand)
        roles = self.policy.source if language == self.source_language else self.policy.translation
        return {
            "text": role_states(one, text.text, language=language, roles=roles, policy=self.policy,
                                today=self.today, refused=self.refused, guarded=text.guarded),
            "brand": role_states(one, text.brand, language=language, roles=self.policy.brand, policy=self.policy,
                                 today=self.today, refused=self.refused, guarded=text.guarded),
        }

    def unsigned(self, job: Job) -> Iterator[Finding]:
        """Yield what is not signed of a job's page: its own language, and always the source it rests on."""
        one = self.project.handouts[job.handout]
        for language in dict.fromkeys((*printed_languages(job, source=self.source_language), self.source_language)):
            states = self.states(job.handout, language, job.brand)
            yield from open_roles(one, states["text"], language=language, what=f"the text in {language}")
            # The brand's words in the source language stand on no page of another language.
            if language in printed_languages(job, source=self.source_language):
                yield from (
                    replace(finding, brand=job.brand) for finding in
                    open_roles(one, states["brand"], language=language, what=f"the words of {job.brand} in {language}")
                )

    def open_points(self, job: Job) -> tuple[Finding, ...]:
        """Return everything that keeps a job from being released, short of what its page shows."""
        if job.language in PSEUDO_LOCALES:
            return (Finding(rule="release-pseudo-locale", job=job.id, message=f"{job.language} is no language.",
                            action="Release the languages of the project."),)
        return (*self.overdue(job), *self.unsigned(job), *self._code_taken(job))

    def overdue(self, job: Job) -> tuple[Finding, ...]:
        """Return what the review clock has against a job's handout; nothing of one that could not be loaded."""
        handout = self.project.handouts.get(job.handout)
        return tuple(_overdue(handout, self.policy, self.today)) if handout else ()

    def _jobs_of_code(self, code: str) -> tuple[str, ...]:
        if not self._jobs:
            for job in all_jobs(self.project):
                self._jobs.setdefault(job_code(job, self.project), []).append(job.id)
        return tuple(self._jobs.get(code, ()))

    def _code_taken(self, job: Job) -> Iterator[Finding]:
        """Yield a finding where the print code was given to another text, or was called back."""
        code, handout = job_code(job, self.project), self.project.handouts[job.handout]
        if len(twins := self._jobs_of_code(code)) > 1:
            yield Finding(
                rule="release-code-taken", path=handout.path, line=handout.front.line(("code",)), job=job.id,
                message=f"the print code {code} is that of {' and '.join(twins)}.",
                action="Give handouts, formats and brands codes of their own.",
            )
        withdrawn = self.releases.withdrawal(code)
        if withdrawn or any(one.text != self.digest(job) for one in self.releases.of_code(code)):
            why = f"was called back on {withdrawn.date}" if withdrawn else "went out with another text"
            yield Finding(
                rule="release-code-taken", path=handout.path, line=handout.front.line(("version",)), job=job.id,
                message=f"the print code {code} {why}.",
                action="Raise `version:` in the front matter: a print code stands for one text for ever.",
            )

    def digest(self, job: Job) -> str:
        """Return the digest of all that has to be signed for a job's page."""
        languages = printed_languages(job, source=self.source_language)
        return digest_of((("language", language), self.text(job.handout, language, job.brand).digest)
                         for language in languages)


def _parted(groups: tuple[Group, ...], handout: Handout, brand: Brand) -> SignedText:
    text: list[Pair] = []
    own: list[Pair] = []
    for group in groups:
        (own if group.id == brand_group(brand) else text).extend(row.pair for row in group.rows)
    own.extend(brand_structure(brand))
    rows = [row for group in groups for row in group.rows]
    return SignedText(
        text=(*text, *structure_of(handout)), brand=tuple(own),
        guarded=frozenset((
            *(row.key for row in rows if row.guarded),
            *(key for key, _text in (*text, *own, *structure_of(handout)) if is_guarded(key)),
        )),
    )


def _overdue(handout: Handout, policy: SignOffPolicy, today: date) -> Iterator[Finding]:
    """Yield a finding where the review clock has run out or was never started."""
    meta = handout.meta
    if meta.reviewed is None:
        yield Finding(rule="review-missing", path=handout.path, line=handout.front.line(("reviewed",)),
                      handout=handout.name, message="the front matter has no date of review.",
                      action="Write the day of the clinician's review behind `reviewed:`.")
    elif meta.reviewed > today:
        yield Finding(rule="review-missing", path=handout.path, line=handout.front.line(("reviewed",)),
                      handout=handout.name, message=f"the review of {meta.reviewed} is still to come.",
                      action="Correct `reviewed:`.")
    if (today - meta.next_review).days > policy.grace_days:
        yield Finding(rule="review-overdue", path=handout.path, line=handout.front.line(("next-review",)),
                      handout=handout.name,
                      message=f"the review was due on {meta.next_review}, with {policy.grace_days} days of grace.",
                      action="Review the text, have it signed, and set `reviewed:` and `next-review:`.")
