"""A round opens when its criteria, zones and dates hold; else it is said what is missing."""

from datetime import UTC, date, datetime

import pytest

from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from awards.actions.rounds.opening import open_round
from awards.actions.settings.categories import CategoryTold, save_category
from awards.actions.settings.criteria import save_criteria, take_example
from awards.actions.settings.zones import ZoneTold, save_zones
from awards.enums import EntrantKind, RoundStage
from awards.models import CriteriaSet, Edition, Round, RoundWindow
from awards.queries.rounds.stages import timetable
from awards.queries.rounds.timetables import Days, stored_days
from awards.queries.settings.schemes import categories_of, content_of, criteria_of, newest_set
from awards.round_errors import RoundNotReady, RoundRefused
from coverage.models import Holiday
from tests.awards.settings import a_ready_edition, a_told_category, an_open_round, some_days, weighing
from tests.threads import at_once

S = RoundStage


@pytest.fixture
def category(edition, admin):
    return a_ready_edition(edition, admin)


def test_the_secretariat_opens_its_round_on_the_clock_of_the_province(edition, category, places, citra, at):
    round_ = an_open_round(edition, places["64"], citra)

    assert (round_.time_zone, round_.is_national, round_.objection_days) == ("Asia/Makassar", False, 3)
    assert stored_days(round_) == some_days(date(2025, 8, 1))
    first = RoundWindow.objects.get(round=round_, stage=S.NOMINATION)
    assert first.opens_at == datetime(2025, 7, 31, 16, tzinfo=UTC)
    assert first.closes_at == datetime(2025, 8, 21, 16, tzinfo=UTC)
    assert timetable(round_, at).stage == S.NOMINATION
    assert criteria_of(round_, category) == newest_set(category, is_national=False)


def test_opening_is_told_with_dates_and_criteria(edition, category, places, citra):
    round_ = an_open_round(edition, places["64"], citra)

    told = AuditEntry.objects.get(act=Act.ROUND_OPENED)
    assert (told.subject, told.region_code) == (f"round:{round_.pk}", "64")
    assert told.new["edition"] == "paritrana/2023"
    assert told.new["stages"]["nomination"] == ["2025-08-01", "2025-08-21"]
    assert told.new["criteria"] == {"kabkota": 1}


def test_an_administrator_opens_the_national_round_on_the_clock_of_jakarta(edition, category, places, admin):
    round_ = an_open_round(edition, places["ID"], admin)

    assert (round_.is_national, round_.time_zone) == (True, "Asia/Jakarta")
    assert criteria_of(round_, category).is_national


def test_a_round_judges_the_categories_of_its_kind_and_province(edition, category, places, admin, citra, at):
    for code, more in {"desa": {"province": places["64"]}, "lain": {"province": places["63"]}}.items():
        made = a_told_category(edition, admin, code, kind=EntrantKind.VILLAGE, at_nation=False, position=2, **more)
        take_example(category=made, is_national=False, by=admin, at=at)
    a_told_category(edition, admin, "nasional", at_province=False)

    round_ = an_open_round(edition, places["64"], citra)

    assert [each.code for each in categories_of(round_)] == ["kabkota", "desa"]


def test_weights_of_95_refuse_opening_and_the_missing_5_are_named(edition, category, places, admin, citra, at):
    content = content_of(weighing("regulasi", 10))
    CriteriaSet.objects.create(
        category=category, is_national=False, version=2, content=content, made_by=admin, made_at=at
    )

    with pytest.raises(RoundNotReady) as refused:
        an_open_round(edition, places["64"], citra)

    assert refused.value.message == (
        "Pemerintah kabupaten/kota: Bobot kriteria baru berjumlah 95. Tambahkan 5 agar putaran penilaian dapat dibuka."
    )
    assert (Round.objects.count(), RoundWindow.objects.count()) == (0, 0)


def test_each_category_without_criteria_and_each_province_without_zone_is_named(edition, places, admin, citra, eko, at):
    a_told_category(edition, admin)
    save_zones(edition=edition, zones=[ZoneTold("selatan", "Selatan", ("63",))], by=admin, at=at)

    with pytest.raises(RoundNotReady) as refused:
        an_open_round(edition, places["64"], citra)
    with pytest.raises(RoundNotReady, match="Kalimantan Timur"):
        an_open_round(edition, places["ID"], eko)

    assert refused.value.reasons == (
        "Provinsi berikut belum berada di sebuah zona: Kalimantan Timur. Administrator melengkapinya di pengaturan.",
        "Pemerintah kabupaten/kota: Bobot kriteria baru berjumlah 0. Tambahkan 100 agar putaran penilaian dapat"
        " dibuka.",
    )


