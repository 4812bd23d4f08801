"""The registry of rules: every rule id once, with its title, its severity and whether a profile may lower it.

Rules over texts and pages come from their tuples in `check`; the table below names what the other stages write into
findings. Owns what may never be lowered, and why. Pure, and no stage asks it: profiles and reports do.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.check import PAGE_RULES, TEXT_RULES, PairRule
from generator.check.printed import PRINTED_RULES
from generator.findings import Severity

#: Where the page of a rule stands, in this repository.
RULE_PAGES = "docs/rules"


class Stage(enum.Enum):
    """What tries a rule: one of the stages, one of the kinds of rule that `check` has, or another command."""

    LOAD = "load"
    TRANSLATE = "translate"
    COMPOSE = "compose"
    TEXT = "text"
    PAIR = "pair"
    RENDER = "render"
    PAGE = "page"
    RELEASE = "release"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule; `severity` is that of its gravest finding, `guarded` says why no profile may lower it, or is empty."""

    id: str
    title: str
    severity: Severity = Severity.ERROR
    stage: Stage
    guarded: str = ""
    has_page: bool = True

    @property
    def page(self) -> str | None:
        """Return the path of the rule's page in this repository, None where it has none."""
        return f"{RULE_PAGES}/{self.id}.md" if self.has_page else None


#: Errors that a profile may lower all the same: no word of the page is wrong, lost or unreadable through them.
_LOWERABLE = {
    "page-count": "an office may print more sheets",
    "page-size": "an office may print on other paper",
    "print-file": "who prints flat pages needs no imposed file",
    "picture-coarse": "a coarse picture changes no word",
    "logo-resolution": "a coarse logo changes no word",
    **dict.fromkeys((
        "press-bleed", "press-boxes", "press-colour", "press-document", "press-font", "press-ink", "press-intent",
    ), "a print shop may want something else; a copy that fails is never named press"),
}

#: Rules below an error that no profile may lower either.
_GUARDED = {
    "source-copied": "English that was left standing is unreadable to the person whom the page is for",
    "warning-signs-missing": "the reader must find when to call",
    "warning-signs-place": "the reader must find when to call in time",
}

_ERROR_REASON = "what it finds can mislead a patient, or keeps the text from being read as it was signed"

#: Pages of rules outside the tuples of `check`, in the order of the index.
_WITH_PAGE = (
    "profile-rule", "catalog-syntax", "catalog-language", "catalog-plurals", "translation-missing", "translation-fuzzy",
    "template-words", "brand-contrast", "brand-signal", "brand-font", "brand-font-letters", "brand-font-weight",
    "logo-cleaned", "logo-large", "logo-resolution", "logo-small",
    "sign-off-file", "sign-off-missing", "sign-off-unready", "sign-off-future", "sign-off-key",
    "review-missing", "review-overdue", "releases-file", "release-code-taken", "release-pseudo-locale",
)

