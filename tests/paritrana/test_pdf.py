"""Pages as PDF."""

import pytest

from paritrana.pdf import pdf_of


def test_a_page_becomes_a_pdf():
    assert pdf_of("<h1>Laporan Juli 2025</h1>", ["print.css"])[:5] == b"%PDF-"


def test_no_page_makes_the_server_open_a_file(tmp_path):
    picture = tmp_path / "gambar.svg"
    picture.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><text y="9">Rahasia</text></svg>'
    )

    addresses = (picture.as_uri(), "file:///tidak-ada")
    with_it, without = (pdf_of(f'<img src="{address}" alt="">') for address in addresses)

    assert len(with_it) == pytest.approx(len(without), abs=40)
