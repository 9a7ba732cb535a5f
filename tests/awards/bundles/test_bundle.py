import hashlib
import json
import struct
import zipfile
from collections import Counter
from dataclasses import replace
from decimal import Decimal, getcontext
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.arithmetic.contests import Unsound, each_mark
from awards.arithmetic.ranking import ranked
from awards.arithmetic.schemes import FORMULA
from awards.arithmetic.scoring import outcome
from awards.bundles.archives import packed
from awards.bundles.bundle import MOST_TOLD, PARTS, verified, with_manifest, written
from awards.bundles.parts import Conflict
from tests.awards.bundling import a_bundle, parts_in, rewritten, zipped
from tests.awards.contests import a_contest, a_scheme, by_cell, contests, judged


@cache
def sound() -> bytes:
    return written(a_bundle())


def told(content: bytes) -> list[tuple[str, str | None]]:
    """Return (code, part) of all that is found in a bundle."""
    return [(fault.code, fault.parameters.get("part")) for fault in verified(content).findings]


def places_of_parts() -> list[tuple[int, int, str]]:
    """Return from where to where each part's own bytes lie in the sound bundle."""
    content = sound()
    return [(begin := content.index(part), begin + len(part), name) for name, part in parts_in(content).items()]


def test_a_bundle_verifies_and_gives_the_same_ranking():
    bundle = a_bundle()

    found = verified(written(bundle))

    assert found.is_sound
    assert found.findings == ()
    assert found.rankings == {
        code: ranked(contest.scheme, outcome(contest)) for code, contest in bundle.contests.items()
    }
    assert [(one.entry, one.rank) for one in found.rankings["kabupaten"]] == [
        ("64.01", 1),
        ("64.08", 2),
        ("64.10", None),
    ]
    assert [one.rank for one in found.rankings["ukm"]] == [1, 1]
    assert found.bundle.about == bundle.about
    assert found.bundle.names == bundle.names


@given(contests(), st.randoms())
def test_any_contest_makes_the_round_trip_and_its_order_does_not_show(contest, random):
    conflicts = [Conflict(juror, entry) for juror, entry in contest.recusals]
    names = {entry: f"Kabupaten {entry}" for entry in contest.entries}
    bundle = a_bundle(contests={"kabupaten": contest}, conflicts=tuple(conflicts), names=names)
    marks = list(each_mark(contest))
    shuffled = replace(
        contest,
        marks=by_cell(random.sample(marks, len(marks))),
        jurors=contest.jurors[::-1],
        entries=contest.entries[::-1],
    )

    content = written(bundle)

    assert verified(content).findings == ()
    assert written(verified(content).bundle) == content
    assert written(replace(bundle, contests={"kabupaten": shuffled}, conflicts=tuple(conflicts[::-1]))) == content


def test_the_bytes_do_not_depend_on_the_precision_of_the_caller():
    before, getcontext().prec = getcontext().prec, 4
    try:
        assert written(a_bundle()) == sound()
        assert verified(sound()).is_sound
    finally:
        getcontext().prec = before


def test_the_digests_are_those_of_any_other_tool():
    parts = parts_in(sound())
    manifest = json.loads(parts.pop("manifest.json"))
    digests = {name: hashlib.sha256(part).hexdigest() for name, part in parts.items()}
    lines = "".join(f"{digests[name]}  {name}\n" for name in sorted(digests))
    whole = hashlib.sha256(lines.encode()).hexdigest()

    assert tuple(sorted(parts)) == PARTS
    assert manifest == {"format": "paritrana-award", "version": 1, "parts": digests, "whole": whole}
    assert verified(sound()).whole == whole
    assert json.loads(parts["software.json"])["formula"] == FORMULA


@given(st.data())
def test_any_changed_byte_of_a_part_names_that_part_alone(draw):
    begin, end, name = draw.draw(st.sampled_from(places_of_parts()))
    content = bytearray(sound())
    content[draw.draw(st.integers(begin, end - 1))] ^= draw.draw(st.integers(1, 255))

    assert {part for _, part in told(bytes(content))} == {name}


@given(st.data())
def test_any_changed_byte_of_the_archive_is_found(draw):
    content = bytearray(sound())
    content[draw.draw(st.integers(0, len(content) - 1))] ^= draw.draw(st.integers(1, 255))

    assert told(bytes(content)) != []


@given(st.binary(max_size=300))
def test_any_bytes_are_answered(content):
    assert told(content) == [("not_an_archive", None)]


