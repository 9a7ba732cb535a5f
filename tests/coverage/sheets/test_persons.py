"""Person lists: each person once, and nothing of a person in what is kept. All numbers here are of kecamatan 99."""

import pickle
import random
from collections import Counter

import pytest

from coverage.sheets.identities import identity_columns
from coverage.sheets.layouts import Column, layout_of
from coverage.sheets.persons import JOBS, MOST_PROBLEMS, PersonCounter, masked, nik_trouble
from tests.coverage.sheets.sheets import OPENSID, WORDS, numbered

HEAD = ["No", "NIK", "Nama Lengkap", "Tgl Lahir", "Desa", "Kecamatan", "Kategori", "Sumber Dana", "Periode"]


def a_nik(number, day=15, month=6):
    return f"640199{day:02d}{month:02d}80{number:04d}"


def a_person(number, desa="Rangan", nik=None, category="petani", period="12/2023", name="Siti Rahasia"):
    return [
        number,
        nik if nik is not None else a_nik(number),
        f"{name} {number}",
        "15-06-1980",
        desa,
        "Kuaro",
        category,
        "APBDes",
        period,
    ]


def counted(*rows, head=HEAD, lots=1):
    counter = PersonCounter(layout_of([Column(index, (text,)) for index, text in enumerate(head)], WORDS))
    rows = numbered(rows, 2)
    for lot in range(lots):
        counter.add(rows[lot::lots])
    return counter.result()


def heads(found):
    return {(group.place.village, group.category, group.period): count for group, count in found.heads.items()}


def test_persons_are_counted_under_their_place_category_and_month():
    found = counted(a_person(1), a_person(2), a_person(3, "Janju"), a_person(4, category="nelayan"))

    assert heads(found) == {
        ("Rangan", "petani", "12/2023"): 2,
        ("Janju", "petani", "12/2023"): 1,
        ("Rangan", "nelayan", "12/2023"): 1,
    }
    assert (found.read, found.counted, found.left) == (4, 4, {})


def test_a_person_listed_twice_counts_once_and_both_rows_are_named():
    found = counted(a_person(1), a_person(2), a_person(1), a_person(1, "Janju"))

    assert found.counted == 2
    assert [(each.code, each.row, each.first_row, each.masked) for each in found.troubles] == [
        ("person_twice", 4, 2, "6401********0001"),
        ("person_twice_elsewhere", 5, 2, "6401********0001"),
    ]


def test_a_person_may_stand_in_two_months_but_not_twice_in_one_however_it_is_written():
    found = counted(a_person(1), a_person(1, period="01/2024"), a_person(1, period="Desember 2023"))

    assert (found.counted, found.left) == (2, {"person_twice_elsewhere": 1})


def test_rows_of_two_sheets_are_told_apart():
    counter = PersonCounter(layout_of([Column(index, (text,)) for index, text in enumerate(HEAD)], WORDS))
    counter.add([(2, a_person(1))], sheet=0)
    counter.add([(2, a_person(1))], sheet=3)

    (trouble,) = counter.result().troubles

    assert (trouble.sheet, trouble.row, trouble.first_sheet, trouble.first_row) == (3, 2, 0, 2)


@pytest.mark.parametrize(
    ("nik", "code"),
    [
        (a_nik(1), ""),
        (a_nik(1, day=41), ""),
        (a_nik(1, day=71, month=12), ""),
        (f" {a_nik(1)} ", ""),
        (f"'{a_nik(1)}", ""),
        (a_nik(1, day=0), "nik_impossible"),
        (a_nik(1, day=32), "nik_impossible"),
        (a_nik(1, day=40), "nik_impossible"),
        (a_nik(1, day=72), "nik_impossible"),
        (a_nik(1, month=0), "nik_impossible"),
        (a_nik(1, month=13), "nik_impossible"),
        (int(a_nik(1)), "nik_is_number"),
        (float(a_nik(1)), "nik_is_number"),
        (a_nik(1)[:15], "nik_length"),
        (a_nik(1) + "0", "nik_length"),
        ("", "nik_blank"),
        (None, "nik_blank"),
        ("6.40199E+15", "nik_wrong"),
        ("٦٤٠١٩٩١٥٠٦٨٠٠٠٠١", "nik_wrong"),
        ("64O1991506800001", "nik_wrong"),
        (True, "nik_wrong"),
    ],
)
def test_a_nik_is_a_text_of_sixteen_digits_with_a_day_and_a_month(nik, code):
    assert nik_trouble(nik) == code


@pytest.mark.parametrize("nik", [a_nik(1, day=40), int(a_nik(1)), "12345", "Siti Rahasia", ""])
def test_a_wrong_nik_is_not_counted_and_not_repeated(nik):
    found = counted(a_person(1, nik=nik), a_person(2))

    assert found.counted == 1
    assert [each.masked for each in found.troubles] in ([""], ["6401********0001"])


