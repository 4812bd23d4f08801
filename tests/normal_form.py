"""HTML of a page as text that a person can read and compare: one element or run of text on a line.

Keeps tags with their class, id, lang, dir, alt and src, and the text. Drops the head, whose roles are colours.
"""

from __future__ import annotations

from html.parser import HTMLParser

KEPT = ("id", "class", "lang", "dir", "src", "alt")
VOID = {"img", "br", "meta", "link", "hr", "col"}
INLINE = {"strong", "em", "bdi", "span", "br"}


class _Normaliser(HTMLParser):
    """Collects the lines of the body."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._depth = 0
        self._in_head = False
        self._run = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "head":
            self._in_head = True
        if self._in_head:
            return
        given = dict(attrs)
        shown = "".join(f' {name}="{given[name]}"' for name in KEPT if given.get(name))
        if tag in INLINE:
            self._run += f"<{tag}{shown}>"
            return
        self.close_run()
        self._write(f"<{tag}{shown}>")
        if tag not in VOID:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "head":
            self._in_head = False
            return
        if self._in_head or tag in VOID:
            return
        if tag in INLINE:
            self._run += f"</{tag}>"
            return
        self.close_run()
        self._depth -= 1

    def handle_data(self, data: str) -> None:
        if not self._in_head:
            self._run += data

    def close_run(self) -> None:
        """Write the text collected so far on a line of its own."""
        run, self._run = " ".join(self._run.split()), ""
        if run:
            self._write(run)

    def _write(self, text: str) -> None:
        self.lines.append("  " * self._depth + text)


def normal_form(html: str) -> str:
    """Return the normal form of a page's HTML."""
    normaliser = _Normaliser()
    normaliser.feed(html)
    normaliser.close_run()
    return "\n".join(normaliser.lines) + "\n"
