"""What lies behind the ranking: the plenary's agenda, how easily places change, and weights tried without a trace."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.test import Client

from accounts.enums import Act
from accounts.models import AuditEntry
from awards.models import Mark
from tests.awards.closings import a_judged_round
from tests.awards.rows import a_scheme, criteria_for


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu):
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def page(judged_round):
    return f"/penghargaan/putaran/{judged_round.round.pk}/peringkat/analisis/"


def shown_to(user, page, **asked) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(page, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_raw_and_adjusted_stand_beside_each_other_and_the_look_is_noted(page, citra):
    text = shown_to(citra, page)

    adjusted = text[text.index('id="disetarakan"') :]
    assert adjusted.index("Kabupaten Paser") < adjusted.index("Kabupaten Kutai Timur") < adjusted.index("Kota Bontang")
    assert "Yang berlaku: nilai asli" in adjusted
    assert AuditEntry.objects.get(act=Act.MARKS_READ).user_name == "Citra"


def test_the_adjusted_order_counts_where_the_criteria_say_so(judged_round, page, citra):
    criteria_for(judged_round.round, judged_round.category, citra, replace(a_scheme(), adjusted=True))

    assert "Yang berlaku: nilai yang disetarakan" in shown_to(citra, page)


def test_disagreement_leads_the_agenda_and_what_moves_places_is_told(judged_round, page, citra):
    Mark.objects.filter(sheet__seat=judged_round.seats[1], sheet__entry=judged_round.entries[2]).update(points=95)

    text = shown_to(citra, page)

    agenda = text[text.index('id="agenda"') : text.index('id="mudah-berubah"')]
    assert agenda.index("Kota Bontang") < agenda.index("Kabupaten Paser")
    assert "55,00" in agenda
    assert "Kabupaten Paser di atas Kabupaten Kutai Timur dengan selisih 22,00" in text


def test_other_weights_are_tried_and_nothing_is_stored(page, citra):
    before = AuditEntry.objects.exclude(act=Act.MARKS_READ).count()
    tried = {"bobot-cakupan": "0", "bobot-regulasi": "0", "bobot-inovasi": "100"}

    text = shown_to(citra, page, **tried)

    sandbox = text[text.index('id="simulasi"') : text.index('id="disetarakan"')]
    assert "Simulasi, tidak disimpan" in sandbox
    assert sandbox.index("Kabupaten Kutai Timur") < sandbox.index("Kabupaten Paser")
    assert "Peringkat simulasi" not in shown_to(citra, page)
    assert AuditEntry.objects.exclude(act=Act.MARKS_READ).count() == before


def test_each_cell_is_named_where_rows_are_stacked_on_a_telephone(page, citra):
    text = shown_to(citra, page, **{"bobot-cakupan": "0", "bobot-regulasi": "0", "bobot-inovasi": "100"})

    cells = re.findall(r"<td\b([^>]*)>(<span class=\"(?:place|muted))?", text)

    assert len(cells) > 30
    assert [cell for cell, place in cells if not place and not re.search(r"data-label=\"[^\"]+\"|wide", cell)] == []


def test_weights_stand_in_the_sandbox_as_they_are_written_here(judged_round, page, citra):
    first, second, third = a_scheme().criteria
    halves = replace(first, weight=Decimal("49.50")), replace(second, weight=Decimal("10.5")), third
    criteria_for(judged_round.round, judged_round.category, citra, replace(a_scheme(), criteria=halves))

    text = shown_to(citra, page)

    assert "Cakupan, sekarang 49,5" in text
    assert 'value="49,5"' in text


@pytest.mark.parametrize("weight", ["-1", "abc", "", "NaN"])
def test_a_weight_that_cannot_be_is_told(page, citra, weight):
    text = shown_to(citra, page, **{"bobot-cakupan": weight, "bobot-regulasi": "1", "bobot-inovasi": "1"})

    assert "Peringkat simulasi" not in text
    assert "text-danger" in text


def test_a_round_without_categories_says_what_to_do(judged_round, page, citra):
    judged_round.round.criteria.all().delete()

    assert "Sekretariat menetapkan kriterianya dulu" in shown_to(citra, page)