_TITLES: Mapping[Stage, Mapping[str, str]] = {
    Stage.LOAD: {
        "project-file": "handouts.toml can be read and says what the project consists of.",
        "profile-rule": "A profile that lowers what guards safety, or names no rule, would hide a fault.",
        "template-file": "Templates, stylesheets and icons can be read.",
        "format-file": "format.toml says what a format consists of.",
        "format-stylesheet": "A format has its stylesheet.",
        "format-unknown": "A handout names formats that exist.",
        "outline-regions": "A handout's outline fills the regions of the format.",
        "outline-section": "A handout's outline names its sections.",
        "handout-file": "A handout can be read.",
        "handout-front-matter": "The front matter says what the handout is.",
        "handout-markdown": "A handout is written in the Markdown that pages can print.",
        "facts-file": "facts.toml can be read.",
        "fact-message": "A fact names messages of the handout.",
        "image-outside": "A drawing or a logo lies in its own folder.",
        "image-kind": "A drawing is an SVG, a logo an SVG or a PNG, and not only by its name.",
        "image-missing": "A drawing or a logo is there.",
        "image-file": "A drawing or a logo can be read.",
        "image-unsafe": "A drawing or a logo holds no text, no pixels and no reference to anything outside itself.",
        "brand-file": "brand.toml says who gives out the pages.",
        "brand-emergency": "A brand names an emergency number of its country, known or confirmed.",
        "brand-urgent": "A brand's number for urgent advice is a short number of its country, known or confirmed.",
        "brand-text-missing": "What a brand says is there in all of its languages.",
        "brand-local": "A box of local text has a format that prints it, and no other box there.",
        "brand-clinical": "A brand does not reword, forbid or dose: it leaves the clinical text alone.",
        "brand-contacts-left-out": "A format prints as many contacts as it has room for.",
        "brand-font": "A damaged font prints wrong letters, and one without leave to embed is a breach of its licence.",
        "brand-font-weight": "A bold that is not bold hides what it should show.",
        "logo-cleaned": "What is printed is the logo, and not what its file brings along.",
        "logo-large": "A picture of 200 million pixels takes all memory, and says no more than a small one.",
        "logo-resolution": "A logo from a web site is sharp on a screen and made of squares on paper.",
        "logo-small": "The name in a logo that is printed too small cannot be read.",
        "brand-language": "A brand offers languages that the project has.",
        "country-file": "A country's file can be read.",
        "country-words": "A country has words for its services in each language.",
        "country-number": "A country's words name numbers that the brand has.",
        "glossary-file": "A glossary can be read.",
        "catalog-file": "A catalog can be read.",
        "catalog-syntax": "A file that gettext repairs in silence can lose a digit.",
        "catalog-language": "A file in the wrong folder prints one language as another.",
        "catalog-plurals": "A wrong plural rule picks the wrong form.",
        "sign-off-file": "The ledger of signatures can be read.",
        "font-missing": "Every face has its font file.",
        "press-profile": "The profile of the press can be read and is one for four inks.",
        "font-different": "The font files are those that the pages were judged with.",
    },
    Stage.TRANSLATE: {
        "translation-missing": "There is no silent English.",
        "translation-fuzzy": "A translation whose source has changed may say what was true before.",
    },
    Stage.COMPOSE: {
        "placeholder-unknown": "A placeholder is filled by the brand or the country.",
        "brand-contrast": "A brand's colours are for everybody, and pale words are gone for weak eyes.",
        "brand-signal": "A title in the red of the emergency panel makes the alarm one red box of two.",
        "brand-font-letters": "A letter that a font lacks is printed in another face, in the middle of a word.",
        "text-unset": "A page sets every message of its regions.",
        "template": "A template can be set.",
        "template-words": "Words of a template that are no message are translated and signed by nobody.",
    },
    Stage.RENDER: {
        "address-refused": "A page reads its own assets and nothing else.",
        "engine-message": "The engine has nothing to say.",
        "font-foreign": "A page is set in our fonts.",
        "glyph-missing": "Every letter has its glyph.",
        "image-overflow": "A drawing stays in its frame.",
        "page-collision": "Letters do not overlap.",
        "page-overflow": "No text lies outside the paper.",
        "page-shifted": "A side keeps to its page.",
        "panel-torn": "A panel of warning signs is whole on its page.",
        "render-failed": "A page can be rendered.",
        "text-lost": "No text is lost between the template and the page.",
        "text-overflow": "No text leaves its box.",
        "text-shortened": "A crowded side leaves out what the text marks as optional.",
        "type-too-small": "No type is below the format's least.",
    },
    Stage.PAGE: {
        "press-bleed": "A colour that ends at the edge leaves a white line where the cut is a hair off.",
        "press-boxes": "A press needs to know where the page is cut.",
        "press-colour": "A colour of the screen prints as the machine pleases.",
        "press-document": "A print shop's software takes a file that says what it is.",
        "press-font": "A font that is not in the file is replaced.",
        "press-ink": "Too much ink does not dry.",
        "press-intent": "Inks have a colour on one press only.",
        "press-picture": "A coarse picture is made of squares on paper.",
    },
    Stage.RELEASE: {
        "release-code-taken": "A print code stands for one text for ever.",
        "releases-file": "The list of what was released can be read.",
        "release-pseudo-locale": "A generated language is not released.",
        "review-missing": "A handout that is released has been reviewed.",
        "review-overdue": "A handout that is released is in date.",
        "sign-off-future": "A signature is not dated in the future.",
        "sign-off-key": "A signature is made with a key that may sign.",
        "sign-off-missing": "What is released is signed by every role that has to.",
        "sign-off-unready": "What is signed is complete.",
    },
    Stage.OTHER: {
        "file-damaged": "A damaged file may lack words.",
        "file-draft": "A draft is not handed out.",
        "file-outdated": "What is handed out says what the clinic says today.",
        "file-overdue": "What is handed out is in date.",
        "file-unknown": "A file that is handed out says which handout it is.",
        "file-unlisted": "What is out stands in the list of what is out.",
        "file-unread": "A file that is handed out can be read.",
        "file-withdrawn": "What was called back is not handed out.",
        "imposition-file": "A PDF that is imposed can be read to its end.",
        "imposition-pages": "A scheme has the pages that it folds.",
        "imposition-paper": "A paper that is folded has a thickness.",
        "imposition-sheet": "Pages fit on the sheet, and together.",
        "specimen-stylesheet": "The specimen has its stylesheet.",
        "spreadsheet-cell": "A cell of a spreadsheet can be taken over.",
        "spreadsheet-conflict": "A spreadsheet does not undo what changed since its export.",
        "spreadsheet-file": "A spreadsheet can be read.",
        "spreadsheet-missing": "A spreadsheet that comes back has the rows that went out.",
        "spreadsheet-row": "A row of a spreadsheet names a message.",
        "spreadsheet-source": "A row of a spreadsheet has the present source text.",
    },
}
_SEVERITIES = {
    "brand-font-weight": Severity.WARNING,
    "file-draft": Severity.WARNING,
    "font-different": Severity.WARNING, "page-shifted": Severity.WARNING, "spreadsheet-missing": Severity.WARNING,
    "press-picture": Severity.WARNING, "text-shortened": Severity.NOTE, "brand-urgent": Severity.WARNING,
    "brand-contacts-left-out": Severity.NOTE, "logo-cleaned": Severity.NOTE, "logo-small": Severity.WARNING,
}


