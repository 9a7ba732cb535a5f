import pytest
from hypothesis import given
from hypothesis import strategies as st

from awards.evidence_files import FileKind, fault_of, kind_of
from tests.awards.entrants import a_chunk, a_jpeg, a_pdf, a_png, a_stream, an_xlsx


@pytest.mark.parametrize(
    ("content", "kind"),
    [(a_pdf(), FileKind.PDF), (a_jpeg(), FileKind.JPEG), (a_png(), FileKind.PNG), (an_xlsx(), FileKind.XLSX)],
)
def test_a_file_is_what_its_first_bytes_say(content, kind):
    assert kind_of(content) == kind
    assert fault_of(content) is None


@pytest.mark.parametrize("content", [b"MZ\x90\x00", b"<html></html>", b"GIF89a", b"\xd0\xcf\x11\xe0", b" %PDF-1.7"])
def test_what_is_none_of_these_is_refused(content):
    assert fault_of(content).code == "unknown"


def test_an_empty_file_is_refused():
    assert fault_of(b"").code == "empty"


@pytest.mark.parametrize(
    "body",
    [b"4 0 obj\n<</S/JavaScript/JS(app.alert)>>\nendobj\n", b"4 0 obj\n<</S/J#61vaScript/J#53(x)>>\nendobj\n",
     b"4 0 obj\n<</S /Launch /F(cmd.exe)>>\nendobj\n", b"4 0 obj\n<</Type/EmbeddedFile>>\nendobj\n",
     b"4 0 obj\n<</XFA 5 0 R>>\nendobj\n", b"4 0 obj\n<</S/SubmitForm>>\nendobj\n",
     a_stream(b"4 0 <</S/JavaScript/JS(x)>>", b"/Type/ObjStm/N 1/First 4"),
     a_stream(b"4 0 <</S/L#61unch>>", b"/Type/Obj#53tm/N 1/First 4"),
     a_stream(b"4 0 <</XFA 5 0 R>>", b"/N 1/First 4")],
)  # fmt: skip
def test_a_pdf_that_does_something_is_refused_wherever_that_is_written(body):
    assert fault_of(a_pdf(body)).code == "active"


def test_a_pdf_that_only_opens_at_a_page_and_links_is_kept():
    body = b"4 0 obj\n<</OpenAction[3 0 R/Fit]/A<</S/URI/URI(https://jdih.paserkab.go.id)>>>>\nendobj\n"

    assert fault_of(a_pdf(body + a_stream(b"BT (Peraturan Bupati) Tj ET"))) is None


def test_an_encrypted_pdf_is_refused():
    assert fault_of(a_pdf(trailer=b"/Encrypt 7 0 R")).code == "encrypted"


@pytest.mark.parametrize("about", [b"/DecodeParms<</Predictor 12>>", b"/Filter/ASCIIHexDecode"])
def test_packed_objects_that_cannot_be_looked_through_are_refused(about):
    stream = a_stream(b"4 0 <<>>", b"/Type/ObjStm/N 1/First 4" + about)

    assert fault_of(a_pdf(stream.replace(b"/Filter/FlateDecode", b"", about.count(b"/Filter")))).code == "unreadable"


def test_packed_objects_that_unpack_to_a_flood_are_refused():
    assert fault_of(a_pdf(a_stream(b"\0" * (65 << 20), b"/Type/ObjStm/N 1/First 4"))).code == "unreadable"


def test_texts_that_unpack_to_a_flood_together_are_refused():
    streams = b"".join(a_stream(b" " * (4 << 20), number=number) for number in range(9, 18))

    assert fault_of(a_pdf(streams)).code == "unreadable"


@pytest.mark.parametrize("flood", [b"(\\(", b"[\\[", b"[(", b"(]"])
def test_brackets_without_end_are_refused_instead_of_looked_through(flood):
    assert fault_of(a_pdf(a_stream(flood * 1_100_000))).code == "unreadable"


@pytest.mark.parametrize(
    "shown",
    [
        b"(NIK 6401991501900001) Tj",
        b"[(64019915)-20(01900001)] TJ",
        b"(6401 9915 0190 0001) Tj",
        b"[(a) (NIK \\(6401991501900001",
        b"(a (b) NIK 6401991501900001) Tj",
    ],
)
def test_the_number_of_a_person_in_the_text_of_a_pdf_is_found(shown):
    assert fault_of(a_pdf(a_stream(b"BT " + shown + b" ET"))).code == "persons"


def test_amounts_and_coordinates_are_no_numbers_of_persons():
    page = b"BT 0.1234567890123456 0 0 1 72 720 Tm (Rp1.626.307.200) Tj [(9.376)-1(.416.000)] TJ ET"

    assert fault_of(a_pdf(a_stream(page))) is None


@pytest.mark.parametrize("make", [a_png, a_jpeg])
@pytest.mark.parametrize("size", [(0, 10), (10, 0), (40_000, 10), (20_000, 20_000)])
def test_a_picture_of_an_impossible_size_is_refused(make, size):
    assert fault_of(make(*size)).code == "dimensions"


@pytest.mark.parametrize(
    "content",
    [a_pdf()[:-10], a_png()[:-6], a_png().replace(b"IDAT", b"IDAX"), a_jpeg()[:-2], a_jpeg()[:6], b"\xff\xd8\xff"],
)
def test_a_broken_file_is_refused(content):
    assert fault_of(content).code == "damaged"


@pytest.mark.parametrize(
    "content",
    [a_pdf() + an_xlsx() + b"\n%%EOF\n", a_jpeg(after=a_pdf()), a_jpeg(after=an_xlsx()), a_png(after=b"\0"),
     a_png()[:-12] + a_chunk(b"tEXt", b"<script>alert(1)</script>") + a_chunk(b"IEND", b""),
     a_jpeg(after=b"<!DOCTYPE html>")],
)  # fmt: skip
def test_a_file_of_two_kinds_is_refused(content):
    assert fault_of(content).code == "two_in_one"


@given(st.sampled_from([a_pdf(a_stream(b"BT ET")), a_jpeg(), a_png()]), st.lists(st.tuples(st.integers(0), st.binary(
    max_size=4))))  # fmt: skip
def test_whatever_is_changed_in_a_file_it_is_kept_or_refused(content, changes):
    changed = bytearray(content)
    for place, told in changes:
        at = place % len(content)
        changed[at : at + len(told)] = told

    fault = fault_of(bytes(changed))

    assert fault is None or fault.code
