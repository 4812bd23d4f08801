"""Realistic accidents: what somebody does to the project by mistake, and the rule that has to catch it.

Each is a change of one file of a copy in which English and Arabic are signed for Riverside. `rule` is one of those
that must speak; `printed` accidents show on the finished page only, `signed` ones in a signed text only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import segno

TEXT = "content/handouts/back-pain-after-birth/handout.md"
IMAGES = "content/handouts/back-pain-after-birth/images"
LEDGER = "content/handouts/back-pain-after-birth/sign-off.toml"
RIVERSIDE = "content/brands/riverside/brand.toml"
GB = "content/countries/GB.toml"
LEAFLET = "templates/leaflet/leaflet.css"
SHEET = "templates/leaflet/leaflet.html"
#: The modules of a code that leads to another handout, 41 to the side with its quiet zone.
OTHER_CODE = re.sub("</?svg[^>]*>", "", segno.make(
    "https://riverside.example/other-handout/en", error="m", version=4
).svg_inline(border=4))


def po(language: str, domain: str = "back-pain-after-birth") -> str:
    """Return the path of a catalog."""
    return f"locales/{language}/LC_MESSAGES/{domain}.po"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """One accident: in `path`, `old` becomes `new`; the job `language`/`format` is built to see whether it shows."""

    name: str
    path: str
    old: str
    new: str
    rule: str
    language: str = "ar"
    format: str = "leaflet"
    printed: bool = False
    signed: bool = False

    @property
    def job(self) -> str:
        """Return the id of the job in which the accident shows."""
        return f"back-pain-after-birth/{self.language}/{self.format}/riverside"


def _text(name: str, language: str, old: str, new: str, rule: str, **more: bool) -> Accident:
    folder = language.replace("-", "_")
    return Accident(name=name, path=po(folder), old=old, new=new, rule=rule, language=language, **more)


def _page(name: str, path: str, old: str, new: str, rule: str, *, language: str = "en") -> Accident:
    return Accident(name=name, path=path, old=old, new=new, rule=rule, language=language, printed=True)


def _signed(
    name: str, path: str, old: str, new: str, rule: str = "sign-off-missing", *, language: str = "ar"
) -> Accident:
    return Accident(name=name, path=path, old=old, new=new, rule=rule, language=language, signed=True)


TRANSLATIONS = (
    _text("a negation added", "es", "**Doble las rodillas** al levantar", "**No doble las rodillas** al levantar",
          "fact-altered"),
    _text("a negation added in Polish", "pl", "**Proszę ugiąć kolana** przy", "**Proszę nie uginać kolan** przy",
          "fact-altered"),
    _text("a negation added in Chinese", "zh-Hans", "提东西时请**弯曲膝盖**", "提东西时请**不要弯曲膝盖**",
          "fact-altered"),
    _text("a negation added in Russian", "ru", "**Сгибайте колени**, когда", "**Не сгибайте колени**, когда",
          "fact-altered"),
    _text("a negation lost", "es", "No duerma sobre ella.", "Duerma sobre ella.", "negation-lost"),
    _text("a negation lost in Chinese", "zh-Hans", "**小便排不出来**", "**小便排得出来**", "negation-lost"),
    _text("one of two negations lost in Arabic", "ar", "أو لا تشعرين بخروج البول", "أو تشعرين بخروج البول",
          "negation-lost"),
    _text('"new" dropped', "es", "**Adormecimiento nuevo entre las piernas**", "**Adormecimiento entre las piernas**",
          "fact-altered"),
    _text('"new" dropped in Russian', "ru", "Новое **онемение между ног**", "**Онемение между ног**", "fact-altered"),
    _text("ask before becomes use", "es", "**Pregunte antes de usar** cualquier", "**Puede usar** cualquier",
          "fact-altered"),
    _text("1 in 3 becomes 1 in 8", "es", "**Cerca de 1 de cada 3** madres", "**Cerca de 1 de cada 8** madres",
          "number-altered"),
    _text("a digit added in Chinese", "zh-Hans", "**每3位妈妈中约有1位**", "**每3位妈妈中约有12位**",
          "number-altered"),
    Accident(name="38 becomes 83 in a country's words for French", path=GB, rule="number-altered", language="fr",
             old='"césarienne"\nfever_temperature = "38', new='"césarienne"\nfever_temperature = "83'),
    _text("a digit lost in Arabic", "ar", "**نحو 1 من كل 3** أمهات", "**نحو واحدة من كل** أمهات", "number-altered"),
    _text("a number typed over the placeholder", "es", "Llame ya al {emergency_number}", "Llame ya al 911",
          "placeholder-altered"),
    _text("a placeholder lost", "pl", "pod {emergency_number} lub", "pod numer alarmowy lub", "placeholder-altered"),
    _text("a placeholder mistyped", "es", "de {fever_temperature} o más, aun", "de {fever_temprature} o más, aun",
          "placeholder-altered"),
    _text("a translation pasted into the wrong message", "es",
          'msgstr "**No puede orinar**, o no siente cuando orina"',
          'msgstr "**Fiebre** de {fever_temperature} o más, aun sin otros síntomas"', "placeholder-altered"),
    _text("the bold mark of a sign lost", "pl", "**Nie może Pani oddać moczu** lub", "Nie może Pani oddać moczu lub",
          "marks-altered"),
    _text("half a bold mark lost", "es", "**No puede orinar**, o", "**No puede orinar, o", "marks-altered"),
    _text("a sentence left in English", "pl", "Czy to przez zastrzyk w plecy?", "Was it the needle?", "source-copied"),
    _text("a Latin letter in a Russian word", "ru", "**Сгибайте колени**, когда", "**Сгибайте кoлени**, когда",
          "script-mixed"),
    _text("an invisible control in Arabic", "ar", "**شائع**.", "**شائع\u202e**.", "bidi-control-hidden"),
    _text("a word of the black list", "es", "parche para el dolor. Es", "yeso para el dolor. Es", "term-forbidden"),
    _text("a broken quote", "es", 'msgstr "¿Fue por la inyección?"', 'msgstr "¿Fue por la inyección?',
          "catalog-syntax"),
    _text("a translation emptied", "pl", 'msgstr "Czy to przez zastrzyk w plecy?"', 'msgstr ""', "translation-missing"),
    _text("a file of another language", "es", '"Language: es\\n"', '"Language: pt\\n"', "catalog-language"),
    _text("stray spaces", "es", 'msgstr "¿Fue por la inyección?"', 'msgstr " ¿Fue por la inyección? "',
          "space-altered"),
)

SOURCES = (
    Accident(name="a changed source without an update", path=TEXT, old="**Chest pain** or trouble breathing",
             new="**Chest pain**, or you cannot breathe well", rule="translation-missing"),
    Accident(name="a promise", path=TEXT, old="**Warmth** may ease pain for a short time.",
             new="**Warmth** will cure the pain.", rule="promise-made", language="en"),
    Accident(name="a dose", path=TEXT, old="**Warmth** may ease pain for a short time.",
             new="Take 500 mg of paracetamol.", rule="dose-given", language="en"),
    Accident(name="blame", path=TEXT, old="**Warmth** may ease pain for a short time.",
             new="You should have rested more.", rule="blame-put", language="en"),
    Accident(name="a misspelt placeholder", path=TEXT, old="Call {emergency_number} or go", rule="inline-unsupported",
             new="Call {Emergency number} or go", language="en"),
    Accident(name="the warning signs taken from the leaflet", path=TEXT, old="    emergency: [emergency, today]",
             new="    emergency: [today]", rule="warning-signs-missing", language="en"),
    Accident(name="a section that does not exist", path=TEXT, old="    foot: [soon]", new="    foot: [sooner]",
             rule="outline-section", language="en"),
    Accident(name="a drawing without words", path=TEXT, rule="alternative-missing", language="en",
             old="![Woman squats with bent knees and a straight back, holding a box close](images/squat-lift.svg)\n\n"
                 "{#bend-knees .critical}",
             new="![](images/squat-lift.svg)\n\n{#bend-knees .critical}"),
    Accident(name="a picture from elsewhere", path=TEXT, old="  image: images/cover.svg", rule="image-outside",
             new="  image: ../../../etc/cover.svg", language="en"),
    Accident(name="text inside a drawing", path=f"{IMAGES}/squat-lift.svg", old="</svg>", rule="image-unsafe",
             new='<text x="9" y="9">Bend</text></svg>', language="en"),
    Accident(name="a red cross in a logo", path="content/brands/riverside/logo.svg", old="</svg>",
             new='<path fill="#e00" d="M0 -1h1v-1h1v1h1v1h-1v1h-1v-1h-1z"/></svg>', rule="emblem-protected"),
    Accident(name="a next review before the draft", path=TEXT, old="next-review: ", new="next-review: 1999-01-01 # ",
             rule="review-misdated", language="en"),
)

SIGNATURES = (
    _signed("a comma moved behind the signatures", po("ar"), "**شائع**.", "**شائع**،."),
    _signed("38 becomes 83 in the words of the country", GB, "38 °C", "83 °C", language="en"),
    _signed("a word of the pages changed", po("ar", "templates"),
            'msgid "Sources"\nmsgstr "', 'msgid "Sources"\nmsgstr "ال'),
    _signed("a drawing exchanged", f"{IMAGES}/squat-lift.svg", "<svg ", '<svg data-of="another" '),
    _signed("a figure exchanged in the text", TEXT, "](images/squat-lift.svg)\n\n{#bend-knees .critical}",
            "](images/cushion.svg)\n\n{#bend-knees .critical}", language="en"),
    _signed("a sign made optional", TEXT, "{#cannot-pee .critical}", "{#cannot-pee .critical .optional}",
            language="en"),
    _signed("a sign kept to the booklet", TEXT, "{#cannot-pee .critical}", '{#cannot-pee .critical formats="booklet"}',
            language="en"),
    _signed("a region that prints another section", TEXT, "key-points: [key-points]", "key-points: [worries]",
            language="en"),
    _signed("a contact's label changed", RIVERSIDE, "وحدة الأمومة، ليلًا ونهارًا", "وحدة الأمومة، نهارًا"),
    _signed("a name changed in the ledger", LEDGER, 'name = "D. Clinician"', 'name = "E. Clinician"', "sign-off-file"),
    _signed("a date changed in the ledger", LEDGER, "\ndate = 20", "\ndate = 19", "sign-off-file"),
    _signed("a merge left unfinished", LEDGER, "[[signatures]]", "<<<<<<< HEAD\n[[signatures]]", "sign-off-file"),
    _signed("the next review put off", TEXT, "next-review: 20", "next-review: 21"),
    _signed("the review forgotten", TEXT, "reviewed: 20", "reviewed: # 20", "review-missing"),
    _signed("an expired review", TEXT, "next-review: ", "next-review: 2020-01-01 # ", "review-overdue"),
)

PAGES = (
    Accident(name="an emergency number of another country", path=RIVERSIDE, old='emergency = "999"',
             new='emergency = "911"', rule="brand-emergency", language="en"),
    _page("a telephone number typed into the words of the country", GB, 'emergency_department = "A&E"',
          'emergency_department = "A&E (911)"', "emergency-foreign"),
    _page("a code that no camera reads", LEAFLET, "",
          ".qr-tile img { width: 3mm !important; height: 3mm !important }\n",
          "code-wrong"),
    _page("a QR code of another handout pasted over a drawing", f"{IMAGES}/squat-lift.svg", "</svg>",
          f'<g transform="translate(22 0) scale(3.2)"><path fill="#fff" d="M0 0h41v41H0z"/>{OTHER_CODE}</g></svg>',
          "code-wrong"),
    _page("grey text", LEAFLET, "", ".flow li { color: #b5b5b5 !important }\n", "contrast-low"),
    _page("tiny text", LEAFLET, "", ".flow li { font-size: 6pt !important }\n", "type-small"),
    _page("the draft line hidden", LEAFLET, "", ".draft-line { visibility: hidden }\n", "draft-line-wrong"),
    Accident(name="a sentence typed into a template", path=SHEET, old="<div ", new="<p>Take two tablets.</p><div ",
             rule="template-words"),
    Accident(name="a sentence typed into a stylesheet", path=LEAFLET, old="", rule="template-words",
             new='.flow::before { content: "Take two tablets." }\n'),
    _page("a sign dropped by a condition of a template", "templates/shared/blocks.html",
          "{{ inline(item.message) }}</li>", "{% set words = inline(item.message) %}{% if loop.index != 2 %}{{ words }}"
          "{% endif %}</li>", "text-altered"),
    _page("a filter that cuts sentences short", "templates/shared/blocks.html",
          "{{ inline(item.message) }}</li>", "{{ inline(item.message)[:40] }}</li>", "text-altered"),
    _page("the draft line made white", LEAFLET, "", ".draft-line, .draft-line * { color: #fff !important }\n",
          "contrast-low"),
    _page("the draft line made tiny", LEAFLET, "", ".draft-line, .draft-line * { font-size: 1pt !important }\n",
          "type-small"),
    _page("the draft line moved off the paper", LEAFLET, "", ".draft-line { margin-top: -60mm !important }\n",
          "outside-page"),
    _page("the print code lost", "templates/shared/slots/print-code.html",
          "isolated(imprint.print_code)", 'isolated("")', "print-code-missing"),
    _page("the draft line taken from the template", "templates/shared/base.html", "{% if not released %}",
          "{% if false %}", "draft-line-wrong"),
    _page("centred text", LEAFLET, "", "p, li { text-align: center !important }\n", "text-unaligned"),
    _page("a white box over the emergency box", LEAFLET, "",
          ".slot-logo { position: absolute; z-index: 9; top: 150mm; left: 2mm; width: 120mm; height: 30mm; "
          "background: #fff }\n"
          ".slot-logo img { height: 1mm !important }\n",
          "text-covered"),
    _page("a drawing that lies outside the paper", LEAFLET, "", ".flow { margin-left: -30mm !important }\n",
          "outside-page"),
)

ACCIDENTS = (*TRANSLATIONS, *SOURCES, *SIGNATURES, *PAGES)
