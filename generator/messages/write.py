"""How a PO file is written: quiet in version control, and what GNU gettext would write with --no-wrap.

One line for each string unless it has line breaks, one location a line, no line numbers, no date that changes by
itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.load.po import PoEntry, PoFile

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


def po_text(file: PoFile) -> str:
    """Return the text of a PO file; reading it gives the same value again."""
    entries = (*([file.header] if file.header else []), *file.entries)
    blocks = ["\n".join(_entry_lines(entry)) for entry in entries]
    if file.trailing:
        blocks.append("\n".join(_comment(line) for line in file.trailing))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _entry_lines(entry: PoEntry) -> Iterator[str]:
    yield from map(_comment, entry.comments)
    yield from (f"#. {line}" if line else "#." for line in entry.extracted)
    yield from (f"#: {_place(place)}" for place in entry.references)
    if entry.flags:
        yield f"#, {', '.join(entry.flags)}"
    mark = "#~ " if entry.obsolete else ""
    if before := entry.previous:
        prefix = "#~| " if entry.obsolete else "#| "
        if before.context:
            yield from _string("msgctxt", before.context, prefix)
        yield from _string("msgid", before.msgid, prefix)
        if before.plural:
            yield from _string("msgid_plural", before.plural, prefix)
    if entry.context:
        yield from _string("msgctxt", entry.context, mark)
    yield from _string("msgid", entry.msgid, mark)
    if entry.plural:
        yield from _string("msgid_plural", entry.plural, mark)
        for index, form in enumerate(entry.strings):
            yield from _string(f"msgstr[{index}]", form, mark)
    else:
        yield from _string("msgstr", entry.strings[0], mark)


def _comment(line: str) -> str:
    return f"# {line}" if line else "#"


def _place(place: str) -> str:
    """Return a reference; a file name with spaces stands between isolates, as gettext has it."""
    if not (" " in place or "\t" in place) or "\u2068" in place:
        return place
    file, colon, number = place.rpartition(":")
    if not (colon and number.isascii() and number.isdigit()):
        return f"\u2068{place}\u2069"
    return f"\u2068{file}\u2069:{number}"


def quoted(text: str) -> str:
    """Return a text as a PO string on one line."""
    return f'"{text.translate(_ESCAPES)}"'


def _string(keyword: str, text: str, prefix: str) -> Iterator[str]:
    """Yield a string on one line, or each of its lines on one of their own below an empty string, as gettext does."""
    *lines, last = text.split("\n")
    parts = [f"{part}\n" for part in lines] + ([last] if last else [])
    if len(parts) <= 1:
        yield f"{prefix}{keyword} {quoted(text)}"
        return
    yield f'{prefix}{keyword} ""'
    yield from (f"{prefix}{quoted(part)}" for part in parts)