@pytest.mark.parametrize("name", [*PARTS, "manifest.json"])
def test_a_missing_part_is_named(name):
    parts = parts_in(sound())
    del parts[name]

    assert told(packed(parts)) == [("part_missing", name)]


def test_an_added_part_is_named():
    parts = parts_in(sound())

    assert told(packed({**parts, "note.txt": b"x"})) == [("part_added", "note.txt")]


@pytest.mark.parametrize("name", ["../marks.json", "/etc/passwd", "C:\\x", "a/b"])
def test_a_name_that_leads_elsewhere_is_named(name):
    assert told(packed({**parts_in(sound()), name: b"x"})) == [("part_path", name)]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_doubled_part_is_named():
    members = list(parts_in(sound()).items())

    assert told(zipped(*members, ("marks.json", b"{}"))) == [("part_doubled", "marks.json")]


def test_a_compressed_part_is_not_unpacked():
    bomb = zipped(("marks.json", b"0" * 50_000_000), compression=zipfile.ZIP_DEFLATED)

    assert told(bomb)[0] == ("part_compressed", "marks.json")
    assert Counter(code for code, _ in told(bomb)) == {"part_compressed": 1, "part_missing": 7}


def test_what_is_too_large_is_not_looked_at():
    assert told(b"0" * 16_000_001) == [("too_large", None)]


def test_a_directory_of_many_is_not_read():
    crowd = zipped(*[(f"{number}", b"") for number in range(200)])

    assert told(crowd) == [("not_an_archive", None)]


def test_a_directory_of_many_is_not_read_by_a_second_way_either():
    crowd = zipped(*[(f"{number}", b"") for number in range(200)])
    body, (*_, size, start, _) = crowd[:-22], struct.unpack("<4s4H2LH", crowd[-22:])
    end64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 200, 200, size, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, len(body), 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(locator), len(body) + len(end64), 0)

    assert told(body + end64 + locator + end) == [("not_an_archive", None)]


def test_a_later_version_is_refused_and_named():
    later = sound().replace(b'"version":1,"whole"', b'"version":2,"whole"')

    (found,) = verified(later).findings

    assert (found.code, dict(found.parameters)) == (
        "version_later",
        {"part": "manifest.json", "version": 2, "known": 1},
    )


@pytest.mark.parametrize(
    "manifest",
    [b"[]", b"{", b'{"format":"x"}', b"[" * 100_000, b'{"format":"paritrana-award","version":true,"parts":[]}'],
)
def test_a_manifest_that_is_none_is_named(manifest):
    assert told(packed({**parts_in(sound()), "manifest.json": manifest})) == [("part_unreadable", "manifest.json")]


def test_a_mark_changed_together_with_the_manifest_no_longer_gives_the_result():
    changed = rewritten(sound(), "marks.json", lambda part: part.replace(b'"J01":"80"', b'"J01":"99"', 1))

    found = verified(changed)

    assert [(fault.code, fault.parameters["entry"]) for fault in found.findings] == [("result_differs", "64.01")]
    stated, computed = (found.findings[0].parameters[name] for name in ("stated", "computed"))
    assert stated[0] == computed[0] == 1
    assert Decimal(computed[1]) > Decimal(stated[1])
    assert found.rankings["kabupaten"][0].total == Decimal(computed[1])


@pytest.mark.parametrize(
    "change", [(b'"rank":1', b'"rank":2'), (b'"lowest":"80"', b'"lowest":"70"'), (b'"ukm"', b'"x"')]
)
def test_a_result_that_does_not_follow_is_told(change):
    changed = rewritten(sound(), "result.json", lambda part: part.replace(*change, 1))

    assert ("result_differs", "result.json") in told(changed)


def test_a_result_that_is_no_json_does_not_follow():
    assert told(rewritten(sound(), "result.json", lambda part: b"nothing")) == [("result_differs", "result.json")]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("marks.json", (b'"90"', b"90")),
        ("marks.json", (b'"90"', b'"9E1"')),
        ("marks.json", (b"{", b"[")),
        ("scheme.json", (b'"kind":"judged"', b'"kind":"guessed"')),
        ("scheme.json", (b'"only_steps":false', b'"only_steps":0')),
        ("scheme.json", (b'"only_steps":false,', b"")),
        ("scheme.json", (b'"only_steps"', b'"other":1,"only_steps"')),
        ("inputs.json", (b'"ukm"', b'"umk"')),
        ("entries.json", (b"Paser", b"\\ud800")),
        ("conflicts.json", (b"true", b"1")),
        ("software.json", (b'"paritrana 0.1.0"', b"1")),
    ],
)
def test_a_part_that_says_something_else_is_named(name, change):
    changed = rewritten(sound(), name, lambda part: part.replace(*change, 1))

    assert told(changed) == [("part_unreadable", name)]


