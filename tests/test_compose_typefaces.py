"""How each script is set."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from generator.compose.typefaces import direction_of, faces_for, script_of, setting_for
from generator.fonts import ARABIC, CHINESE_SIMPLIFIED, FACES, LATIN

TEMPLATES = Path(__file__).parents[1] / "templates"
SCRIPTS = {
    "Latn": ("en", "es", "pt-BR", "fr", "pl", "ro", "tr", "vi", "so", "sw", "ht", "tl", "sr-Latn", "en-XA", "ar-XB"),
    "Arab": ("ar", "fa", "ps", "ckb"),
    "Aran": ("ur", "ks", "pa-PK"),
    "Hans": ("zh", "zh-Hans"),
    "Hant": ("zh-Hant", "zh-TW"),
    "Hebr": ("he",),
    "Cyrl": ("ru", "uk"),
    "Deva": ("hi", "ne"),
    "Beng": ("bn",), "Guru": ("pa",), "Gujr": ("gu",), "Taml": ("ta",), "Ethi": ("am", "ti"), "Thai": ("th",),
    "Laoo": ("lo",), "Khmr": ("km",), "Mymr": ("my",), "Jpan": ("ja",), "Kore": ("ko",),
}


@pytest.mark.parametrize(("language", "script"), [
    (language, script) for script, languages in SCRIPTS.items() for language in languages
])
def test_script(language: str, script: str) -> None:
    assert script_of(language) == script


@pytest.mark.parametrize(("language", "direction"), [
    ("ar", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("ps", "rtl"), ("ckb", "rtl"), ("he", "rtl"),
    ("en", "ltr"), ("zh-Hans", "ltr"), ("es", "ltr"), ("hi", "ltr"), ("am", "ltr"),
])
def test_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction


def test_faces_follow_the_script_and_latin_is_always_there() -> None:
    assert faces_for("es") == faces_for("ru") == faces_for("vi") == LATIN
    assert faces_for("ar") == (*LATIN, *ARABIC)
    assert faces_for("zh-Hans") == (*LATIN, *CHINESE_SIMPLIFIED)
    assert not {face.family for face in faces_for("hi")} & {face.family for face in (*ARABIC, *CHINESE_SIMPLIFIED)}


#: A sentence of each language, with the letters that its neighbours in the script lack.
SENTENCES = {
    "en": "Rest, then move again.",
    "es": "¿Le duele la espalda? ¡Muévase!",
    "fr": "Où avez-vous mal ? « Là ! »",
    "pt-BR": "Não é grave: a dor vai passar.",
    "pl": "Zażółć gęślą jaźń – ból mija.",
    "so": "Dhabarka ayaa i xanuunaya.",
    "vi": "Hãy nghỉ ngơi và vận động nhẹ mỗi ngày.",
    "ru": "Боль в спине скоро пройдёт – №1.",
    "uk": "Біль у спині мине: їжте, ґвалт, є.",
    "el": "Ο πόνος στη μέση περνά.",
    "ro": "Durerea de spate trece: ș, ț.",
    "tr": "Sırt ağrısı geçer; İyi günler.",
    "de": "Rückenschmerzen vergehen, größtenteils.",
    "sw": "Maumivu ya mgongo.",
    "ht": "Doulè nan do ap pase: è, ò.",
    "tl": "Mawawala ang sakit ng likod.",
    "ar": "ألم الظهر سيزول بإذن الله.",
    "fa": "کمردرد برطرف می‌شود؛ گچ پژ.",
    "ur": "کمر کا درد ٹھیک ہو جائے گا۔ ڑ ے ں",
    "ps": "د ملا درد به ښه شي: ټ ځ څ ډ ړ ږ ڼ ۍ.",
    "ckb": "ئازاری پشت چاک دەبێت: ڕ ۆ ێ ڵ.",
    "he": "כאב הגב יחלוף.",
    "hi": "पीठ का दर्द ठीक हो जाएगा।",
    "ne": "ढाडको दुखाइ निको हुन्छ।",
    "mr": "पाठदुखी बरी होईल ळ ऱ्य.",
    "bn": "পিঠের ব্যথা সেরে যাবে।",
    "gu": "પીઠનો દુખાવો મટી જશે.",
    "pa": "ਪਿੱਠ ਦਾ ਦਰਦ ਠੀਕ ਹੋ ਜਾਵੇਗਾ।",
    "or": "ପିଠି ଯନ୍ତ୍ରଣା ଭଲ ହୋଇଯିବ।",
    "ta": "முதுகு வலி குணமாகும்.",
    "te": "నడుము నొప్పి తగ్గుతుంది.",
    "kn": "ಬೆನ್ನು ನೋವು ಕಡಿಮೆಯಾಗುತ್ತದೆ.",
    "ml": "നടുവേദന മാറും ൽ ൻ ർ.",
    "si": "කොන්දේ වේදනාව සුව වේ. ක්‍ර",
    "th": "อาการปวดหลังจะหายไป",
    "lo": "ອາການເຈັບຫຼັງຈະຫາຍໄປ",
    "km": "ការឈឺខ្នងនឹងបាត់ទៅវិញ។",
    "my": "ခါးနာခြင်း ပျောက်ကင်းမည်။",
    "bo": "རྐེད་པའི་ན་ཟུག་དྲག་ཡོང་།",
    "am": "የጀርባ ህመም ይድናል።",
    "ti": "ቃንዛ ሕቖ ይሓዊ እዩ።",
    "ka": "ზურგის ტკივილი გაივლის.",
    "hy": "Մեջքի ցավը կանցնի։",
    "dv": "ބުރަކަށީގެ ތަދު ފިލާނެ",
    "zh-Hans": "腰痛会好转，请多休息。",
    "zh-Hant": "腰痛會好轉，請多休息。",
    "ja": "腰の痛みはよくなります。",
    "ko": "허리 통증은 나아집니다.",
}


@cache
def characters(file: str, postscript_name: str | None) -> frozenset[int]:
    if postscript_name is None:
        with TTFont(next(Path("/usr/share/fonts").rglob(file)), lazy=True) as font:
            return frozenset(font.getBestCmap())
    with TTCollection(next(Path("/usr/share/fonts").rglob(file)), lazy=True) as fonts:
        font = next(font for font in fonts if font["name"].getDebugName(6) == postscript_name)
        return frozenset(font.getBestCmap())


def families(css: str) -> list[str]:
    return [name.strip(' "') for name in css.split(",")]


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("headings", ["serif", "sans"])
def test_every_letter_of_a_language_is_in_the_faces_of_its_setting(language: str, headings: str) -> None:
    """In every weight of the text and in the headings: a letter must not change its face in a bold word."""
    setting = setting_for(language, headings=headings, arabic_body="naskh")
    wanted = {ord(letter) for letter in SENTENCES[language]} - {ord(" ")}
    joiners = {0x200B, 0x200C, 0x200D}
    for css, weights in ((setting.body, (400, 700)), (setting.heading, (setting.heading_weight,))):
        for weight in weights:
            named = [face for face in faces_for(language) if face.family in families(css)]
            best = [min((face for face in named if face.family == family), key=lambda face: abs(face.weight - weight))
                    for family in families(css)]
            covered = frozenset().union(*(characters(face.file, face.postscript_name) for face in best))
            assert wanted - joiners <= covered, [chr(letter) for letter in wanted - covered]


@pytest.mark.parametrize("language", SENTENCES)
@pytest.mark.parametrize("headings", ["serif", "sans"])
@pytest.mark.parametrize("arabic_body", ["naskh", "sans"])
def test_a_setting_names_only_faces_of_its_script(language: str, headings: str, arabic_body: str) -> None:
    setting = setting_for(language, headings=headings, arabic_body=arabic_body)
    ours = {(face.family, face.weight) for face in faces_for(language)}
    assert {*families(setting.body), *families(setting.heading)} <= {family for family, _weight in ours}
    assert (families(setting.heading)[0], setting.heading_weight) in ours, "the weight of headings would be another"


#: What Noto has no further weights of; the nearest weight is taken, nothing is emboldened.
FEW_WEIGHTS = {"Handout Nastaliq", "Handout Sans Orya", "Handout Naskh", "Handout Sans Arabic",
               "Handout Sans SC", "Handout Sans TC", "Handout Sans JP", "Handout Sans KR"}


@pytest.mark.parametrize("language", SENTENCES)
def test_the_text_has_the_weights_that_the_stylesheets_ask_for(language: str) -> None:
    sheets = "".join(file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.css"))
    asked = {int(weight) for weight in re.findall(r"font-weight: (\d+)", sheets)} | {400}
    assert asked == {400, 500, 600, 700, 800, 900}, "900 is the number of the poster, which is always Latin"
    family = families(setting_for(language, headings="sans", arabic_body="naskh").body)[0]
    weights = {face.weight for face in faces_for(language) if face.family == family}
    if family in FEW_WEIGHTS:
        assert weights >= {400, 700} or family == "Handout Sans Arabic"
    else:
        assert weights >= asked - {900}
    assert {face.weight for face in LATIN if face.family == "Handout Sans"} >= asked


@pytest.mark.parametrize(("language", "least"), [("hi", 1.5), ("vi", 1.45), ("ur", 1.9), ("ar", 1.5), ("zh-Hans", 1.5)])
def test_stacked_marks_have_room(language: str, least: float) -> None:
    assert setting_for(language, headings="serif", arabic_body="naskh").leading >= least


def test_a_language_may_need_more_room_than_its_script() -> None:
    vietnamese, spanish = (setting_for(language, headings="sans", arabic_body="naskh") for language in ("vi", "es"))
    assert vietnamese.body == spanish.body
    assert vietnamese.leading > spanish.leading
    assert vietnamese.heading_leading > spanish.heading_leading


def test_an_unknown_script_is_set_in_latin_and_its_letters_are_found_missing() -> None:
    assert faces_for("chr") == LATIN
    assert setting_for("chr", headings="sans", arabic_body="naskh").body == '"Handout Sans"'


def test_a_brands_feeling_changes_headings_only() -> None:
    for language in ("en", "ar", "zh-Hans"):
        serif, sans = (setting_for(language, headings=kind, arabic_body="naskh") for kind in ("serif", "sans"))
        assert serif.heading != sans.heading
        assert serif.body == sans.body


def test_custom_properties_are_complete() -> None:
    properties = setting_for("ar", headings="serif", arabic_body="naskh").custom_properties()
    assert properties["--script-size"] == "1.125"
    assert properties["--body-family"] == '"Handout Naskh", "Handout Sans"'
    assert all(properties.values())


def test_families_are_private() -> None:
    assert all(face.family.startswith("Handout ") for face in FACES)
