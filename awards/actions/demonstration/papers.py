"""The proofs of the demonstration: a page of PDF each, which says itself that it proves nothing. Pure."""

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
FIRST_LINE, LINE = 540, 22
BESIDES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def paper(*lines: str) -> bytes:
    """Return a PDF of one page with these lines and, below them, that it is an example."""
    shown = [*lines, "", "Contoh untuk peragaan, bukan dokumen resmi."]
    drawn = "".join(
        f"BT /F1 12 Tf 40 {FIRST_LINE - LINE * row} Td ({line.translate(BESIDES)}) Tj ET\n"
        for row, line in enumerate(shown)
    ).encode("cp1252", "replace")
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        PAGE,
        FONT,
        b"<</Length %d>>\nstream\n" % len(drawn) + drawn + b"\nendstream",
    )
    whole, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(bodies, start=1):
        places.append(len(whole))
        whole += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(bodies) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count + table
    return whole + head + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(whole))