def _stage_rules() -> Iterator[Rule]:
    for stage, titles in _TITLES.items():
        for name, title in titles.items():
            severity = _SEVERITIES.get(name, Severity.ERROR)
            yield Rule(id=name, title=title, severity=severity, stage=stage, guarded=_reason(name, severity),
                       has_page=name in _WITH_PAGE)


def _check_rules() -> Iterator[Rule]:
    stages = [(rule, Stage.PAIR if isinstance(rule, PairRule) else Stage.TEXT) for rule in TEXT_RULES]
    for rule, stage in (*stages, *((rule, Stage.PAGE) for rule in (*PAGE_RULES, *PRINTED_RULES))):
        yield Rule(id=rule.id, title=rule.why, severity=rule.severity, stage=stage,
                   guarded=_reason(rule.id, rule.severity))


def _reason(name: str, severity: Severity) -> str:
    """Return why no profile may lower a rule; an error is guarded unless the list above lets it go."""
    if name in _LOWERABLE:
        return ""
    return _GUARDED.get(name, _ERROR_REASON if severity is Severity.ERROR else "")


def _registry() -> Mapping[str, Rule]:
    stage_rules = {rule.id: rule for rule in _stage_rules()}
    ordered = [stage_rules.pop(name) for name in _WITH_PAGE]
    return {rule.id: rule for rule in (*ordered, *_check_rules(), *stage_rules.values())}


#: Every rule by its id: first those with a page, in the order of the index docs/rules/README.md.
RULES: Mapping[str, Rule] = _registry()
