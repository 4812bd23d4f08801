"""The content that this repository ships: sound, complete, short, and safe in four languages."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support import shipped, shipped_text

from generator.check import Text, check_text
from generator.check.texts import fact_altered, unmarked
from generator.findings import Severity
from generator.load.document import Message, Section, blocks_for, map_messages
from generator.load.handout import Handout
from generator.plan import all_jobs

DATA = Path(__file__).with_name("data")
LANGUAGES = ("en", "es", "fr", "pt-BR", "pl", "so", "vi", "ru", "ar", "ur", "hi", "zh-Hans")
FACTS = ("bend-knees", "epidural-hedge", "new-bladder", "new-numbness", "about-1-in-3", "ask-first")
WRONG = tomllib.loads((DATA / "wrong_sentences.toml").read_text(encoding="utf-8"))

#: The warning signs by tier, in the order of the content brief; the leaflet prints those marked so.
SIGNS = {
    1: ("new-loss-of-control", "cannot-pee", "new-numbness", "new-weak-legs", "both-legs", "fever-back-pain",
        "bad-headache", "chest-pain", "fit", "heavy-bleeding", "thoughts-of-harm", "after-a-fall"),
    2: ("fever", "needle-redness", "upright-headache", "one-leg", "sudden-back-pain", "burning", "worse-each-day",
        "cannot-care"),
    3: ("not-better", "down-one-leg", "leak", "stops-sleep", "feel-low"),
}
LEAFLET_SIGNS = {1: SIGNS[1][:8], 2: SIGNS[2][:4], 3: ("not-better", "down-one-leg", "leak", "feel-low")}
POSTER_SIGNS = ("poster-new-numbness", "poster-new-weak-legs", "poster-new-loss-of-control", "poster-fever")

#: What the handout says of each item of the first article that the brief keeps (OK, FIX, SOFT).
KEPT = {
    "S1, S4, S18": r"Most back pain after birth is not a slipped disc\.",
    "S3": r"Pain in the leg can also come from the joints of your pelvis\.",
    "S5, S19": r"Studies have not shown that an epidural causes long‑term back pain\.",
    "S7": r"Back pain after birth is common\.",
    "S8": r"About 1 in 3 mothers still have back pain three months after birth\.",
    "S9": r"About half of women have back pain in pregnancy\.",
    "S10": r"For most women it gets better in the first months\.",
    "S11": r"Doctors are not sure of the exact cause\.",
    "S12, S13": r"Pregnancy hormones can loosen the joints and ligaments\.",
    "S14, S15": r"The growing baby pulls your lower back into a deeper curve\.",
    "S16": r"The type of birth may play a part\. Studies do not agree\.",
    "S17": r"Bending over your baby .*can strain your back\.",
    "S20": r"Book a visit with \{care_team\}",
    "S21": r"Rest when you need to, then keep gently moving\.",
    "S22": r"Warmth may ease pain for a short time\.",
    "S23": r"Ask before you use any tablet, cream or pain patch\..* breastfeed",
    "S24": r"A \{physiotherapist\} can show you how\.",
    "S27, S28": r"low‑heeled shoes that support your feet\. The soles should not be too soft\.",
    "S29": r"on your side with a pillow between your knees",
    "S30": r"Bend your knees when you lift\. Keep the load close\.",
    "S31": r"A medium‑firm mattress may help\. You need not buy a new one\.",
    "S32": r"small cushion behind your lower back",
    "S33": r"Ask someone to lift heavy things",
}


def handout() -> Handout:
    return shipped()[0].handouts["back-pain-after-birth"]


def sections(format_name: str) -> Iterator[Section]:
    """Yield the sections that a format prints, narrowed to it, in its order."""
    for names in handout().meta.outline[format_name].values():
        for name in names:
            section = handout().document.section(name)
            yield replace(section, blocks=blocks_for(section.blocks, format_name))


def messages(*printed: Section) -> list[Message]:
    """Return the messages of sections, headings first."""
    front_matter = 4
    return list(replace(handout().document, sections=printed).messages())[front_matter:]


def word_count(format_name: str) -> int:
    """Count the words that a reader sees; a placeholder is one word."""
    return sum(
        len(unmarked(message.text).split()) for message in messages(*sections(format_name))
        if message.role != "alternative text"
    )


# -- sound --------------------------------------------------------------------------------------------------------


def test_the_project_loads_without_any_finding() -> None:
    project, found = shipped()
    assert found == ()
    assert list(project.handouts) == ["back-pain-after-birth"]
    counts = Counter(job.edition for job in all_jobs(project))
    assert counts == {"standard": 12 * 6 * 2, "bilingual": 11 * 3 * 2, "large-print": 12 * 2 * 2, "black": 12 * 6 * 2,
                      "form": 12 * 2}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_find_nothing_but_advice(language: str) -> None:
    found = check_text(shipped_text(language))
    assert [str(finding) for finding in found if finding.severity > Severity.NOTE] == []
    # Translations have none; too much advice on the source would not be read.
    assert len(found) <= (20 if language == "en" else 0)


def test_the_two_clinics_differ_in_everything() -> None:
    first, second = (brand.file for brand in shipped()[0].brands.values())
    for field in ("name", "code", "country", "paper", "web", "languages", "colour", "type", "numbers", "contacts"):
        assert getattr(first, field) != getattr(second, field), field
    assert first.type.headings != second.type.headings
    assert first.type.corner != second.type.corner
    assert len({brand.logos.colour.content for brand in shipped()[0].brands.values()}) == 2


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_catalog_has_no_entry_that_nobody_prints(language: str) -> None:
    known = {message.key for message in handout().document.messages()}
    assert set(shipped()[0].catalogs[language, "back-pain-after-birth"].entries) == known


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_translation_is_the_english_sentence(language: str) -> None:
    same = [source.text for source, target in shipped_text(language).pairs() if source.text == target.text]
    assert [text for text in same if " " in text] == []


# -- complete -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("item", KEPT)
def test_what_the_brief_keeps_of_the_article_is_said(item: str) -> None:
    assert any(re.search(KEPT[item], unmarked(message.text)) for message in handout().document.messages())


@pytest.mark.parametrize("words", [
    r"\bOctober\b", r"\bLiao\b", r"\bTangdu\b", r"\bplaster", r"\bpainless needle\b", r"\bwaist and leg\b",
    r"\bprevent", r"\bavoid", r"\bestrogen|\boestrogen", r"45\s*%", r"70\s*%", r"\bsevere\b",
])
def test_what_the_brief_drops_is_not_said(words: str) -> None:
    said = [message.text for message in handout().document.messages() if re.search(words, message.text, re.IGNORECASE)]
    assert said == []


def signs(section: Section) -> list[str]:
    return [message.id or "" for message in messages(section) if message.role == "item"]


@pytest.mark.parametrize("tier", SIGNS)
def test_every_warning_sign_stands_in_its_tier_in_the_booklet(tier: int) -> None:
    assert signs(only_tier("booklet", tier)) == list(SIGNS[tier])


@pytest.mark.parametrize("tier", LEAFLET_SIGNS)
def test_the_leaflet_prints_the_signs_that_the_brief_asks_for(tier: int) -> None:
    assert signs(only_tier("leaflet", tier)) == list(LEAFLET_SIGNS[tier])


def only_tier(format_name: str, tier: int) -> Section:
    (section,) = (section for section in sections(format_name) if section.tier == tier)
    return section


def test_the_poster_prints_four_signs_each_with_its_drawing() -> None:
    found = messages(only_tier("poster", 1))
    assert [message.id for message in found if message.role == "paragraph"] == list(POSTER_SIGNS)
    assert [message.role for message in found[1:]] == ["alternative text", "paragraph"] * 4


def test_every_warning_sign_is_marked_safety_critical() -> None:
    ids = {*(sign for tier in SIGNS.values() for sign in tier), *POSTER_SIGNS}
    critical = {message.id for message in handout().document.messages() if message.critical}
    assert ids <= critical


def test_every_guarded_message_is_marked_safety_critical() -> None:
    guarded = {message_id for fact in handout().facts.values() for message_id in fact.messages}
    assert guarded <= {message.id for message in handout().document.messages() if message.critical}


def test_every_section_is_printed_somewhere() -> None:
    printed = {section.id for format_name in handout().meta.outline for section in sections(format_name)}
    assert printed == {section.id for section in handout().document.sections}


# -- short, and written new ---------------------------------------------------------------------------------------


def test_the_poster_has_at_most_90_words() -> None:
    assert 60 <= word_count("poster") <= 90


def test_the_leaflet_has_400_to_650_words() -> None:
    assert 400 <= word_count("leaflet") <= 650


def test_a_sentence_of_a_list_has_at_most_15_words() -> None:
    sentences = {
        sentence
        for message in handout().document.messages() if message.role == "item"
        for sentence in re.split(r"(?<=[.!?])\s+", unmarked(message.text))
    }
    assert {sentence for sentence in sentences if len(sentence.split()) > 15} == set()


def test_no_five_words_in_a_row_come_from_the_article() -> None:
    """Compare digests, so that the article need not be copied into the repository."""
    runs = set((DATA / "article_runs.sha256").read_text(encoding="utf-8").splitlines()[1:])
    assert len(runs) > 500
    for message in handout().document.messages():
        words = re.findall(r"[a-z0-9]+", message.text.lower().replace("’", "").replace("'", ""))
        for start in range(len(words) - 4):
            run = " ".join(words[start : start + 5])
            assert hashlib.sha256(run.encode()).hexdigest()[:12] not in runs, run


# -- safe ---------------------------------------------------------------------------------------------------------


def fact_findings(text: Text, fact: str) -> list[str]:
    """Return what one fact finds in a text."""
    one = replace(text.handout, facts={fact: text.handout.facts[fact]})
    return [finding.message for finding in fact_altered(replace(text, handout=one))]


def saying(text: Text, message_id: str, sentence: str) -> Text:
    def change(message: Message) -> Message:
        return replace(message, text=sentence) if message.id == message_id else message

    return replace(text, document=map_messages(text.document, change))


def test_the_facts_are_those_of_the_brief() -> None:
    assert set(handout().facts) == set(FACTS)
    assert set(WRONG) == set(LANGUAGES)
    assert all(set(WRONG[language]) == set(FACTS) for language in LANGUAGES)
    assert all(len(sentences) >= 3 for facts in WRONG.values() for sentences in facts.values())


@pytest.mark.parametrize("fact", FACTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_text_says_the_fact(language: str, fact: str) -> None:
    text = shipped_text(language)
    guarded = set(text.handout.facts[fact].messages)
    assert guarded <= {message.id for message in text.document.messages()}
    assert fact_findings(text, fact) == []


@pytest.mark.parametrize(("language", "fact"), [(language, fact) for language in LANGUAGES for fact in FACTS])
def test_a_wrong_sentence_is_caught_wherever_it_stands(language: str, fact: str) -> None:
    text = shipped_text(language)
    passed = [
        (message_id, sentence)
        for message_id in text.handout.facts[fact].messages
        for sentence in WRONG[language][fact]
        if not fact_findings(saying(text, message_id, sentence), fact)
    ]
    assert passed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_pattern_does_its_own_part(language: str) -> None:
    """Some wrong sentence misses `must`, and some has the right words and is caught by `must-not` alone."""
    text = shipped_text(language)
    kinds = {
        kind
        for fact in FACTS
        for sentence in WRONG[language][fact]
        for found in fact_findings(saying(text, text.handout.facts[fact].messages[0], sentence), fact)
        for kind in ("must say", "forbids") if kind in found
    }
    assert kinds == {"must say", "forbids"}
