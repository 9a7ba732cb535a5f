"""Programs hidden in a PDF where a reader still finds them, and ordinary files in which nothing is found."""

import io
import os
import time
import zlib

import pytest
from PIL import Image
from weasyprint import HTML

from awards.evidence_faults import Fault
from awards.evidence_files import fault_of
from tests.awards.entrants import a_pdf, a_stream
from tests.house import ROOT

PACKED = b"4 0 <</S/JavaScript/JS(x)>>"
ABOUT = b"/Type/ObjStm/N 1/First 4"
SCRIPT = b"<</S/JavaScript/JS(app.alert)>>"


def with_wrong_sum(stream: bytes) -> bytes:
    """Spoil the sum at the end of what is packed: no reader checks it."""
    end = stream.index(b"\nendstream")
    return stream[: end - 4] + b"\0\0\0\0" + stream[end:]


def around(inner: bytes) -> bytes:
    """Return a stream that swallows an object by its length; a table may still point at it."""
    return b"8 0 obj<</Length %d>>stream\n" % len(inner) + inner + b"\nendstream endobj\n"


@pytest.mark.parametrize(
    "body",
    [
        b"4 0 obj" + SCRIPT + b"endobj ",
        b"4 0 obj%note\r<</S%x\r/J#61#76aScript/JS(x)>>endobj\n",
        b"4 0 obj\r<<\r/S\0/Launch\r>>\rendobj\r",
        b"4 0 obj<</A(\\)) /B<2f> /S/ImportData>>endobj\n",
        b"4 0 obj<</Title(5 0 obj" + SCRIPT + b"endobj)>>endobj\n",
        b"4 0 obj<</A ] /AA<</O<</S/GoToE>>>>>>endobj\n",
        b"%4 0 obj" + SCRIPT + b"\n",
        b"trailer<</Root<</OpenAction" + SCRIPT + b">>>>\n",
        b"4 0 obj<</Type/Filespec/EF<</F 5 0 R>>>>endobj 5 0 obj<</Type/EmbeddedFile>>stream\nMZ\nendstream endobj\n",
        a_stream(PACKED, ABOUT).replace(b"/First", b"/X(a obj b)/First"),
        a_stream(PACKED, ABOUT).replace(b"stream\nx", b"stream\rx"),
        a_stream(PACKED, ABOUT).replace(b"stream\nx", b"stream%c\nx").replace(b"stream%c\nx", b"stream \r\nx"),
        with_wrong_sum(a_stream(PACKED, ABOUT)),
        around(a_stream(PACKED, ABOUT)),
        around(b"4 0 obj" + SCRIPT + b"endobj"),
        b"4 0 obj<</S 5 0 R/F(cmd)>>endobj\n" + a_stream(b"5 0 /Launch", ABOUT),
        a_stream(b"4 0 5 9 <</S 5 0 R/F(cmd)>> /Launch", ABOUT),
        a_stream(PACKED, b"/First%c\n4/N 1"),
        b"9 0 obj<</Type/ObjStm/N 1/First 4/Length 30>>stream\n4 0 <</XFA[(a)]>>endstream endobj\n",
    ],
)  # fmt: skip
def test_what_a_reader_would_run_is_found_wherever_it_hides(body):
    assert fault_of(a_pdf(body)).code == "active"


def test_an_object_that_a_later_update_replaces_is_looked_at_too():
    first = a_pdf(b"4 0 obj" + SCRIPT + b"endobj\n")

    assert fault_of(first + b"4 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n").code == "active"
    assert fault_of(a_pdf() + b"4 0 obj" + SCRIPT + b"endobj\nstartxref\n0\n%%EOF\n").code == "active"


def test_what_is_packed_around_a_false_end_is_looked_through():
    packed = zlib.compressobj(0)
    body = packed.compress(b"4 0 (endstream) ") + packed.compress(PACKED) + packed.flush()
    stream = b"9 0 obj<</Filter/FlateDecode" + ABOUT + b">>stream\n" + body + b"\nendstream endobj\n"

    assert fault_of(a_pdf(stream)).code == "active"


