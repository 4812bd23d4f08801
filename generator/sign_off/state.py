"""Who has signed a text, and what is still open before it may be released.

Pure: a ledger, the texts as they are now, the policy and a day give a state. Never reads a clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator.findings import Finding
from generator.load.handout import Handout
from generator.load.settings import SignOffPolicy
from generator.load.sign_off import (
    Pair,
    Signature,
    covered_by,
    key_digest,
    person,
    text_digest,
)
from generator.roles import Role

#: How many changed messages a finding names.
_NAMED = 5
_LONGEST_NAME = 60

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleState:
    """How far one role is: `changed` are the keys of the texts that its last counting signature does not cover.

    `signatures` count; `set_aside` holds the others of the role, each with the reason why it does not.
    """

    role: Role
    signatures: tuple[Signature, ...]
    set_aside: tuple[tuple[Signature, str], ...]
    changed: tuple[Key, ...]

    @property
    def done(self) -> bool:
        """Tell whether the role has signed every text as it is now."""
        return bool(self.signatures) and not self.changed


def role_states(
    handout: Handout, pairs: Iterable[Pair], *, language: str, roles: Iterable[Role], policy: SignOffPolicy,
    today: date, refused: Iterable[str] = (), guarded: Iterable[Key] = (),
) -> tuple[RoleState, ...]:
    """Return the state of each role for some texts.

    `refused` are entries whose key does not prove them; `guarded` are the messages of which no change is accepted
    without a new signature.
    """
    pairs, refused = tuple(pairs), frozenset(refused)
    no_acceptance = frozenset(map(key_digest, guarded))
    known = [one for one in handout.signatures if one.entry not in refused and one.date <= today]
    first_role: dict[str, Role] = {}
    for one in known:
        if one.language == language:
            first_role.setdefault(person(one), one.role)
    # Nor does somebody accept as a clinician who has signed as another.
    ledger = tuple(one for one in known if not one.accepted or first_role.get(person(one), one.role) == one.role)
    signed = [one for one in handout.signatures if one.language == language and not one.accepted]
    states = []
    for role in roles:
        counting, aside = [], []
        for one in signed:
            if one.role != role:
                continue
            reason = _why_not(one, first_role.get(person(one), one.role), policy=policy, today=today, refused=refused)
            if reason:
                aside.append((one, reason))
            else:
                counting.append(one)
        states.append(RoleState(
            role=role, signatures=tuple(counting), set_aside=tuple(aside),
            changed=_uncovered([covered_by(one, ledger, guarded=no_acceptance) for one in counting], pairs),
        ))
    return tuple(states)


def _why_not(
    one: Signature, first_role: Role, *, policy: SignOffPolicy, today: date, refused: frozenset[str]
) -> str:
    """Return why a signature does not count; empty where it does."""
    if one.entry in refused:
        return "it is not signed by a key that the policy allows"
    age = (today - one.date).days
    if age < 0:
        return f"it is dated {one.date}, which is still to come"
    if age > policy.valid_days:
        return f"it is {age} days old, and the policy lets it hold for {policy.valid_days}"
    if one.role != first_role:
        return f"{one.name} signed as {first_role} before, and one person counts once"
    return ""


def _uncovered(covered: list[dict[str, str]], pairs: Iterable[Pair]) -> tuple[Key, ...]:
    """Return the keys of the texts that the last signature of their scope does not cover as they are now.

    The last one alone: a wording that was signed once, and then replaced, is not signed any more.
    """
    scopes: dict[str, list[Pair]] = {}
    for pair in pairs:
        scopes.setdefault(_scope(pair[0]), []).append(pair)
    return tuple(key for group in scopes.values() for key in _open_in(group, covered))


def _open_in(group: list[Pair], covered: list[dict[str, str]]) -> Iterator[Key]:
    keys = {key_digest(key) for key, _text in group}
    last: dict[str, str] = next((signed for signed in reversed(covered) if keys & signed.keys()), {})
    return (key for key, text in group if last.get(key_digest(key)) != text_digest(text))


def _scope(key: Key) -> str:
    """Return what is signed apart: a country's words, a brand's; empty for the text."""
    context = key[0]
    return ":".join(context.split(":")[:2]) if context.startswith(("country:", "brand:")) else ""


def future_entries(handout: Handout, today: date) -> Iterator[Finding]:
    """Yield a finding for each entry of a day that is still to come."""
    for one in handout.signatures:
        if one.date > today:
            yield Finding(
                rule="sign-off-future", path=handout.ledger.path, line=handout.ledger.line(one), handout=handout.name,
                message=f"the entry of {one.name} is dated {one.date}, which is still to come.",
                action="Restore the file, or sign on the day; until then the entry does not count.",
            )


def open_roles(handout: Handout, states: Iterable[RoleState], *, language: str, what: str) -> Iterator[Finding]:
    """Yield a finding for each role that has not signed the texts as they are now; `what` names the texts."""
    for state in states:
        if state.done:
            continue
        yield Finding(
            rule="sign-off-missing", path=handout.ledger.path, line=_line(handout, state), handout=handout.name,
            language=language, message=_said(state, what),
            action=f"Let them read the proof (`handouts proof {handout.name} {language}`) and record it with "
                   f"`handouts sign-off add {handout.name} {language} --role {state.role}`.",
        )


def _said(state: RoleState, what: str) -> str:
    if state.signatures:
        last = state.signatures[-1]
        names = ", ".join(dict.fromkeys(named(key) for key in state.changed[:_NAMED]))
        more = f" and {len(state.changed) - _NAMED} more" if len(state.changed) > _NAMED else ""
        return (f"{len(state.changed)} texts of {what} changed since {last.name} signed as {state.role} on "
                f"{last.date}: in {names}{more}.")
    if state.set_aside:
        one, reason = state.set_aside[-1]
        return f"the signature of {one.name} as {state.role} on {what} does not count: {reason}."
    return f"no {state.role} has signed {what}."


def named(key: Key) -> str:
    """Return how people speak of a text: its context, and its first words or the name of the picture."""
    context, text = key
    words = " ".join(text.split())
    short = words if len(words) <= _LONGEST_NAME else words[:_LONGEST_NAME].rstrip() + "…"
    return f"{context or 'words'} {short!r}"


def _line(handout: Handout, state: RoleState) -> int | None:
    last = state.signatures[-1] if state.signatures else state.set_aside[-1][0] if state.set_aside else None
    return handout.ledger.line(last) if last else None
