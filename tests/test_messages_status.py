"""Coverage counts what is translated and needs no review, by message and by word, critical ones apart."""

from __future__ import annotations

from generator.load.catalog import Catalog, Entry
from generator.load.po import PoEntry
from generator.messages.extract import CRITICAL_MARK
from generator.messages.status import Coverage, coverage

SOURCE = (
    PoEntry(msgid="Drink 6 cups", context="s", extracted=("item", CRITICAL_MARK)),
    PoEntry(msgid="Rest", context="s", extracted=(CRITICAL_MARK,)),
    PoEntry(msgid="Ask your doctor now", context="s"),
    PoEntry(msgid="a cup", plural="cups"),
)


def catalog(**entries: Entry) -> Catalog:
    keys = {entry.msgid.split()[0]: entry.key for entry in SOURCE} | {"gone": ("s", "gone")}
    return Catalog(domain="water", language="es", path="d.po",
                   entries={keys[name]: entry for name, entry in entries.items()})


def counted(**entries: Entry) -> Coverage:
    return coverage(SOURCE, catalog(**entries))


def test_nothing_is_translated() -> None:
    assert counted() == Coverage(domain="water", language="es", messages=4, covered=0, words=10, covered_words=0,
                                 review=0, critical=2, critical_left=2, sign_off="")


def test_what_needs_review_is_not_covered() -> None:
    count = counted(Drink=Entry(text="Beba", line=1), Rest=Entry(text="Descanse", line=2, fuzzy=True))
    assert (count.covered, count.covered_words, count.review, count.critical_left) == (1, 3, 1, 1)
    assert (count.share, count.word_share) == (0.25, 0.3)


def test_a_plural_is_covered_when_each_form_is() -> None:
    assert counted(a=Entry(text="", plural=("taza", " "), line=1)).covered == 0
    assert counted(a=Entry(text="", plural=("taza", "tazas"), line=1)).covered == 1


def test_what_the_source_has_lost_does_not_count() -> None:
    assert counted(gone=Entry(text="x", line=1, fuzzy=True)) == counted()


def test_a_text_without_words_is_whole() -> None:
    count = coverage((), catalog())
    assert (count.share, count.word_share, count.messages) == (1.0, 1.0, 0)


def test_a_file_that_cannot_be_read_is_said_to_be_so() -> None:
    broken = Catalog(domain="water", language="es", path="d.po", entries={}, readable=False)
    assert not coverage(SOURCE, broken).readable