@pytest.mark.parametrize(
    "filters", [b"/Filter 7 0 R", b"/Filter[/FlateDecode/FlateDecode]", b"/Filter/FlateDecode/Filter/LZWDecode"]
)
def test_objects_packed_in_a_way_that_is_not_undone_are_refused(filters):
    assert fault_of(a_pdf(a_stream(PACKED, ABOUT).replace(b"/Filter/FlateDecode", filters))).code == "unreadable"


def test_encryption_is_found_in_the_dictionary_of_a_table_that_is_a_stream():
    assert fault_of(a_pdf(b"7 0 obj<</Type/XRef/Encr#79pt 8 0 R>>stream\nx\nendstream endobj\n")).code == "encrypted"


WORDS = "<h1>Program/Launch 2023</h1>" + "<p>Kode HTML/JS (JavaScript) /Encrypt %%EOF endobj stream 5 0 obj</p>" * 40


def a_scan() -> bytes:
    written = io.BytesIO()
    pages = [Image.frombytes("L", (800, 1100), os.urandom(880_000)) for _number in range(2)]
    pages[0].save(written, "PDF", save_all=True, append_images=pages[1:], title="Program/Launch HTML/JS")
    return written.getvalue()


@pytest.mark.parametrize(
    "make",
    [
        lambda: HTML(string=WORDS).write_pdf(),
        lambda: HTML(string=WORDS).write_pdf(pdf_variant="pdf/ua-1"),
        a_scan,
        lambda: a_pdf(a_stream(b"4 0 5 20 (Kode HTML/JS) <</Dest/XYZ>>", ABOUT)),
        lambda: a_pdf(b"4 0 obj<</Title(Program/Launch dan /JavaScript \\(/JS\\))/Producer(Word)>>endobj\n"),
    ],
)
def test_an_ordinary_file_that_only_speaks_of_programs_is_kept(make):
    assert fault_of(make()) is None


FORM = "<style>input { appearance: auto }</style><form><input name=nama value=Contoh><input type=checkbox></form>"
SAMPLES = ROOT / "tests" / "awards" / "samples"
"""Written by LibreOffice; how, tells the README there."""


@pytest.mark.parametrize("name", ["surat", "formulir"])
def test_what_libreoffice_writes_is_kept_with_its_links_and_fields(name):
    content = (SAMPLES / f"{name}.pdf").read_bytes()

    assert (b"/AcroForm" in content) == (name == "formulir")
    assert fault_of(content) is None


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("kirim", Fault("active", {"what": "SubmitForm"})),
        ("kunci", Fault("encrypted")),
        ("izin", Fault("encrypted")),
        ("hibrida", Fault("two_in_one", {"kind": "PDF"})),
    ],
)
def test_what_libreoffice_writes_that_sends_locks_or_holds_a_file_is_refused(name, fault):
    assert fault_of((SAMPLES / f"{name}.pdf").read_bytes()) == fault


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_form_of_weasyprint_is_kept(is_packed):
    content = HTML(string=FORM).write_pdf(pdf_forms=True, uncompressed_pdf=not is_packed)

    assert (b"/AcroForm" in content, b"/ObjStm" in content) == (not is_packed, is_packed)
    assert fault_of(content) is None


def test_a_file_that_weasyprint_attaches_is_found():
    content = HTML(string='<link rel=attachment href="data:text/plain,contoh">').write_pdf()

    assert fault_of(content) == Fault("active", {"what": "EmbeddedFile"})


@pytest.mark.parametrize(
    "flood",
    [b"1 0 obj<<" * 580_000, b"obj(" * 1_300_000, b"obj<" * 1_300_000, b"obj<<" + b"/A#41" * 1_000_000,
     b"obj<<" + b"/Filter/FlateDecode" * 270_000 + b"/First 1>>stream\n",
     a_stream(b"4 0 <</J", ABOUT) * 52_000],
)  # fmt: skip
def test_a_flood_is_refused_in_little_time(flood):
    begun = time.process_time()

    fault = fault_of(a_pdf(flood))

    assert fault.code == "unreadable"
    assert time.process_time() - begun < 4
