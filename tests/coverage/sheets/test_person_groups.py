"""Counts of a person list read like any other table, with nothing of a person in what is found."""

from coverage.sheets.finding import Titles
from coverage.sheets.layouts import Column, layout_of
from coverage.sheets.person_groups import MOST_UNKNOWN, as_table, left_out, together
from coverage.sheets.persons import MOST_PROBLEMS, PersonCounter
from coverage.sheets.places import Basis, Resolver
from coverage.sheets.reading import TableReader
from coverage.sheets.said import Given, Said
from tests.coverage.sheets.sheets import REGIONS, WORDS, entries, numbered, problems, spot
from tests.coverage.sheets.test_persons import HEAD, a_person


def counted(*rows):
    counter = PersonCounter(layout_of([Column(index, (text,)) for index, text in enumerate(HEAD)], WORDS))
    counter.add(numbered(rows, 2))
    return counter.result()


def read_list(*rows, given=None):
    resolver = Resolver(REGIONS, Basis(within=spot("64.01")))
    table = as_table(counted(*rows))
    return together(TableReader(table, Titles(), WORDS, resolver, Said(), given or Given()).read())


def test_persons_become_entries_and_two_spellings_one_village():
    found = read_list(
        a_person(1), a_person(2, "DESA RANGAN", period="Des 2023"), a_person(3, "Janju"), a_person(4, "Kuaro")
    )

    assert entries(found) == [
        (2, "64.01.05.2005", 202312, "petani", "apbdes", 2),
        (5, "64.01.05.1001", 202312, "petani", "apbdes", 1),
    ]
    assert [(each.code, each.rows, each.more["shown"]) for each in found.findings] == [
        ("name_unknown_near", (4,), "Janju")
    ]


def test_what_the_upload_says_fills_what_the_list_lacks():
    found = read_list(a_person(1, category="", period=""), given=Given(month=202401, category="pu"))

    assert entries(found) == [(2, "64.01.05.2005", 202401, "pu", "apbdes", 1)]


def test_a_column_of_names_taken_for_villages_is_refused_without_a_word_of_it():
    rows = [a_person(number, f"Rahasia {number}") for number in range(1, MOST_UNKNOWN + 3)]

    found = read_list(*rows, a_person(9000))

    assert [code for code, *_ in problems(found)] == ["words_unknown"]
    assert "Rahasia" not in repr(found.findings) + repr(found.entries)
    assert found.findings[0].count == MOST_UNKNOWN + 2


def test_each_row_that_is_left_out_is_told_and_the_rest_counted():
    found = left_out(counted(*[a_person(1)] * (MOST_PROBLEMS + 3), a_person(2, nik="12")), ("Data",))

    assert [(each.code, each.status.value, each.rows) for each in found[:2]] == [
        ("person_twice", "ignored", (3,)),
        ("person_twice", "ignored", (4,)),
    ]
    assert found[0].more["first_sheet"] == "Data"
    assert [(each.code, each.more["of"], each.count) for each in found[MOST_PROBLEMS:]] == [
        ("more_of_these", "person_twice", 2),
        ("more_of_these", "nik_length", 1),
    ]
