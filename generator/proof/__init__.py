"""The proof: a document for the person who signs off a handout in one language.

Owns what is shown and how it becomes a `Page`, which the engine renders like any other. Never judges whether a text
may be printed, and no finding of a language stops it: what is missing is shown as missing.
"""

from __future__ import annotations

from generator.proof.content import Proof, proof_of
from generator.proof.page import proof_page
from generator.proof.values import Group, Row

__all__ = ["Group", "Proof", "Row", "proof_of", "proof_page"]
