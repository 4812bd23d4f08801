"""A complete project that is small enough to build in a second: one handout, two languages, two brands, one format.

Tests change single words of its files and build it through the command line.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.cli import main

COMMAND = Path(sys.executable).with_name("handouts")
#: Commands that render nothing.
QUICK = frozenset({"plan", "brand", "new", "messages", "sign-off", "audit", "withdraw", "scorecard", "templates",
                   "impose", "identify"})

HANDOUT = """\
---
title: Drink water
summary: How much, and when to ask.
audience: Everybody.
code: DW
version: "1.0"
drafted: 2026-01-02
next-review: 2027-01-02
reading-grade: 4
document-type: Patient information
cover:
  image: images/cup.svg
  alternative: A cup of water
outline:
  sheet:
    body: [drink, ask]
sources:
  - short: Nobody 2026
    full: Nobody N. Water. 2026
---

{#drink}
## Drink

{#drink-daily .critical}
Drink 6 cups of water each day.

{#ask .tier-1}
## Ask

- Ask **{care_team}** when you are thirsty.
- In danger call {emergency_number}.
"""

FACTS = """\
[facts.drink]
why = "Nobody may be told not to drink."
messages = ["drink-daily"]

[facts.drink.patterns.en]
must = '\\bdrink 6\\b'
must-not = "do not drink"

[facts.drink.patterns.es]
must = '\\bbeba 6\\b'
must-not = "no beba"
"""

CUP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30" data-mirror="yes">'
    '<path d="M5 5h20v20h-20z" fill="#e8894f" stroke="#22313f"/></svg>\n'
)

HEADER = """\
msgid ""
msgstr ""
"Language: es\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""

SPANISH = HEADER + """
msgctxt "front-matter"
msgid "Drink water"
msgstr "Beba agua"

msgctxt "front-matter"
msgid "How much, and when to ask."
msgstr "Cuánta, y cuándo preguntar."

msgctxt "front-matter"
msgid "Patient information"
msgstr "Información para pacientes"

msgctxt "front-matter"
msgid "A cup of water"
msgstr "Una taza de agua"

msgctxt "drink"
msgid "Drink"
msgstr "Beba"

msgctxt "drink"
msgid "Drink 6 cups of water each day."
msgstr "Beba 6 tazas de agua al día."

msgctxt "ask"
msgid "Ask"
msgstr "Pregunte"

msgctxt "ask"
msgid "Ask **{care_team}** when you are thirsty."
msgstr "Pregunte a **{care_team}** si tiene sed."

msgctxt "ask"
msgid "In danger call {emergency_number}."
msgstr "En peligro llame al {emergency_number}."
"""

SPANISH_WORDS = HEADER + """
msgid "Draft: not yet reviewed by a clinician"
msgstr "Borrador, sin revisar"

msgid "Page %(page)s"
msgstr "Página %(page)s"
"""

COUNTRY = """\
[words.en]
emergency_department = "A&E"
urgent_contact = "your clinic"
care_team = "your GP"
medicine_advice = "a pharmacist"
physiotherapist = "physiotherapist"
caesarean = "caesarean"
fever_temperature = "38 °C"

[words.es]
emergency_department = "Urgencias"
urgent_contact = "su clínica"
care_team = "su médico"
medicine_advice = "un farmacéutico"
physiotherapist = "fisioterapeuta"
caesarean = "cesárea"
fever_temperature = "38 °C"
"""

BRAND = """\
name = "{name}"
code = "{code}"
country = "GB"
paper = "A4"
languages = ["en", "es"]
web = "https://{folder}.example/{{handout}}/{{language}}"

[colour]
brand = "{colour}"

[numbers]
emergency = "999"

[logo]
file = "logo.svg"

[[contacts]]
phone = "{phone}"

[contacts.label]
en = "Questions"
es = "Preguntas"
"""

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 15">'
    '<circle cx="7" cy="7" r="6" fill="#336699"/></svg>\n'
)

FORMAT = """\
code = "SH"
pages = 1
regions = ["body"]
minimum-type-size = 9

[paper.A4]
width = 105
height = 148

[paper.Letter]
width = 100
height = 150

[[fitting]]
name = "roomy"
properties = { gap = "6mm", size = "14pt" }

[[fitting]]
name = "tight"
properties = { gap = "2mm", size = "11pt" }
"""

TEMPLATE = """\
<!DOCTYPE html>
<html lang="{{ language }}" dir="{{ direction }}">
<head>
<meta charset="utf-8">
<title>{{ plain(document.title) }}</title>
<style>
@page { size: {{ page_width }}mm {{ page_height }}mm }
:root {
  --page-height: {{ page_height }}mm;
{% for name, value in roles.items() %}
  {{ name }}: {{ value|safe }};
{% endfor %}
}
</style>
</head>
<body>
<section class="side" id="side-1">
{% if not released %}<p class="draft">{% trans %}Draft: not yet reviewed by a clinician{% endtrans %}</p>{% endif %}
<div class="flow">
<h1>{{ inline(document.title) }}</h1>
<img class="cover" src="asset:{{ document.cover.image }}" alt="{{ plain(document.cover.alternative) }}">
{% for section in regions["body"] %}
<h2>{{ inline(section.heading) }}</h2>
{% for block in section.blocks %}
{% if block.kind == "list" %}
<ul>{% for item in block.items %}<li>{{ inline(item.message) }}</li>{% endfor %}</ul>
{% else %}
<p>{{ inline(block.message) }}</p>
{% endif %}
{% endfor %}
{% endfor %}
</div>
<div class="anchored">
<div class="logo">{{ slots["logo"] }}</div>
{{ slots["contacts"] }}
<p>{{ _("Page %(page)s", page=1) }} {{ slots["print-code"] }}</p>
</div>
</section>
</body>
</html>
"""

STYLESHEET = """\
* { box-sizing: border-box; margin: 0; padding: 0 }
@page { margin: 8mm }
html { font-family: var(--body-family); line-height: 1.3; color: #1d1d1b }
h1, h2 { font-family: var(--heading-family); color: var(--heading) }
.side { position: relative; height: calc(var(--page-height) - 16.1mm); font-size: var(--size) }
.flow > * { margin-top: var(--gap) }
.cover { display: block; width: 16mm; height: 12mm }
ul { list-style: none }
.anchored { position: absolute; bottom: 0; inset-inline: 0; font-size: 9pt; height: 20mm }
.logo img { display: block; width: 20mm; height: 5mm }
"""

FILES: Mapping[str, str] = {
    "handouts.toml": (
        '[project]\nname = "Tiny"\nsource-language = "en"\nlanguages = ["en", "es"]\n'
        'formats = ["sheet"]\nbrands = ["mill", "oak"]\n'
    ),
    "content/handouts/water/handout.md": HANDOUT,
    "content/handouts/water/facts.toml": FACTS,
    "content/handouts/water/images/cup.svg": CUP,
    "content/countries/GB.toml": COUNTRY,
    "content/brands/mill/brand.toml": BRAND.format(
        name="The Mill", code="MI", folder="mill", colour="#0b6b6b", phone="+442079460958"
    ),
    "content/brands/mill/logo.svg": LOGO,
    "content/brands/oak/brand.toml": BRAND.format(
        name="The Oak", code="OAK", folder="oak", colour="#4f46a5", phone="+442079460123"
    ),
    "content/brands/oak/logo.svg": LOGO,
    "locales/es/LC_MESSAGES/water.po": SPANISH,
    "locales/es/LC_MESSAGES/templates.po": SPANISH_WORDS,
    "templates/sheet/format.toml": FORMAT,
    "templates/sheet/sheet.html": TEMPLATE,
    "templates/sheet/sheet.css": STYLESHEET,
    "templates/shared/base.css": "/* nothing is shared */\n",
    "templates/shared/slots/logo.html":
        '<img src="asset:logo.svg" alt="{{ imprint.name }}" style="width: {{ 5 * imprint.logo.ratio }}mm">\n',
    "templates/shared/slots/contacts.html":
        "{% for contact in imprint.contacts %}<p>{{ contact.label }} {{ isolated(contact.phone) }}</p>{% endfor %}\n",
    "templates/shared/slots/partners.html":
        '{% for one in imprint.partners %}<img src="asset:{{ one.asset }}" alt="{{ one.name }}">{% endfor %}\n',
    "templates/shared/slots/print-code.html": "{{ isolated(imprint.print_code) }}\n",
}

JOBS = ("water/en/sheet/mill", "water/en/sheet/oak", "water/es/sheet/mill", "water/es/sheet/oak")
SPANISH_JOBS, OAK_JOBS = JOBS[2:], JOBS[1::2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run of the command gave."""

    status: int
    out: str
    err: str

    def data(self) -> dict[str, list[dict[str, object]]]:
        """Return what `--json` printed: all of stdout is one JSON value."""
        return json.loads(self.out)  # type: ignore[no-any-return]  # what the command prints

    def jobs_with(self, status: str) -> tuple[str, ...]:
        """Return the ids of the jobs that `build --json` reports as rendered, reused or failed."""
        return tuple(str(job["id"]) for job in self.data()["jobs"] if job["status"] == status)

    def rules(self) -> set[str]:
        """Return the ids of the rules that `--json` names, of jobs and of content."""
        return {str(finding["rule"]) for finding in self.findings()}

    def places(self) -> set[str]:
        """Return `path:line`, or `path`, of what `--json` tells."""
        return {":".join(str(found[key]) for key in ("path", "line") if key in found) for found in self.findings()}

    def findings(self) -> list[dict[str, object]]:
        """Return all findings of `--json`, those of jobs too."""
        data = self.data()
        return [*data["findings"], *(finding for job in data.get("jobs", ()) for finding in _of(job))]


def _of(job: Mapping[str, object]) -> list[dict[str, object]]:
    return job.get("findings", [])  # type: ignore[return-value]  # a list of findings as data


def handouts(*arguments: str, cwd: Path, **environment: str) -> Run:
    """Run the installed command in a folder; nothing that a user does may print a traceback.

    What renders nothing runs in this process, with the same words and statuses: half a second saved, hundreds of times.
    """
    renders = arguments[:2] in {("brand", "sheet"), ("brand", "compare")}
    if not environment and not renders and (arguments[0] in QUICK or "--no-pages" in arguments):
        return _run_here(arguments, cwd)
    done = subprocess.run(
        [COMMAND, *arguments], cwd=cwd, env={**os.environ, **environment}, capture_output=True, check=False,
        timeout=900, encoding="utf-8",
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Run(status=done.returncode, out=done.stdout, err=done.stderr)


def _run_here(arguments: tuple[str, ...], cwd: Path) -> Run:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _stream in range(2))
    before, sys.argv = sys.argv, [str(COMMAND), *arguments]
    try:
        with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as ended:
        out_text, err_text = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
        return Run(status=int(ended.code or 0), out=out_text, err=err_text)
    finally:
        sys.argv = before
    fault = "the command ends with a status"
    raise AssertionError(fault)


@dataclass(frozen=True, slots=True, kw_only=True)
class TinyClinic:
    """The project's folder, and what tests do with it."""

    root: Path

    def change(self, path: str, old: str, new: str) -> None:
        """Replace `old`, which stands there once, in one of the files."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def run(self, *arguments: str) -> Run:
        """Run `handouts` in the project."""
        return handouts(*arguments, cwd=self.root)

    def build(self, *arguments: str) -> Run:
        """Run `handouts build --json` in the project, in one process unless told otherwise."""
        return self.run("build", "--json", *(arguments or ("--jobs", "1")))

    def manifest(self, output: str = "output") -> dict[str, list[dict[str, object]]]:
        """Return the manifest as data."""
        text = (self.root / output / "manifest.json").read_text(encoding="utf-8")
        return json.loads(text)  # type: ignore[no-any-return]  # what the build wrote

    def published(self, output: str = "output") -> dict[str, bytes]:
        """Return every published file by its path."""
        folder = self.root / output
        return {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in sorted(folder.rglob("*")) if file.is_file()
        }


def tiny_clinic(folder: Path) -> TinyClinic:
    """Write the project into a folder and return it."""
    for path, text in FILES.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return TinyClinic(root=folder)
