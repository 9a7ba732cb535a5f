"""The finished edition of the demonstration: judged to its end, published, contested, recomputed from its bundles."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import F

from accounts.models import AuditEntry
from awards.actions.demonstration.awards import lay_awards
from awards.actions.demonstration.results import NO_DESA
from awards.enums import EntryState
from awards.models import (
    Conflict,
    CriteriaSet,
    EntrantCategory,
    Entry,
    Evidence,
    MarkSheet,
    Objection,
    Publication,
    Result,
    ResultRow,
    Round,
    SnapshotInput,
)
from awards.queries.results.page import result_page
from awards.queries.results.published import newest_public
from awards.queries.settings.schemes import categories_of
from awards.queries.settings.zones import zones_of
from tests.awards.actions.demonstration.conftest import STARTED

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration of awards")]


def test_kaltim_has_a_public_juara_one_to_three_in_each_of_its_eight_categories(laid):
    results = newest_public(laid.round("64"), STARTED)

    places = {
        result.category.code: list(result.rows.filter(is_winner=True).order_by("rank").values_list("rank", flat=True))
        for result in results
    }
    assert [places[code] for code in places] == [[1, 2, 3]] * 8


def test_all_that_is_invented_is_marked(laid):
    assert set(Round.objects.values_list("is_sample", flat=True)) == {True}
    assert set(CriteriaSet.objects.values_list("is_example", flat=True)) == {True}
    firms = Entry.objects.filter(firm__isnull=False).values_list("firm__name", flat=True)
    assert [name for name in firms if "Contoh" not in name or not name.endswith("(contoh)")] == []
    assert Evidence.objects.exclude(title__endswith="(contoh)").count() == 0
    assert Publication.objects.exclude(sk_number__startswith="SK contoh").count() == 0


def test_what_is_asked_about_desa_does_not_apply_to_a_city_and_the_public_reads_why(laid):
    kaltim = laid.round("64")
    waived = SnapshotInput.objects.filter(entry__round=kaltim).exclude(waiver="")

    assert set(waived.values_list("entry__region__code", "criterion")) == {("64.74", "adopsi_desa")}
    [result] = [one for one in newest_public(kaltim, STARTED) if one.category.code == "pemda"]
    assert [(name, reason) for name, _criterion, reason in result_page(result, (), STARTED).waived] == [
        ("Kota Bontang", NO_DESA["64.74"])
    ]


def test_a_juror_steps_aside_by_record_and_another_by_word(laid):
    conflicts = Conflict.objects.filter(seat__round=laid.round("64"))
    found = {(one.seat.user.username, one.source, one.kind) for one in conflicts.select_related("seat__user")}

    assert found == {
        ("juri3.kaltim", "detected", "same_region"),
        ("juri5.kaltim", "declared", "family"),
    }
    assert not MarkSheet.objects.filter(seat__conflicts__entry=F("entry")).exists()


def test_two_objections_were_answered_and_the_granted_one_made_a_second_version(laid):
    kaltim = laid.round("64")

    told = Objection.objects.filter(round=kaltim).order_by("number").values_list("entry__region__code", "is_granted")
    assert list(told) == [("64.03", False), ("64.08", True)]
    versions = Result.objects.filter(round=kaltim, category__code="pemda").order_by("version")
    assert [(one.version, one.cause) for one in versions] == [(1, "first"), (2, "objection")]
    assert {one.version for one in newest_public(kaltim, STARTED) if one.category.code == "pemda"} == {2}


def test_each_publication_has_two_people(laid):
    pairs = set(Publication.objects.values_list("asked_by__username", "approved_by__username"))

    assert pairs >= {("sekretaris.kaltim", "sekretaris2.kaltim"), ("sekretaris.kalsel", "admin")}
    assert [pair for pair in pairs if pair[0] == pair[1] or None in pair] == []


def test_the_bundle_of_each_result_prints_the_ranking_that_is_published(laid, tmp_path):
    for result in Result.objects.select_related("category", "round__region"):
        path = tmp_path / f"{result.pk}.zip"
        path.write_bytes(result.bundle)
        told = StringIO()

        call_command("verify_award", str(path), stdout=told)

        lines = told.getvalue()
        names = list(ResultRow.objects.filter(result=result).order_by("position").values_list("name", flat=True))
        assert [lines.index(name) for name in names] == sorted(lines.index(name) for name in names)


def test_public_copies_stand_for_all_proofs_of_nominees(laid):
    nominees = Entry.objects.filter(round=laid.round("64"), state=EntryState.NOMINEE)

    assert nominees.count() == 24
    assert Evidence.objects.filter(entry__in=nominees, redacted_size=0).count() == 0


def test_categories_and_zones_are_those_of_the_edition(laid):
    kaltim, kalsel = laid.round("64"), laid.round("63")

    assert (len(categories_of(kaltim)), len(categories_of(kalsel))) == (8, 1)
    assert EntrantCategory.objects.filter(edition=kaltim.edition, at_nation=True).count() == 6
    assert set(zones_of(kaltim.edition).values()) == {"Kalimantan"}


def test_the_trail_is_whole_and_a_second_run_adds_nothing_to_it(laid):
    before = AuditEntry.objects.count()
    told = StringIO()

    lay_awards(at=STARTED, tell=lambda line: None)
    call_command("verify_audit", stdout=told)

    assert AuditEntry.objects.count() == before
