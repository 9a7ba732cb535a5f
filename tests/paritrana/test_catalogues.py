"""Catalogues: what translators write is what the portal says, with every number in its place."""

import gettext
import io
from pathlib import Path

import pytest
from django.conf import settings

from paritrana.catalogues import UnreadableCatalogue, compiled, placeholders, texts_in

SOURCES = sorted(Path(folder) for place in settings.LOCALE_PATHS for folder in Path(place).glob("*/LC_MESSAGES/*.po"))
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def read(source: Path) -> dict[str, str]:
    return texts_in(source.read_text(encoding="utf-8"))


def test_english_is_there():
    assert [source.parts[-3] for source in SOURCES] == ["en"]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parts[-3])
def test_what_is_read_at_run_time_is_what_was_written(source):
    assert source.with_suffix(".mo").read_bytes() == compiled(read(source)), "run manage.py compile_texts"


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parts[-3])
def test_every_text_is_translated_and_leaves_open_what_the_original_leaves_open(source):
    texts = read(source)
    del texts[""]

    assert [msgid for msgid, msgstr in texts.items() if not msgstr.strip()] == []
    assert [msgid for msgid, msgstr in texts.items() if placeholders(msgid) != placeholders(msgstr)] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parts[-3])
def test_a_percent_sign_is_doubled_where_the_original_doubles_it(source):
    def left_over(text: str) -> str:
        for known in ("%%", *placeholders(text)):
            text = text.replace(known, "")
        return text

    texts = read(source)

    assert [msgid for msgid, msgstr in texts.items() if "%" in left_over(msgstr)] == []
    assert [msgid for msgid, msgstr in texts.items() if ("%%" in msgid) != ("%%" in msgstr)] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.parts[-3])
def test_markup_is_never_brought_in_by_a_translation(source):
    assert [msgid for msgid, msgstr in read(source).items() if {"<", ">"} & set(msgstr) - set(msgid)] == []


def test_a_compiled_catalogue_is_read_by_the_standard_library():
    texts = texts_in(
        HEAD + '\n# a note\nmsgid "Cari"\nmsgstr "Search"\n\nmsgid ""\n"dua "\n"baris"\nmsgstr "two “lines”"\n'
    )

    found = gettext.GNUTranslations(io.BytesIO(compiled(texts)))

    assert [found.gettext(msgid) for msgid in ("Cari", "dua baris", "lain")] == ["Search", "two “lines”", "lain"]


@pytest.mark.parametrize(
    ("po", "told"),
    [
        ('msgid "a"\nmsgid_plural "b"\n', "line 2 is not understood"),
        ('msgctxt "x"\nmsgid "a"\nmsgstr "b"\n', "line 1 is not understood"),
        ('#, fuzzy\nmsgid "a"\nmsgstr "b"\n', "line 1 is not understood"),
        ('msgid "a"\nmsgstr "b\n', "line 2 is not understood"),
        ('"a"\n', "line 1 is not understood"),
        ('msgid "a"\nmsgstr "b"\nmsgid "a"\nmsgstr "c"\n', "stands twice: a"),
    ],
)
def test_what_this_project_does_not_use_is_refused(po, told):
    with pytest.raises(UnreadableCatalogue, match=told):
        texts_in(po)
