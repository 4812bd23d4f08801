"""PO files of any kind, for the properties of the reader, the writer and the merge."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from generator.load.po import FUZZY, PoEntry, PoFile, Previous

HEADER = PoEntry(msgid="", strings=(
    "Language: es\nContent-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n",
))

#: Any letters, those that need an escape and those that only look like a line's end more often than others.
texts = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('"\\\n\t\r #~|{}%\x0b\x0c\x1c\x85\u2028腰٪\u2068\u2069'),
    max_size=12,
)
some = texts.filter(bool)
#: A line of a comment: what stands at its end cannot be seen, so it is not kept.
lines = texts.map(lambda text: text.replace("\n", "").rstrip(" \t\r"))
words = st.text(st.sampled_from('abc./:1"#,\u3000\u2028é'), min_size=1, max_size=6)
files = st.one_of(
    words, st.builds("{}:{}".format, words, st.integers(1, 99)), st.builds("{} {}".format, words, words),
)
flags = st.sampled_from([FUZZY, "python-format", "python-brace-format", "no-wrap", "range: 0..10", "no-c-format"])


@st.composite
def entries(draw: st.DrawFn) -> PoEntry:
    """Write an entry that has anything an entry may have."""
    plural = draw(st.just("") | some)
    return PoEntry(
        msgid=draw(some), context=draw(texts), plural=plural,
        strings=draw(st.tuples(texts, texts) if plural else st.tuples(texts)),
        comments=draw(st.lists(lines, max_size=2).map(tuple)),
        extracted=draw(st.lists(lines, max_size=2).map(tuple)),
        references=draw(st.lists(files, max_size=2).map(tuple)),
        flags=draw(st.lists(flags, max_size=3, unique=True).map(tuple)),
        previous=draw(st.none() | st.builds(Previous, msgid=texts, context=texts, plural=texts)),
        obsolete=draw(st.booleans()),
    )


po_files = st.builds(
    PoFile, header=st.just(HEADER), trailing=st.lists(lines, max_size=2).map(tuple),
    entries=st.lists(entries(), max_size=4, unique_by=lambda entry: entry.key).map(tuple),
)


def without_lines(file: PoFile) -> PoFile:
    """Return the value of a file without the numbers of its lines."""
    header = file.header and replace(file.header, line=1)
    return replace(file, header=header, entries=tuple(replace(entry, line=1) for entry in file.entries))
