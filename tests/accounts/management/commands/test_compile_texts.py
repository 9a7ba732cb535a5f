"""The command that compiles the texts of other languages."""

import gettext

import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def catalogue(settings, tmp_path):
    source = tmp_path / "en" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    settings.LOCALE_PATHS = [tmp_path]
    return source


def test_the_command_writes_what_is_read_beside_what_was_written(catalogue, capsys):
    catalogue.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Cari"\nmsgstr "Search"\n'
    )

    call_command("compile_texts")

    with catalogue.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Cari") == "Search"
    assert "1 texts" in capsys.readouterr().out


def test_a_catalogue_that_cannot_be_read_is_named_with_its_line_and_nothing_is_written(catalogue):
    catalogue.write_text("nonsense\n")

    with pytest.raises(CommandError, match=r"django\.po: line 1 is not understood"):
        call_command("compile_texts")

    assert not catalogue.with_suffix(".mo").exists()
