"""The proofs of the demonstration are files that the portal takes, and say themselves that they prove nothing."""

from awards.actions.demonstration.papers import paper
from awards.evidence_files import FileKind, fault_of, kind_of


def test_a_paper_is_a_pdf_that_passes_the_checks_of_proofs_and_says_that_it_is_an_example():
    content = paper("Naskah (contoh)", "PT Contoh \\ Kebun")

    assert (kind_of(content), fault_of(content)) == (FileKind.PDF, None)
    assert b"Contoh untuk peragaan, bukan dokumen resmi." in content
    assert rb"(Naskah \(contoh\))" in content


def test_the_table_of_a_paper_points_at_each_of_its_objects():
    content = paper("Satu", "Dua")
    place = int(content.rsplit(b"startxref\n", 1)[1].split(b"\n")[0])
    lines = content[place:].split(b"\n")

    assert lines[0] == b"xref"
    places = [int(line.split()[0]) for line in lines[3:8]]
    assert [content[each : each + 7] for each in places] == [b"%d 0 obj" % number for number in range(1, 6)]
