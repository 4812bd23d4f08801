"""Finish the rendered file for its readers and its printer: a PDF goes in, a PDF comes out.

Owns what happens between the engine and the press: which content is read aloud and which is an artifact, and
how reader pages are arranged on printed sheets. Never lays out, never changes a drawing operator, never reads
a file, the clock or the project: the same bytes in give the same bytes out.
"""

from __future__ import annotations

from generator.finish.artifacts import mark_artifacts
from generator.finish.imposition import impose_saddle_stitch, saddle_stitch_order

__all__ = ["impose_saddle_stitch", "mark_artifacts", "saddle_stitch_order"]