def test_a_mask_leaves_eight_digits():
    assert (masked(a_nik(1)), masked("12345"), masked("")) == ("6401********0001", "", "")


@pytest.mark.parametrize(
    ("status", "left"),
    [
        ("AKTIF", {}),
        ("Aktif", {}),
        ("Non Aktif", {"not_active": 1}),
        ("Menunggak", {"not_active": 1}),
        ("???", {"status_unknown": 1}),
        (None, {"status_unknown": 1}),
    ],
)
def test_only_active_members_count(status, left):
    assert counted([*a_person(1), status], head=[*HEAD, "Status Kepesertaan"]).left == left


def test_residents_of_opensid_are_counted_by_their_job_where_it_tells_a_category():
    def resident(number, job, living="1"):
        known = {"nik": a_nik(number), "pekerjaan_id": job, "status_dasar": living, "nama": "Siti Rahasia"}
        return [known.get(column, "rahasia") for column in OPENSID]

    found = counted(
        resident(1, "9"), resident(2, 11.0), resident(3, "1"), resident(4, "9", "2"), resident(5, "88"), head=OPENSID
    )

    assert {group.category: count for group, count in found.heads.items()} == {"petani": 1, "nelayan": 1}
    assert found.left == {"job_without_category": 2, "not_living": 1}
    assert set(JOBS.values()) <= {code for codes in WORDS.categories.meanings.values() for code in codes}


SECRETS = ["Siti Rahasia", "15-06-1980", "Jl. Rahasia", "081234567890", "rahasia"]


def test_nothing_personal_is_in_the_result():
    head = [*HEAD, "Alamat", "No HP", "Kolom Aneh"]
    rows = [[*a_person(number), "Jl. Rahasia 5", "081234567890", "rahasia"] for number in range(1, 50)]
    rows += [rows[0], [*a_person(60, nik=int(a_nik(60))), "", "", ""], [*a_person(61, desa=a_nik(61)), "", "", ""]]
    rows += [[*a_person(62, category="081234567890"), "", "", ""], [*a_person(63, period="Siti Rahasia"), "", "", ""]]

    kept = pickle.dumps(counted(*rows, head=head)) + repr(counted(*rows, head=head)).encode()

    assert [secret for secret in SECRETS if secret.encode() in kept] == []
    assert [number for number in range(70) if a_nik(number).encode() in kept] == []
    assert [number for number in range(70) if pickle.dumps(int(a_nik(number)))[3:-1] in kept] == []


def test_the_counter_forgets_the_persons_with_the_result():
    counter = PersonCounter(layout_of([Column(index, (text,)) for index, text in enumerate(HEAD)], WORDS))
    counter.add(numbered([a_person(1)]))
    assert a_nik(1) in repr(vars(counter))

    counter.result()

    assert a_nik(1) not in repr(vars(counter))


def test_of_very_many_troubles_the_rest_is_only_counted():
    found = counted(*[a_person(1)] * (MOST_PROBLEMS + 50))

    assert (len(found.troubles), found.left) == (MOST_PROBLEMS, {"person_twice": MOST_PROBLEMS + 49})


def counted_slowly(rows):
    """Return heads by keeping the whole list and looking back through it for each row."""
    result = Counter()
    for place, row in enumerate(rows):
        is_right = isinstance(row[1], str) and nik_trouble(row[1]) == ""
        if is_right and all(other[1] != row[1] or other[8] != row[8] for other in rows[:place]):
            result[row[4], row[6], row[8]] += 1
    return dict(result)


@pytest.mark.parametrize("seed", range(20))
def test_any_list_is_counted_as_by_hand_in_whatever_lots_it_comes(seed):
    chance = random.Random(seed)
    niks = [a_nik(number) for number in range(30)] + ["", "123", a_nik(1, day=0), 5]
    rows = [
        a_person(
            1,
            chance.choice("AB"),
            chance.choice(niks),
            chance.choice(["petani", "pu"]),
            chance.choice(["12/2023", "01/2024"]),
        )
        for _ in range(200)
    ]

    found = counted(*rows)

    assert heads(found) == counted_slowly(rows)
    assert found.read == found.counted + sum(found.left.values())
    assert counted(*rows, lots=7).counted == found.counted


def test_numbers_of_persons_are_found_under_any_heading():
    rows = numbered(
        [["Rangan", 5, a_nik(1), "x"], ["Janju", 6, None, float(a_nik(2))], ["Lolo", 10**9, "64.01.05.2005", "y"]]
    )

    assert identity_columns(rows) == (2, 3)
    assert identity_columns(numbered([["6401052005", "0812345678901234", 10**12]])) == ()
