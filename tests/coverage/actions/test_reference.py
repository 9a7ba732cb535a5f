"""What figures are told apart by is changed by the administrator alone, and each change is told."""

from dataclasses import replace
from datetime import date

import pytest

from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from coverage.actions.reference import CategoryTold, save_category, save_payer
from coverage.entry_errors import RemarkRefused
from coverage.models import Payer, SegmentMapping, WorkerCategory
from coverage.reference_errors import ReferenceRefused
from tests.coverage.factories import a_published_month

MINERS = CategoryTold("penambang", "Penambang", 24, is_vulnerable=True, segment="informal")
FARMERS = CategoryTold("petani", "Petani", 6, is_vulnerable=True, segment="informal")


def told(act: Act) -> list[tuple[str, object, object]]:
    entries = AuditEntry.objects.filter(act=act).order_by("sequence")
    return list(entries.values_list("subject", "old", "new"))


def segments(code: str) -> list[tuple[str | None, date, date]]:
    rows = SegmentMapping.objects.filter(category__code=code, superseded_at=None).order_by("valid_from")
    return [(row.segment.code if row.segment else None, row.valid_from, row.valid_to) for row in rows]


def test_a_new_kind_of_worker_counts_in_its_segment_from_its_first_day(admin, at):
    row = save_category(told=MINERS, by=admin, at=at)

    assert (row.code, row.name, row.scheme.code, row.is_vulnerable) == ("penambang", "Penambang", "ucj", True)
    assert segments("penambang") == [("informal", row.valid_from, row.valid_to)]
    assert [(subject, old) for subject, old, _new in told(Act.REFERENCE_CHANGED)] == [("category:penambang", None)]


def test_what_stands_already_changes_nothing_and_is_not_told(admin, at):
    save_category(told=FARMERS, by=admin, at=at)
    save_payer(code="csr", name=Payer.objects.get(code="csr").name, position=9, by=admin, at=at)

    assert list(AuditEntry.objects.all()) == []


def test_a_change_is_told_with_what_it_was(admin, at):
    save_payer(code="csr", name="CSR perusahaan", position=9, by=admin, at=at)

    (entry,) = told(Act.REFERENCE_CHANGED)
    old = {"name": "Tanggung jawab sosial perusahaan (CSR)", "position": 9}
    assert entry == ("payer:csr", old, {"name": "CSR perusahaan", "position": 9})
    assert Payer.objects.get(code="csr").name == "CSR perusahaan"


def test_another_segment_needs_its_day_and_leaves_the_days_before(admin, at):
    moved = replace(FARMERS, segment="formal")
    with pytest.raises(ReferenceRefused, match="segmen_sejak"):
        save_category(told=moved, by=admin, at=at)

    save_category(told=replace(moved, segment_since=date(2025, 1, 1)), by=admin, at=at)

    assert [(segment, since) for segment, since, _until in segments("petani")] == [
        ("informal", WorkerCategory.objects.get(code="petani").valid_from),
        ("formal", date(2025, 1, 1)),
    ]


def test_a_kind_does_not_end_before_the_last_month_that_has_figures(admin, places, at):
    a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 120})

    with pytest.raises(ReferenceRefused, match="di luar masa berlaku"):
        save_category(told=replace(FARMERS, valid_to=date(2025, 7, 31)), by=admin, at=at)
    save_category(told=replace(FARMERS, valid_to=date(2025, 8, 1)), by=admin, at=at)

    assert WorkerCategory.objects.get(code="petani").valid_to == date(2025, 8, 1)


@pytest.mark.parametrize(
    "wrong",
    [{"code": "Petani"}, {"code": "1a"}, {"code": ""}, {"code": "a" * 21}, {"name": ""}, {"name": " Petani"},
     {"name": "x" * 81}, {"position": -1}, {"position": 1_001}, {"scheme": "uhc"}, {"scheme": "lain"},
     {"segment": "lain"}, {"valid_to": date(1900, 1, 1)}],
)  # fmt: skip
def test_what_cannot_hold_is_refused_and_changes_nothing(admin, at, wrong):
    before = list(WorkerCategory.objects.order_by("pk").values_list())

    with pytest.raises(ReferenceRefused):
        save_category(told=replace(FARMERS, **wrong), by=admin, at=at)

    assert list(WorkerCategory.objects.order_by("pk").values_list()) == before
    assert list(AuditEntry.objects.all()) == []


def test_no_name_holds_the_number_of_a_person(admin, at):
    with pytest.raises(RemarkRefused):
        save_payer(code="donatur", name="Donatur 6401010101900001", position=20, by=admin, at=at)


@pytest.mark.parametrize("who", ["sari", "wati", "hana", "stranger"])
def test_nobody_else_changes_them(request, at, who):
    user = request.getfixturevalue(who)

    with pytest.raises(RightMissing):
        save_payer(code="baru", name="Baru", position=20, by=user, at=at)
    with pytest.raises(RightMissing):
        save_category(told=MINERS, by=user, at=at)
