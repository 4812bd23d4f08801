"""The last step over a page's HTML: every run set right, no tag or attribute touched."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.typography import typeset


def in_arabic(body: str) -> str:
    start, end = '<html lang="ar" dir="rtl"><body>', "</body></html>"
    page = typeset(f"{start}{body}{end}")
    assert page.startswith(start)
    assert page.endswith(end)
    return page.removeprefix(start).removesuffix(end)


def ltr(text: str) -> str:
    return f'<bdi dir="ltr">{text}</bdi>'


@pytest.mark.parametrize(("body", "expected"), [
    ("<p>ق 999 ق</p>", f"<p>ق {ltr('999')} ق</p>"),
    ("<p>ق <strong>999</strong></p>", f"<p>ق <strong>{ltr('999')}</strong></p>"),
    ("<p><strong>500</strong> mg ق</p>", f"<p>{ltr('<strong>500</strong> mg')} ق</p>"),
    ("<p>ق 500 <strong>mg</strong> ق</p>", f"<p>ق {ltr('500 <strong>mg</strong>')} ق</p>"),
    ("<p>24<strong>-48 ق</strong></p>", f"<p>{ltr('24')}<strong>{ltr('-48')} ق</strong></p>"),
    (f"<p>ق {ltr('020 7946')} ق</p>", f"<p>ق {ltr('020 7946')} ق</p>"),
    ("<p>Women&#39;s &amp; ق</p>", "<p>" + ltr("Women's") + " &amp; ق</p>"),
    ("<p>&lt;5 ق</p>", f"<p>{ltr('&lt;5')} ق</p>"),
    ('<img src="asset:a1.svg" alt="2 cups">', '<img src="asset:a1.svg" alt="2 cups">'),
    ("<style>p { margin: 1mm }</style>", "<style>p { margin: 1mm }</style>"),
    ("<title>2 cups</title>", "<title>2 cups</title>"),
    ('<p dir="ltr">Take 2</p><p>2</p>', f'<p dir="ltr">Take 2</p><p>{ltr("2")}</p>'),
    ("<p>1<br>2</p>", f"<p>{ltr('1')}<br>{ltr('2')}</p>"),
    ("<td>1</td><td>2</td>", f"<td>{ltr('1')}</td><td>{ltr('2')}</td>"),
])
def test_in_a_right_to_left_page(body: str, expected: str) -> None:
    assert in_arabic(body) == expected


def test_a_left_to_right_page_is_left_as_it_is() -> None:
    page = '<!DOCTYPE html>\n<html lang="en" dir="ltr"><p>Take 500 mg : a &quot;dose&quot; &#39;now&#39;</p></html>'
    assert typeset(page) == page


def test_right_to_left_text_in_a_left_to_right_page() -> None:
    page = '<html lang="en" dir="ltr"><p>Take 2</p><p lang="ar" dir="rtl">خذ 2</p><p>Take 3</p></html>'
    assert typeset(page) == page.replace("خذ 2", f"خذ {ltr('2')}")


def test_each_language_has_its_own_rules() -> None:
    page = '<html lang="fr"><p>Oui !</p><p lang="en">Yes !</p><p>« <strong>Non</strong> »</p></html>'
    assert typeset(page) == page.replace("Oui !", "Oui\u00a0!").replace("« ", "«\u00a0").replace(" »", "\u00a0»")


def test_a_french_space_inside_a_bold_run() -> None:
    assert typeset('<p lang="fr">«<strong> oui</strong> »</p>') == '<p lang="fr">«<strong>\u00a0oui</strong>\u00a0»</p>'


def test_words_that_a_bold_run_parts_are_read_as_one_text() -> None:
    assert typeset('<p lang="km">អ្នក<strong>ឈឺខ្នង</strong>ខ្លាំង</p>') == (
        '<p lang="km">អ្នក\u200b<strong>ឈឺខ្នង\u200b</strong>ខ្លាំង</p>'
    )


letters = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
TAG = re.compile("<[^>]*>")


@given(st.lists(letters, max_size=5), st.sampled_from(["ar", "fr", "km", "en"]))
def test_no_letter_is_lost_and_tags_stay_balanced(texts: list[str], language: str) -> None:
    direction = "rtl" if language == "ar" else "ltr"
    body = "<strong>".join(html.escape(text) for text in texts) + "</strong>" * max(0, len(texts) - 1)
    page = typeset(f'<p lang="{language}" dir="{direction}">{body}</p>')
    shown = html.unescape(TAG.sub("", page))
    assert "".join(shown.replace("\u200b", "").split()) == "".join("".join(texts).replace("\u200b", "").split())
    opened: list[str] = []
    for tag in TAG.findall(page):
        name = tag.strip("</>").split()[0]
        if not tag.startswith("</"):
            opened.append(name)
        else:
            assert opened.pop() == name
    assert opened == []
