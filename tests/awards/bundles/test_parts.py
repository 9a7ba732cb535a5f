import json
from dataclasses import replace

import pytest

from awards.arithmetic.contests import each_mark
from awards.bundles.bundle import results_of
from awards.bundles.parts import READERS, Conflict, Unreadable, bundle_of, parts_of, recused
from tests.awards.bundling import a_bundle
from tests.awards.contests import by_cell


def written_parts():
    return parts_of(a_bundle(), results_of(a_bundle()))


def test_the_parts_say_what_the_bundle_said():
    bundle = a_bundle()

    found = bundle_of(written_parts())

    for code, contest in found.contests.items():
        given = bundle.contests[code]
        assert contest.marks == given.marks
        assert sorted(contest.inputs, key=str) == sorted(given.inputs, key=str)
        assert (contest.scheme, contest.entries, contest.jurors) == (given.scheme, given.entries, given.jurors)
        assert (contest.recusals, contest.nominees) == (given.recusals, given.nominees)
    assert (found.about, found.names, found.software) == (bundle.about, bundle.names, bundle.software)
    assert set(found.conflicts) == set(bundle.conflicts)


def test_who_left_the_jury_is_told_and_nothing_is_missing_of_him():
    bundle = a_bundle()
    firms = bundle.contests["ukm"]
    gone = replace(firms, left=frozenset({"J02"}), marks=by_cell(one for one in each_mark(firms) if one.juror != "J02"))
    bundle = replace(bundle, contests={**bundle.contests, "ukm": gone})
    parts = parts_of(bundle, results_of(bundle))

    assert bundle_of(parts).contests["ukm"].left == {"J02"}
    assert json.loads(parts["result.json"])["ukm"]["missing"] == []


def test_the_result_tells_ranks_scores_and_what_did_not_count():
    result = json.loads(written_parts()["result.json"])["kabupaten"]

    assert [(one["entry"], one["rank"]) for one in result["ranking"]] == [("64.01", 1), ("64.08", 2), ("64.10", None)]
    assert {(one["juror"], one["entry"]) for one in result["left_out"]} == {("J02", "64.01")}
    assert result["missing"] == [{"entry": "64.10", "criterion": "cakupan", "juror": ""}]
    assert result["standings"]["64.01"]["scores"]["inovasi"] == {
        "criterion": "inovasi", "points": "85", "weighted": "34", "raw": "85", "level": "",
        "lowest": "80", "highest": "90", "count": 2, "applies": True,
    }  # fmt: skip


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_part_that_cannot_be_read_is_named(name):
    for nothing in (b"", b"null", b"[]]", b"1", b'{"a":1}'):
        with pytest.raises(Unreadable) as refused:
            bundle_of({**written_parts(), name: nothing})
        assert refused.value.part == name


def test_a_category_stands_in_each_part():
    parts = written_parts()
    inputs = json.loads(parts["inputs.json"])
    del inputs["ukm"]

    with pytest.raises(Unreadable) as refused:
        bundle_of({**parts, "inputs.json": json.dumps(inputs).encode()})

    assert refused.value.part == "inputs.json"


def test_a_conflict_recuses_in_its_own_contest_and_only_if_it_did():
    conflict = Conflict("J01", "64.01")

    assert recused((conflict,), ("64.01",), ("J01",)) == {("J01", "64.01")}
    assert recused((conflict,), ("64.08",), ("J01",)) == frozenset()
    assert recused((conflict,), ("64.01",), ("J02",)) == frozenset()
    assert recused((replace(conflict, is_recused=False),), ("64.01",), ("J01",)) == frozenset()
