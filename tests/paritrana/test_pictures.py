"""Pictures: words stay inside their width whatever their length, and letters that cannot be drawn are not swallowed."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from paritrana.pictures import BEYOND_ASCII, Bar, Text, laid_out, plain, png_of, typeface

AT = (10, 20)


def a_text(words: str, **more) -> Text:
    return Text(words, AT, **({"width": 300, "largest": 60, "smallest": 20, "colour": "#000"} | more))


def test_short_words_are_as_large_as_allowed_and_long_ones_smaller():
    [short], [long] = laid_out(a_text("Paser")), laid_out(a_text("Kepulauan Siau Tagulandang"))

    assert short.size == 60
    assert 20 <= long.size < 60
    assert long.words == "Kepulauan Siau Tagulandang"


def test_what_fits_in_no_size_ends_with_an_ellipsis():
    [line] = laid_out(a_text("Kampuang Tanjuang Koto Mambang Sungai Durian Padang"))

    assert line.words.endswith("…")
    assert line.size == 20


@settings(max_examples=60)
@given(
    words=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=120),
    blanks=st.integers(0, 12),
    lines=st.integers(1, 3),
    is_bold=st.booleans(),
)
def test_no_line_reaches_beyond_its_width(words, blanks, lines, is_bold):
    step = max(1, len(words) // (blanks + 1))
    parted = " ".join(words[start : start + step] for start in range(0, len(words), step))

    found = laid_out(a_text(parted, lines=lines, is_bold=is_bold))

    assert 1 <= len(found) <= lines
    assert all(line.box[2] - line.box[0] <= 300 for line in found)
    assert [line.box[1] for line in found] == sorted({line.box[1] for line in found})


def test_ink_stays_within_the_box_of_the_line():
    text = a_text("Wyjg Agape (j)", is_bold=True)
    [line] = laid_out(text)

    drawn = Image.open(BytesIO(png_of((400, 200), "#fff", [text]))).convert("L").point(lambda shade: 255 - shade)

    left, top, right, bottom = drawn.getbbox()
    assert line.box[0] <= left
    assert line.box[1] <= top
    assert right <= line.box[2]
    assert bottom <= line.box[3]


def test_accents_are_left_out_and_unknown_letters_refused():
    assert plain("Désa\N{NO-BREAK SPACE}Ñame’s") == "Desa Name’s"
    assert plain("Koto–Baru — 1") == "Koto-Baru - 1"
    assert plain("ꦗꦮ") is None
    assert plain("Desa Ж") is None
    assert plain("90,43\N{NO-BREAK SPACE}%") == "90,43 %"


@pytest.mark.parametrize("sign", [*map(chr, range(33, 127)), *BEYOND_ASCII])
def test_the_typeface_has_each_sign_that_is_let_through(sign):
    missing = typeface(40).getmask("\N{SNOWMAN}")

    assert bytes(typeface(40).getmask(sign)) != bytes(missing)


def test_the_same_shapes_give_the_same_bytes_of_the_size_that_was_asked():
    shapes = [Bar((0, 0, 40, 10), "#084a42"), a_text("Paser")]

    written = png_of((400, 100), "#fff", shapes)

    assert written == png_of((400, 100), "#fff", shapes)
    picture = Image.open(BytesIO(written))
    assert (picture.format, picture.size) == ("PNG", (400, 100))
    assert picture.getpixel((39, 9)) == (8, 74, 66)
    assert picture.getpixel((40, 10)) == (255, 255, 255)
