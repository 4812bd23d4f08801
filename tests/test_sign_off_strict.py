"""What counts as signed: holes that were mended. Ledgers are written as the commands write them, and read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from signing import PEOPLE, TRANSLATION_ROLES
from support import read, write
from tiny_clinic import TinyClinic, tiny_clinic

from generator.load import load_project
from generator.load.handout import Handout
from generator.load.settings import SignOffPolicy
from generator.load.sign_off import (
    ABSENT,
    Ledger,
    Pair,
    Signature,
    covered_by,
    digest_of_accepted,
    entry_digest,
    key_digest,
    messages_of,
    person,
    read_ledger,
    text_digest,
)
from generator.proof import Proof, proof_of
from generator.roles import ROLES, Role
from generator.sign_off.accept import accepted_changes
from generator.sign_off.ledger import acceptance, appended, signature
from generator.sign_off.release import Clerk
from generator.sign_off.state import RoleState, role_states

LEDGER = "content/handouts/water/sign-off.toml"
PO = "locales/es/LC_MESSAGES/water.po"
DAY = date(2026, 3, 2)

KEY = ("ask", "Ask")
OLD: tuple[Pair, ...] = ((("drink", "Drink"), "Beba"), (KEY, "Pregunte"))
NEW: tuple[Pair, ...] = (OLD[0], (KEY, "Pregunta"))
CHANGE = {key_digest(KEY): (text_digest("Pregunte"), text_digest("Pregunta"))}

Step = Callable[[Ledger], Signature]


def reads(
    role: Role, pairs: Iterable[Pair], *, name: str | None = None, language: str = "es", day: date = DAY
) -> Step:
    """Return the step that signs some texts."""
    return lambda ledger: signature(
        ledger, role=role, name=name or PEOPLE[role], organisation="The Mill", language=language, day=day,
        messages=messages_of(pairs),
    )


def accepts(
    changes: Mapping[str, tuple[str, str]] = CHANGE, *, role: Role = "clinician", name: str | None = None,
    day: date = DAY, language: str = "es",
) -> Step:
    """Return the step that accepts changes, whoever takes it and whatever they are."""
    return lambda ledger: acceptance(
        ledger, role=role, name=name or PEOPLE[role], organisation="The Mill", language=language, day=day,
        accepted=changes, reason="A comma.",
    )


def ledger_text(*steps: Step) -> str:
    """Return a ledger with an entry for each step, in which the reader finds no fault."""
    text = ""
    for step in steps:
        text = appended(text, step(read_ledger(text, path=LEDGER)[0]))
        assert read_ledger(text, path=LEDGER)[1] == ()
    return text


def ledger_of(*steps: Step) -> Ledger:
    return read_ledger(ledger_text(*steps), path=LEDGER)[0]


@pytest.fixture(scope="module")
def water(tmp_path_factory: pytest.TempPathFactory) -> Handout:
    return load_project(tiny_clinic(tmp_path_factory.mktemp("water")).root)[0].handouts["water"]


def states(
    water: Handout, pairs: Iterable[Pair], *steps: Step, roles: Iterable[Role] = ("clinician",), today: date = DAY
) -> dict[Role, RoleState]:
    """Return the states that the steps leave each role in, over the texts as they are now."""
    found = role_states(replace(water, ledger=ledger_of(*steps)), pairs, language="es", roles=roles,
                        policy=SignOffPolicy(), today=today)
    return {state.role: state for state in found}


@pytest.mark.parametrize("second", [PEOPLE["clinician"], "E. Clinician"])
def test_a_wording_put_back_after_another_was_signed_is_not_signed_any_more(water: Handout, second: str) -> None:
    steps = (reads("clinician", OLD), reads("clinician", NEW, name=second))
    assert states(water, NEW, *steps)["clinician"].done
    assert states(water, OLD, *steps)["clinician"].changed == (KEY,)


def test_who_signed_in_another_role_accepts_nothing_as_a_clinician(water: Handout) -> None:
    signed = (reads("translator", OLD), reads("clinician", OLD))
    assert states(water, NEW, *signed, accepts(name="E. Clinician"))["clinician"].done
    assert states(water, NEW, *signed, accepts(name=PEOPLE["translator"]))["clinician"].changed == (KEY,)


def test_a_wording_put_back_after_a_change_was_accepted_is_not_signed_any_more(water: Handout) -> None:
    steps = (reads("clinician", OLD), accepts())
    assert states(water, NEW, *steps)["clinician"].done
    assert states(water, OLD, *steps)["clinician"].changed == (KEY,)


def test_a_sentence_taken_out_with_signatures_and_put_back_is_not_signed_any_more(water: Handout) -> None:
    steps = (reads("clinician", OLD), reads("clinician", OLD[:1]))
    assert states(water, OLD, *steps)["clinician"].changed == (KEY,)


def country(code: str, words: str) -> tuple[Pair, ...]:
    return (((f"country:{code}:fever_temperature", "38 °C\n{fever_temperature}"), words),)


def test_words_of_a_country_are_signed_apart_and_their_last_signature_counts_alone(water: Handout) -> None:
    steps = (reads("clinician", OLD + country("GB", "38 °C")), reads("clinician", OLD + country("US", "100 °F")))
    both = (*OLD, *country("GB", "38 °C"), *country("US", "100 °F"))
    assert states(water, both, *steps)["clinician"].done
    replaced = reads("clinician", OLD + country("GB", "37 °C"))
    assert states(water, both, *steps, replaced)["clinician"].changed == (country("GB", "")[0][0],)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "clinician"])
def test_an_acceptance_of_another_role_than_the_clinician_covers_nothing(water: Handout, role: Role) -> None:
    steps = (reads("clinician", OLD), reads("translator", OLD), accepts(role=role))
    entries = ledger_of(*steps).signatures
    assert covered_by(entries[0], entries) == messages_of(OLD)
    for state in states(water, NEW, *steps, roles=("clinician", "translator")).values():
        assert state.changed == (KEY,)


def test_an_acceptance_of_a_clinician_covers_the_signatures_before_it(water: Handout) -> None:
    steps = (reads("translator", OLD), reads("clinician", OLD), accepts())
    assert all(state.done for state in states(water, NEW, *steps, roles=("clinician", "translator")).values())


@pytest.mark.parametrize("role", [role for role in ROLES if role != "clinician"])
def test_accept_refuses_who_is_no_clinician(tmp_path: Path, role: Role) -> None:
    clinic = tiny_clinic(tmp_path)
    write(clinic, LEDGER, ledger_text(reads("clinician", proof_in(clinic).pairs)))
    clinic.change(PO, "Pregunte a **{care_team}** si", "Pregunte a **{care_team}**, si")
    before = read(clinic, LEDGER)

    def accept(role: Role) -> tuple[int, str]:
        run = clinic.run("sign-off", "accept", "water", "es", "8", "--role", role, "--name", PEOPLE[role],
                         "--organisation", "The Mill", "--reason", "A comma.", "--json")
        return run.status, run.err

    status, said = accept(role)
    assert (status, "is for a clinician to say" in said, read(clinic, LEDGER)) == (2, True, before)
    assert accept("clinician") == (0, "")


def proof_in(clinic: TinyClinic, *, signed: Iterable[Pair] = ()) -> Proof:
    """Return the proof of the Spanish text, after a clinician has signed what is given."""
    project, loaded = load_project(clinic.root)
    water = replace(project.handouts["water"], ledger=ledger_of(reads("clinician", signed)))
    return proof_of(project, loaded, handout=water, language="es", brand=project.brands["mill"])


def key_of(proof: Proof, name: str) -> tuple[str, str]:
    """Return the key of what a proof names: a row by its name or number, a part of the structure by its key."""
    kind, _space, rest = name.partition(" ")
    return next((row.key for row in proof.rows if name in (row.name, str(row.number))), (kind, rest))


#: What is named like this in a proof is signed again, never accepted.
GUARDED = ("drink-daily", "figure images/cup.svg", "cover water", "facts water", "order drink", "outline sheet",
           "review water", "{care_team}", "{emergency_number}", "020 7946 0958")
BRAND_STRUCTURE = ("brand:mill name", "brand:mill web", "brand:mill logo")
#: "Ask" of the section with the same name: an ordinary text.
ORDINARY = "7"


def before_a_change(proof: Proof, key: tuple[str, str]) -> tuple[Pair, ...]:
    """Return what there is to sign, as it was before one text was changed."""
    assert key in dict(proof.pairs)
    return tuple((one, "Before." if one == key else text) for one, text in proof.pairs)


@pytest.mark.parametrize("name", [*GUARDED, *BRAND_STRUCTURE])
def test_what_is_guarded_is_never_accepted(tmp_path: Path, name: str) -> None:
    clinic = tiny_clinic(tmp_path)
    key = key_of(proof_in(clinic), name)
    said = accepted_changes(proof_in(clinic, signed=before_a_change(proof_in(clinic), key)), [name])
    assert isinstance(said, str)
    assert ("there is no text" if name in BRAND_STRUCTURE else "is safety-critical") in said


def test_an_ordinary_change_is_accepted(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    key = key_of(proof_in(clinic), ORDINARY)
    proof = proof_in(clinic, signed=before_a_change(proof_in(clinic), key))
    assert accepted_changes(proof, [ORDINARY]) == {key_digest(key): (text_digest("Before."), text_digest("Pregunte"))}


@pytest.mark.parametrize("name", [*GUARDED, *BRAND_STRUCTURE, ORDINARY])
def test_an_entry_that_accepts_what_is_guarded_covers_nothing(tmp_path: Path, name: str) -> None:
    """Whoever can write the file can write such an entry; it joins the chain like any other."""
    project, loaded = load_project(tiny_clinic(tmp_path).root)
    water = project.handouts["water"]
    proof = proof_of(project, loaded, handout=water, language="es", brand=project.brands["mill"])
    key = key_of(proof, name)
    change = {key_digest(key): (text_digest("Before."), text_digest(dict(proof.pairs)[key]))}
    roles: tuple[Role, ...] = (*TRANSLATION_ROLES, "communications")
    signed = [reads(role, before_a_change(proof, key)) for role in roles]
    water = replace(water, ledger=ledger_of(*signed, accepts(change)))
    clerk = Clerk(project=replace(project, handouts={"water": water}), today=DAY)
    found = clerk.states("water", "es", "mill")
    assert all(state.signatures for part in found.values() for state in part)
    changed = {one for part in found.values() for state in part for one in state.changed}
    assert changed == (set() if name == ORDINARY else {key})


def test_a_text_that_was_never_signed_is_never_accepted(tmp_path: Path) -> None:
    clinic = tiny_clinic(tmp_path)
    new = key_of(proof_in(clinic), ORDINARY)
    said = accepted_changes(proof_in(clinic, signed=(pair for pair in proof_in(clinic).pairs if pair[0] != new)), ["7"])
    assert isinstance(said, str)
    assert "a new text is signed, not accepted" in said


@pytest.mark.parametrize("before", [text_digest(""), text_digest("Pregunte")])
def test_an_entry_that_accepts_a_new_text_covers_nothing(water: Handout, before: str) -> None:
    change = {key_digest(KEY): (before, text_digest("Pregunta"))}
    assert states(water, NEW, reads("clinician", OLD[:1]), accepts(change))["clinician"].changed == (KEY,)


def test_an_entry_that_says_that_a_text_was_absent_is_a_fault_of_the_ledger() -> None:
    signed = reads("clinician", OLD[:1])
    accepted = {key_digest(KEY): (ABSENT, text_digest("Pregunta"))}
    entry = accepts()(ledger_of(signed)).model_copy(update={
        "accepted": accepted, "digest": digest_of_accepted(accepted),
    })
    entry = entry.model_copy(update={"entry": entry_digest(entry)})
    ledger, found = read_ledger(appended(ledger_text(signed), entry), path=LEDGER)
    assert (ledger.signatures, {fault.rule for fault in found}) == ((), {"sign-off-file"})


#: Ways to write "José Reader" that look like it.
SAME_PERSON = [
    "José  Reader", " josé READER ", "José\u00a0Reader", "José\u3000Reader", "Jose\u0301 Reader", "Ｊosé Ｒeader",
    "José\u200b Reader", "Jo\u200dsé Reader", "Jo\u00adsé Reader", "\u2060José Reader", "José Reader\ufeff",
    "\u202aJosé Reader\u202c", "José\U000e0065 Reader",
    pytest.param("Jose\u200b\u0301 Reader", id="zero-width space before a combining accent"),
    pytest.param("Jo\u034fsé Reader", id="combining grapheme joiner"),
    pytest.param("José\ufe0f Reader", id="variation selector"),
    pytest.param("José\u3164 Reader", id="Hangul filler"),
    pytest.param("José \u2800Reader", id="blank Braille pattern"),
]


@pytest.mark.parametrize("name", SAME_PERSON)
def test_one_person_counts_once_however_the_name_is_written(water: Handout, name: str) -> None:
    steps = (reads("translator", OLD, name="José Reader"), reads("clinician", OLD, name=name))
    found = states(water, OLD, *steps, roles=("translator", "clinician"))
    assert (found["translator"].done, found["clinician"].done) == (True, False)
    [(_entry, reason)] = found["clinician"].set_aside
    assert "signed as translator before, and one person counts once" in reason


@pytest.mark.parametrize("name", ["J. Reader", "Josè Reader", "José R.", "José Readers"])
def test_two_people_are_two(water: Handout, name: str) -> None:
    steps = (reads("translator", OLD, name="José Reader"), reads("clinician", OLD, name=name))
    assert len({person(one) for one in ledger_of(*steps).signatures}) == 2
    assert all(state.done for state in states(water, OLD, *steps, roles=("translator", "clinician")).values())


@pytest.mark.parametrize("name", ["\u200b", "\u2060\ufeff", "\u3164"])
def test_a_name_that_nobody_can_see_signs_nothing(name: str) -> None:
    seen = reads("clinician", OLD, name="N. Reader")(Ledger())
    entry = seen.model_copy(update={"name": name})
    text = appended("", entry.model_copy(update={"entry": entry_digest(entry)}))
    assert "there is nothing to be seen" in str(read_ledger(text, path=LEDGER)[1])


def test_a_signature_of_a_day_to_come_does_not_count_until_then(water: Handout) -> None:
    later = DAY + timedelta(days=1)
    early = states(water, OLD, reads("clinician", OLD, day=later))["clinician"]
    assert (early.done, early.signatures) == (False, ())
    assert [reason for _entry, reason in early.set_aside] == [f"it is dated {later}, which is still to come"]
    assert states(water, OLD, reads("clinician", OLD, day=later), today=later)["clinician"].done


def test_a_signature_of_a_day_to_come_keeps_nobody_from_signing_in_another_role(water: Handout) -> None:
    later = reads("translator", OLD, name=PEOPLE["clinician"], day=DAY + timedelta(days=1))
    assert states(water, OLD, reads("clinician", OLD), later)["clinician"].done


def test_an_acceptance_of_a_day_to_come_covers_nothing_until_then(water: Handout) -> None:
    later = DAY + timedelta(days=1)
    steps = (reads("clinician", OLD), accepts(day=later))
    assert states(water, NEW, *steps)["clinician"].changed == (KEY,)
    assert states(water, NEW, *steps, today=later)["clinician"].done