def test_a_category_that_could_not_be_written_is_named():
    parts = {name: part.replace(b'"ukm"', b'"\\ud800"') for name, part in parts_in(sound()).items()}
    del parts["manifest.json"]

    assert told(packed(with_manifest(parts))) == [("part_unreadable", "entries.json")]


@pytest.mark.parametrize("change", [(b":", b": "), (b'"90"', b'"90.0"'), (b'"90"', b'"\\u00390"')])
def test_there_is_one_way_to_write_a_part(change):
    changed = rewritten(sound(), "marks.json", lambda part: part.replace(*change, 1))

    assert told(changed) == [("part_not_canonical", "marks.json")]


def test_a_manifest_and_an_archive_are_written_in_one_way_too():
    parts = parts_in(sound())
    spaced = packed({**parts, "manifest.json": parts["manifest.json"].replace(b":", b": ", 1)})

    assert told(spaced) == [("part_changed", "manifest.json")]
    assert told(zipped(*parts.items())) == [("archive_changed", None)]


@pytest.mark.parametrize(
    ("name", "change", "fault"),
    [
        ("marks.json", (b'"J01":"80"', b'"J01":"101"'), "mark_outside"),
        ("scheme.json", (b'"weight":"20"', b'"weight":"15"'), "weights_sum"),
        ("scheme.json", (b'"formula":"award-1"', b'"formula":"award-2"'), "formula_unknown"),
        ("conflicts.json", (b'"J03"', b'"J04"'), None),
    ],
)
def test_what_cannot_be_recomputed_says_why(name, change, fault):
    found = verified(rewritten(sound(), name, lambda part: part.replace(*change, 1)))

    assert [(one.code, one.parameters["part"]) for one in found.findings] == [
        ("unsound" if fault else "conflict_unknown", name)
    ]
    assert not fault or found.findings[0].parameters["fault"].code == fault
    assert found.rankings == {}


def test_more_than_anybody_could_mark_is_not_computed():
    entries = tuple(f"{number}" for number in range(4_000))
    contest = replace(a_contest(a_scheme(judged()), {}), entries=entries, jurors=tuple(f"J{n:03}" for n in range(900)))

    with pytest.raises(Unsound) as refused:
        written(a_bundle(contests={"x": contest}, conflicts=(), names=dict.fromkeys(entries, "x")))

    assert [fault.code for fault in refused.value.faults] == ["too_many"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"conflicts": ()}, "recusals_differ"),
        ({"conflicts": (Conflict("J02", "64.01"), Conflict("J01", "64.08"))}, "recusals_differ"),
        ({"conflicts": (Conflict("J02", "64.01"), Conflict("J09", "64.01"))}, "conflict_unknown"),
        ({"names": {}}, "name_missing"),
    ],
)
def test_a_bundle_that_does_not_hold_together_is_not_written(more, code):
    with pytest.raises(Unsound) as refused:
        written(a_bundle(**more))

    assert {fault.code for fault in refused.value.faults} == {code}


def test_no_juror_is_named():
    contest = a_contest(a_scheme(judged()), {("64.01", "inovasi"): [70]})
    named = replace(contest, jurors=("ayu",), marks={("64.01", "inovasi"): {"ayu": Decimal(70)}})

    with pytest.raises(Unsound) as refused:
        written(a_bundle(contests={"kabupaten": named}, conflicts=()))

    assert [fault.code for fault in refused.value.faults] == ["juror_named"]
    assert "ayu" not in str(refused.value)


def test_of_many_named_jurors_and_strange_conflicts_the_first_tell_enough():
    contest = a_contest(a_scheme(judged()), {("64.01", "inovasi"): [70]})
    named = replace(contest, left=frozenset(f"juri {number}" for number in range(1000)))
    strange = tuple(Conflict("J99", f"99.{number}", is_recused=False) for number in range(1000))

    with pytest.raises(Unsound) as refused:
        written(a_bundle(contests={"kabupaten": named}, conflicts=strange))

    assert Counter(fault.code for fault in refused.value.faults) == {"juror_named": 1, "conflict_unknown": MOST_TOLD}


def test_an_entry_stands_in_one_category():
    contest = a_contest(a_scheme(judged()), {("64.01", "inovasi"): [70]})

    with pytest.raises(Unsound) as refused:
        written(a_bundle(contests={"a": contest, "b": contest}, conflicts=()))

    assert [fault.code for fault in refused.value.faults] == ["entry_in_two"]
