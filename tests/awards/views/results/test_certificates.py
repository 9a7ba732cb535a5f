"""Certificates and letters: for winners and entrants of a public result, with a code that leads to its page."""

import importlib

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from accounts.abilities import Role
from awards.actions.results.closing import close_round
from awards.models import Publication, ResultRow
from awards.templatetags.results import qr_code
from coverage.views.printing import STYLES
from tests.awards.closings import a_judged_round
from tests.awards.rows import criteria_for
from tests.factories import a_person


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu, time_machine, at):
    time_machine.move_to(at, tick=False)
    made = a_judged_round(edition, places, citra, [ayu, bayu])
    made.category.winners = 2
    made.category.save()
    return made


@pytest.fixture
def result(judged_round, citra, at):
    return close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)


@pytest.fixture
def published(result, citra, admin, at):
    return Publication.objects.create(
        result=result, sk_number="1", sk_on=at.date(), asked_by=citra, asked_at=at, approved_by=admin, approved_at=at
    )


def asked(user, result, kind, entry):
    client = Client()
    client.force_login(user)
    return client.get(f"/penghargaan/hasil/{result.pk}/{kind}/{entry.pk}.pdf")


def test_a_winner_has_a_certificate_and_each_entrant_a_letter(judged_round, result, published, citra):
    first, _second, third = judged_round.entries

    assert asked(citra, result, "piagam", first).content.startswith(b"%PDF")
    assert asked(citra, result, "surat", third).content.startswith(b"%PDF")
    assert asked(citra, result, "piagam", third).status_code == 404


def test_before_publication_there_is_neither(judged_round, result, citra):
    for kind in ("piagam", "surat"):
        assert asked(citra, result, kind, judged_round.entries[0]).status_code == 404


def test_a_version_that_another_has_replaced_gives_no_certificate(judged_round, result, published, citra, admin, at):
    first = judged_round.entries[0]
    criteria_for(judged_round.round, judged_round.category, citra)
    second = close_round(
        round_=judged_round.round, category=judged_round.category, by=citra, at=at, reason="Bobot diperbaiki"
    )
    assert asked(citra, result, "piagam", first).status_code == 200

    Publication.objects.create(
        result=second, sk_number="2", sk_on=at.date(), asked_by=citra, asked_at=at, approved_by=admin, approved_at=at
    )

    assert asked(citra, result, "piagam", first).status_code == 404
    assert asked(citra, second, "piagam", first).status_code == 200
    sheet = Client()
    sheet.force_login(citra)
    assert "piagam" not in sheet.get(f"/penghargaan/hasil/{result.pk}/lembar/{first.pk}/").content.decode()


def test_only_the_own_region_and_the_secretariat_get_them(judged_round, result, published, places, ayu, stranger):
    first = judged_round.entries[0]
    head, other = (a_person(f"kepala{code}", Role.HEAD, places[code]) for code in ("64.01", "64.08"))

    assert [asked(user, result, "surat", first).status_code for user in (head, other, stranger, ayu)] == [
        200, 404, 404, 403,
    ]  # fmt: skip


def test_the_code_is_one_path_of_squares_with_a_quiet_border_and_the_address_below(settings):
    drawn = qr_code("http://127.0.0.1:8000/penghargaan/hasil/1/")

    assert 29 + 8 >= drawn["size"] >= 21 + 8
    assert drawn["path"].startswith("M4 4h1v1h-1z")  # the corner of the first finder stands behind four light squares
    assert "/penghargaan/hasil/1/" in render_to_string("awards/results/_qr.html", drawn)


@pytest.mark.parametrize("name", ["Kabupaten Paser", "Pemerintah Desa Persiapan Sungai Payang Ilir " * 4])
@pytest.mark.parametrize("template", ["certificate", "letter"])
def test_papers_have_a_line_to_sign_and_stand_on_one_page_whatever_the_name(result, published, name, template):
    row = ResultRow.objects.filter(result=result).first()
    row.name = name
    told = {"row": row, "result": result, "round": result.round, "publication": published, "address": "https://x"}

    html = render_to_string(f"awards/results/paper/{template}.html", told)

    weasyprint = importlib.import_module("weasyprint")
    styles = [weasyprint.CSS(string=(settings.BASE_DIR / "static" / sheet).read_text()) for sheet in STYLES]
    assert "sign-line" in html
    assert len(weasyprint.HTML(string=html).render(stylesheets=styles).pages) == 1
