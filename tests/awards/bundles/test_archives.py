import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from awards.arithmetic.schemes import Fault
from awards.bundles.archives import Opened, opened, packed

NAMES = ("a.json", "b.json", "c.json")


@given(st.dictionaries(st.sampled_from(NAMES), st.binary(max_size=50)))
def test_parts_are_packed_and_opened_in_any_order(parts):
    turned = dict(reversed(parts.items()))

    assert packed(turned) == packed(parts)
    assert opened(packed(parts), NAMES) == Opened(parts)


def test_any_reader_of_archives_reads_one():
    with zipfile.ZipFile(io.BytesIO(packed({"b.json": b"2", "a.json": b"1"}))) as archive:
        assert archive.testzip() is None
        assert [(one.filename, one.compress_type, one.date_time[0]) for one in archive.infolist()] == [
            ("a.json", zipfile.ZIP_STORED, 1980),
            ("b.json", zipfile.ZIP_STORED, 1980),
        ]


def test_a_changed_byte_is_handed_on_for_its_digest_to_tell():
    changed = packed({"a.json": b"eleven"}).replace(b"eleven", b"twelve", 1)

    assert opened(changed, NAMES) == Opened({"a.json": b"twelve"})


def test_a_member_whose_header_leads_nowhere_is_unreadable():
    spoiled = b"XX" + packed({"a.json": b"eleven"})[2:]

    assert opened(spoiled, NAMES) == Opened({}, (Fault("part_unreadable", {"part": "a.json"}),))


def test_members_that_share_their_bytes_are_no_more_than_the_archive_has():
    content = packed({"a.json": b"1" * 1_000, "b.json": b"2" * 1_000})
    directory = content.rindex(b"PK\x01\x02")
    second = bytearray(content[directory:])
    second[42:46] = bytes(4)  # the second entry points at the bytes of the first

    found = opened(content[:directory] + bytes(second), NAMES)

    assert sum(map(len, found.parts.values())) <= len(content)


def test_a_comment_behind_the_archive_is_none_of_ours():
    with zipfile.ZipFile(written := io.BytesIO(), "w") as archive:
        archive.writestr("a.json", b"1")
        archive.comment = b"hello"

    assert opened(written.getvalue(), NAMES).findings == (Fault("not_an_archive"),)
