"""What a proof marks as changed: whatever one of those who signed has not read."""

from __future__ import annotations

from pathlib import Path

import pytest
from signing import TODAY
from support import read, write
from tiny_clinic import TinyClinic, tiny_clinic

from generator.load import load_project
from generator.load.sign_off import Signature, key_digest, messages_of, read_ledger, text_digest
from generator.proof import Proof, proof_of
from generator.roles import Role
from generator.sign_off.accept import accepted_changes
from generator.sign_off.ledger import acceptance, appended, signature

LEDGER = "content/handouts/water/sign-off.toml"
PO = "locales/es/LC_MESSAGES/water.po"


@pytest.fixture
def clinic(tmp_path: Path) -> TinyClinic:
    return tiny_clinic(tmp_path)


def proof(clinic: TinyClinic) -> Proof:
    project, found = load_project(clinic.root)
    assert found == ()
    return proof_of(project, found, handout=project.handouts["water"], language="es", brand=project.brands["mill"])


def enter(clinic: TinyClinic, entry: Signature) -> None:
    before = read(clinic, LEDGER) if (clinic.root / LEDGER).exists() else ""
    write(clinic, LEDGER, appended(before, entry))


def sign(clinic: TinyClinic, role: Role) -> None:
    made = proof(clinic)
    enter(clinic, signature(made.handout.ledger, role=role, name=f"A {role}", organisation="The Mill", language="es",
                            day=TODAY, messages=messages_of(made.pairs)))


def changed(clinic: TinyClinic) -> list[str]:
    return [row.name for row in proof(clinic).rows if row.changed]


def test_what_the_clinician_has_not_read_is_marked_though_the_translator_has_signed_it(clinic: TinyClinic) -> None:
    sign(clinic, "clinician")
    clinic.change(PO, "si tiene sed", "si tiene mucha sed")
    assert changed(clinic) == ["ask"]
    sign(clinic, "translator")
    assert changed(clinic) == ["ask"]
    sign(clinic, "clinician")
    assert changed(clinic) == []


def test_a_change_is_accepted_for_the_role_that_has_not_signed_it(clinic: TinyClinic) -> None:
    sign(clinic, "clinician")
    clinic.change(PO, "si tiene sed", "si tiene sed,")
    sign(clinic, "translator")
    made = proof(clinic)
    number = str(next(row.number for row in made.rows if row.changed))
    changes = accepted_changes(made, [number])
    assert isinstance(changes, dict), changes
    enter(clinic, acceptance(made.handout.ledger, role="clinician", name="A clinician", organisation="The Mill",
                             language="es", day=TODAY, accepted=changes, reason="A comma."))
    assert changed(clinic) == []


def test_a_safety_critical_change_stays_marked_whatever_the_ledger_says_was_accepted(clinic: TinyClinic) -> None:
    sign(clinic, "clinician")
    clinic.change(PO, "Beba 6 tazas", "Tome 6 tazas")
    made = proof(clinic)
    [row] = [row for row in made.rows if row.changed]
    assert row.critical
    forged = {key_digest(row.key): (text_digest("Beba 6 tazas de agua al día."), text_digest(row.target[0]))}
    enter(clinic, acceptance(made.handout.ledger, role="clinician", name="A clinician", organisation="The Mill",
                             language="es", day=TODAY, accepted=forged, reason="No change."))
    assert read_ledger(read(clinic, LEDGER), path=LEDGER)[1] == ()
    assert changed(clinic) == [row.name]
