"""Templates, style sheets and vendored files together: what no single page can show."""

import gzip
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from django.template import Context, Template
from django.template.loader import get_template
from django.test import RequestFactory

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted(path.relative_to(ROOT / "templates") for path in (ROOT / "templates").rglob("*.html"))
TOKENS = (ROOT / "static/tokens.css").read_text()
STYLES = [ROOT / "static" / name for name in ("tokens.css", "app.css", "print.css", "map.css")]
FIRST_LOAD = 100_000
"""What the first page may weigh in all, compressed, in bytes: a village office reads it over a slow line."""


def block(selector: str) -> dict[str, str]:
    """Return the variables that the first rule of `selector` in tokens.css sets."""
    found = re.search(re.escape(selector) + r"\s*\{(.*?)\}", TOKENS, re.DOTALL)
    assert found, f"tokens.css has no rule for {selector}"
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", found.group(1)))


def luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2) of #rgb or #rrggbb."""
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", [str(path) for path in TEMPLATES])
def test_each_template_can_be_read(name):
    assert get_template(name) is not None


@pytest.mark.parametrize(
    "name", [str(path) for path in TEMPLATES if not path.name.startswith("_") and path.name != "base.html"]
)
def test_each_page_stands_in_the_base_layout_under_its_own_title(name):
    text = (ROOT / "templates" / name).read_text()

    assert re.match(r'\{% extends "', text)
    assert "{% block title %}" in text or name == "error.html"


def test_no_label_of_one_page_names_two_things():
    doubled = {}
    for path in TEMPLATES:
        ids = re.findall(r'\bid="([\w-]+)"', (ROOT / "templates" / path).read_text())
        doubled |= {str(path): one for one in ids if ids.count(one) > 1}

    assert doubled == {}


def test_dark_by_choice_and_dark_by_system_are_the_same():
    assert block('[data-bs-theme="dark"]') == block(":root:not([data-bs-theme])")


@pytest.mark.parametrize(("selector", "darkens"), [(":root", True), ('[data-bs-theme="dark"]', False)])
def test_bands_keep_their_order_without_colour_vision(selector, darkens):
    shades = [luminance(block(selector)[f"--band-{number}"]) for number in (1, 2, 3, 4)]

    assert shades == sorted(shades, reverse=darkens)
    assert min(abs(one - other) for one, other in pairwise(shades)) > 0.05


@pytest.mark.parametrize("selector", [":root", '[data-bs-theme="dark"]'])
@pytest.mark.parametrize(
    ("ink", "paper", "least"),
    [
        ("--text", "--ground", 7), ("--text", "--panel", 7), ("--muted", "--panel", 4.5), ("--muted", "--ground", 4.5),
        ("--brand", "--panel", 4.5), ("--brand", "--ground", 4.5), ("--on-brand", "--brand", 4.5),
        ("--accent", "--panel", 4.5), ("--accent", "--ground", 4.5), ("--bad", "--panel", 4.5),
        ("--sample-text", "--sample", 4.5), ("--on-topbar", "--topbar", 4.5), ("--line-strong", "--panel", 3),
        *[(f"--on-band-{number}", f"--band-{number}", 4.5) for number in range(5)],
        ("--focus", "--ground", 3), ("--focus", "--panel", 3),
    ],
)  # fmt: skip
def test_ink_stands_out_from_paper(selector, ink, paper, least):
    colours = block(selector)

    assert contrast(colours[ink], colours[paper]) >= least


def test_style_sheets_take_every_colour_from_the_tokens():
    for path in STYLES[1:]:
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(", path.read_text()) == [], path.name


def test_style_sheets_use_only_tokens_that_exist():
    known = set(re.findall(r"(--[\w-]+):", TOKENS))
    for path in STYLES:
        text = path.read_text()
        used = set(re.findall(r"var\((--[\w-]+)", text)) - set(re.findall(r"(--[\w-]+):", text))
        assert {name for name in used if not name.startswith("--bs-")} <= known, path.name


def test_every_icon_that_a_template_shows_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/icons.svg").read_text()))
    shown = {
        name
        for path in TEMPLATES
        for name in re.findall(r'\{% icon "([\w-]+)"', (ROOT / "templates" / path).read_text())
    }

    assert shown - drawn == set()


def test_the_first_page_weighs_little(client, db):
    page = client.get("/").content
    loaded = re.findall(r'(?:href|src)="/static/([^"#]+)', page.decode())

    weight = len(gzip.compress(page)) + sum(
        len(gzip.compress((ROOT / "static" / name).read_bytes())) for name in set(loaded)
    )

    assert "vendor/bootstrap/bootstrap.min.css" in loaded
    assert weight < FIRST_LOAD


def test_a_page_for_who_is_signed_in_has_a_way_out_and_a_token_for_it(client, sari):
    client.force_login(sari)

    text = client.get("/metode/").content.decode()

    assert re.search(r'<form action="/keluar/" method="post">\s*<input type="hidden" name="csrfmiddlewaretoken"', text)
    assert "Sari" in text


def test_the_link_of_the_page_at_hand_is_marked(client, db):
    text = client.get("/metode/").content.decode()

    assert re.findall(r'<a href="([^"]+)" aria-current="page"', text) == ["/metode/"]


def test_a_path_of_regions_links_all_but_the_last(places):
    path = Template('{% include "_crumbs.html" with path=path here="Paser" %}')

    text = path.render(Context({"path": [places["ID"], places["64"]], "request": RequestFactory().get("/")}))

    assert re.findall(r'href="([^"]+)"', text) == ["/wilayah/ID/", "/wilayah/64/"]
    assert '<span aria-current="page">Paser</span>' in text


def test_key_numbers_link_to_their_origin_where_there_is_one():
    strip = Template('{% include "_kpis.html" %}')
    kpis = [
        {"label": "UCJ", "number": "90,43 %", "note": "dari target", "href": "/angka/x/"},
        {"label": "Desa", "number": "139", "note": "", "href": ""},
    ]

    text = strip.render(Context({"kpis": kpis}))

    assert '<a href="/angka/x/">90,43 %</a>' in text
    assert '<dd class="kpi-number">139</dd>' in text
    assert text.count("kpi-note") == 1


def test_vendored_files_are_those_of_the_manifest():
    run = subprocess.run(
        [sys.executable, ROOT / "fixtures/make_vendor.py", "--check"], capture_output=True, text=True, check=False
    )

    assert (run.returncode, run.stdout.strip()) == (0, "static/vendor/ is as the manifest says.")
