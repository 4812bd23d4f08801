"""The Jinja2 environment: the only importer of jinja2.

Undefined names are errors, text is escaped, and the words of the templates are gettext messages, trimmed in
extraction and in setting alike.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from generator.findings import Finding
from generator.load.catalog import Catalog
from generator.load.templates import TEMPLATE_FOLDER, template_path

RULE = "template"
#: The templates by name, with their texts and where each is written.
Sources = tuple[tuple[str, str, str], ...]
#: The language in which the words of the templates are written, as it marks what is not translated.
SOURCE_TAG = "EN"


class TemplateFaultError(Exception):
    """A template cannot be used; carries the finding that names its file and line."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding))
        self.finding = finding


#: The catalog of the page that is being set: one environment, compiled once, serves all languages.
_words: ContextVar[Catalog | None] = ContextVar("words", default=None)


class Templates:
    """The project's templates in one language."""

    def __init__(self, sources: Mapping[str, str], *, words: Catalog | None) -> None:
        self._environment = _environment(_told(sources))
        self._words = words

    def say(self, words: Callable[..., Markup], *arguments: object) -> Markup:
        """Call a template's macro with the words of this language, while a template of another one is filled."""
        token = _words.set(self._words)
        try:
            return words(*arguments)
        finally:
            _words.reset(token)

    def fill(self, name: str, **context: object) -> Markup:
        """Return the template filled with `context`; TemplateFaultError names the file and line of what is wrong."""
        token = _words.set(self._words)
        try:
            return Markup(self._environment.get_template(name).render(**context))  # noqa: S704 (autoescape is on)
        except TemplateSyntaxError as error:
            raise _fault(error.filename or f"{TEMPLATE_FOLDER}/{name}", error.lineno, error.message) from error
        except RecursionError as error:
            raise _endless(*_place(error, name)) from error
        except (TemplateError, TypeError, AttributeError, ValueError, IndexError, ArithmeticError) as error:
            raise _fault(*_place(error, name), str(error)) from error
        finally:
            _words.reset(token)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateMessage:
    """A gettext message of a template: its text, its plural where it has one, and where it stands."""

    template: str
    path: str
    line: int
    text: str
    plural: str = ""


def template_messages(sources: Mapping[str, str]) -> tuple[TemplateMessage, ...]:
    """Return every gettext message of the templates, in the order of files and lines."""
    return _messages(_told(sources))


def _told(sources: Mapping[str, str]) -> Sources:
    """Return the templates as what the environment is made of: name, text and where the text is written."""
    return tuple((name, text, template_path(sources, name)) for name, text in sources.items())


@lru_cache(maxsize=4)
def _messages(sources: Sources) -> tuple[TemplateMessage, ...]:
    environment, messages = _environment(sources), []
    for name, source, path in sources:
        try:
            for line, _function, found in environment.extract_translations(source):  # type: ignore[attr-defined]
                texts = [text for text in (found if isinstance(found, tuple) else (found,)) if text]
                if texts:
                    messages.append(TemplateMessage(
                        template=name, path=path, line=line, text=texts[0], plural="".join(texts[1:2])
                    ))
        except TemplateSyntaxError as error:
            raise _fault(path, error.lineno, error.message) from error
    return tuple(messages)


def word_faults(sources: Mapping[str, str], words: Catalog) -> Iterator[Finding]:
    """Yield a finding for each word of the templates that has no translation that may be printed."""
    if not words.readable:
        return  # its own findings stop the language
    for text in sorted({message.text for message in template_messages(sources)}):
        entry = words.entries.get(("", text))
        if entry is None or not entry.usable:
            yield Finding(
                rule="translation-fuzzy" if entry and entry.fuzzy else "translation-missing",
                path=words.path, line=entry.line if entry else None, language=words.language,
                message=f"the template words {text!r} have no reviewed translation.",
                action="Translate them in this file, without the mark fuzzy.",
            )


@lru_cache(maxsize=4)
def _environment(sources: Sources) -> Environment:
    texts = {name: (text, path) for name, text, path in sources}
    environment = Environment(
        # With a file name for each text, a fault in it has its line.
        loader=FunctionLoader(lambda name: (*texts[name], None) if name in texts else None),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        _look_up, _look_up_plural, newstyle=True
    )
    return environment


def _look_up(text: str) -> str:
    words = _words.get()
    entry = words.entries.get(("", text)) if words else None
    if words is None or (entry and entry.usable and entry.text):
        return entry.text if entry else text
    # Printed only where a build is allowed to be incomplete: never silent English.
    return f"[{SOURCE_TAG}] {text}"


def _look_up_plural(text: str, plural: str, number: int) -> str:
    """Return the form that stands with `number` in the page's language (gettext's plural forms, CLDR)."""
    words = _words.get()
    entry = words.entries.get(("", text)) if words else None
    if words and entry and entry.usable and entry.plural:
        return entry.plural[words.plural_form(number)]
    form = text if number == 1 else plural
    return form if words is None else f"[{SOURCE_TAG}] {form}"


def _place(error: BaseException, name: str) -> tuple[str, int | None]:
    """Return the innermost template and line of an error: Jinja2 puts them into the traceback as file and line."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename.endswith(".html"):
            return frame.filename, frame.lineno
    return f"{TEMPLATE_FOLDER}/{name}", None


def _endless(path: str, line: int | None) -> TemplateFaultError:
    return TemplateFaultError(Finding(
        rule=RULE, path=path, line=line, message="the template takes itself in, without an end.",
        action='To build on the shipped one, write its name with the prefix: {% extends "shipped/…" %}.',
    ))


def _fault(path: str, line: int | None, message: str | None) -> TemplateFaultError:
    return TemplateFaultError(Finding(
        rule=RULE, path=path, line=line, message=f"the template cannot be set: {message}.",
        action="Correct the name or the tag; ARCHITECTURE.md lists what a template may use.",
    ))
