"""A rule over negations: a sentence that loses its "not" says the opposite, and reads well.

Owns the comparison; the words stand in `words/<language>.toml`, and a language without a list is not judged.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.text import Pairs, told, unmarked
from generator.check.vocabulary import Vocabulary, negations_in, vocabulary
from generator.findings import Finding


def negation_lost(text: Pairs) -> Iterator[Finding]:
    """Yield a finding for each translation with fewer negations than its source.

    One that has more is none: "stops you from sleeping" is "no la deja dormir", and many languages say no twice.
    """
    here, there = vocabulary(text.source_language), vocabulary(text.language)
    if text.language == text.source_language or not here.negations or not there.negations:
        return
    for source, target in text.pairs():
        wanted, said = (_count(one.text, words) for one, words in ((source, here), (target, there)))
        # What is not translated has a finding of its own. The same words may be right for one source only.
        reasons = text.glossary.without_negation.get(source.text, {})
        if said < wanted and target.text.strip() and target.text not in reasons:
            yield told(
                text, source, rule="negation-lost",
                message=f"{target.text!r} negates {_times(said)}, its source {_times(wanted)}: {source.text!r}.",
                action="Say what the source says; if it does without the word, give the reason under "
                       f"[without-negation] and this source in {text.glossary.path}.",
            )


def _count(text: str, words: Vocabulary) -> int:
    return len(negations_in(unmarked(text), words))


def _times(count: int) -> str:
    return {0: "nothing", 1: "once", 2: "twice"}.get(count, f"{count} times")