def test_an_edition_that_judges_nothing_nationally_needs_no_zones(edition, places, admin, citra, at):
    category = a_told_category(edition, admin, at_nation=False)
    take_example(category=category, is_national=False, by=admin, at=at)

    assert an_open_round(edition, places["64"], citra).pk
    with pytest.raises(RoundRefused, match="belum mempunyai kategori"):
        an_open_round(edition, places["ID"], admin)


@pytest.mark.parametrize(
    ("change", "said"),
    [({S.PLENARY: None}, "Tahap Rapat pleno belum bertanggal"),
     ({S.PLENARY: Days(date(2025, 9, 18), date(2025, 9, 17))}, "Rapat pleno berakhir sebelum dimulai"),
     ({S.PLENARY: Days(date(2025, 9, 12), date(2025, 9, 16))},
      "Rapat pleno dimulai 12 September 2025, sebelum tahap Wawancara berakhir"),
     ({S.NOMINATION: Days(date(1999, 1, 1), date(2025, 8, 2))}, "tahun 2000 sampai 2099")],
)  # fmt: skip
def test_dates_that_cannot_hold_are_refused(edition, category, places, citra, at, change, said):
    days = {stage: each for stage, each in (some_days(date(2025, 8, 1)) | change).items() if each}

    with pytest.raises(RoundRefused, match=said):
        open_round(edition=edition, region=places["64"], days=days, by=citra, at=at)

    assert Round.objects.count() == 0


def test_a_round_does_without_sanggahan(edition, category, places, citra, at):
    days = some_days(date(2025, 8, 1), objection_days=0)

    round_ = open_round(edition=edition, region=places["64"], days=days, by=citra, at=at)

    assert S.OBJECTION not in stored_days(round_)
    assert round_.objection_days == 0


def test_sanggahan_lasts_as_many_working_days_as_its_window_has(edition, category, places, citra, at):
    days = some_days(date(2025, 8, 1)) | {S.OBJECTION: Days(date(2025, 10, 3), date(2025, 10, 8))}
    days[S.HANDOVER] = Days(date(2025, 10, 9), date(2025, 10, 9))
    Holiday.objects.create(day=date(2025, 10, 6), name="Libur")

    round_ = open_round(edition=edition, region=places["64"], days=days, by=citra, at=at)

    assert round_.objection_days == 3  # Friday, Tuesday, Wednesday


def test_what_is_no_round_is_refused(edition, category, places, admin, citra, at):
    with pytest.raises(RoundRefused, match="bukan untuk Kabupaten Paser"):
        an_open_round(edition, places["64.01"], admin)
    days = some_days(date(2025, 8, 1), objection_days=31)
    with pytest.raises(RoundRefused, match="paling lama 30"):
        open_round(edition=edition, region=places["64"], days=days, by=citra, at=at)
    Edition.objects.filter(pk=edition.pk).update(closes_on=date(2025, 8, 4))
    with pytest.raises(RoundRefused, match="sudah ditutup"):
        an_open_round(edition, places["64"], citra)


@pytest.mark.parametrize("who", ["sari", "hana", "wati", "ayu", "stranger"])
def test_nobody_else_opens_a_round(request, edition, category, places, who):
    with pytest.raises(RightMissing):
        an_open_round(edition, places["64"], request.getfixturevalue(who))


def test_the_secretariat_of_a_province_opens_no_other(edition, category, places, citra):
    for code in ("63", "ID"):
        with pytest.raises(RightMissing):
            an_open_round(edition, places[code], citra)


def test_the_second_time_is_refused(edition, category, places, citra):
    an_open_round(edition, places["64"], citra)

    with pytest.raises(RoundRefused, match="Kalimantan Timur untuk Paritrana, data 2023 sudah dibuka"):
        an_open_round(edition, places["64"], citra)


@pytest.mark.django_db(transaction=True)
def test_two_openings_at_once_are_one(edition, category, places, citra):
    results = at_once([lambda: an_open_round(edition, places["64"], citra)] * 2)

    assert sorted(type(result).__name__ for result in results) == ["Round", "RoundRefused"]
    assert (Round.objects.count(), RoundWindow.objects.count()) == (1, 9)


@pytest.mark.django_db(transaction=True)
def test_a_round_that_opens_while_its_category_changes_sees_one_or_the_other(
    edition, category, places, admin, citra, at
):
    def changed():
        told = CategoryTold(category.name, EntrantKind.REGENCY, winners=5)
        return save_category(edition=edition, code="kabkota", told=told, by=admin, at=at)

    _opened, second = at_once([lambda: an_open_round(edition, places["64"], citra), changed])

    category.refresh_from_db()
    assert category.winners == (3 if isinstance(second, Exception) else 5)
    assert save_criteria(
        category=category, is_national=False, criteria=weighing("inovasi", 5), by=admin, at=at
    ).version == 2  # fmt: skip
