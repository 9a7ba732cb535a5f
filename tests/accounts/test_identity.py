"""What counts as an identity number in a text, how it is hidden, and what people write every day and does not."""

import pytest

from accounts.identity import holds_identity, masked


@pytest.mark.parametrize(
    "text",
    [
        "6401014203900001", "NIK 6401014203900001 meninggal", "1234567890123456", "64 01 01 420390 0001",
        "6401.0142.0390.0001", "640101-420390-0001", "640101 - 020390 - 0001", "64 0101 0203 9000 01",
        "６４０１０１４２０３９００００１", "(6401\u00a00142\u00a00390\u00a00001)", "6401–0142–0390–0001",
        "٦٤٠١٠١٤٢٠٣٩٠٠٠٠١", "६४०१०१४२०३९००००१", "6401\u200b0142\u200b0390\u200b0001", "\u202e6401014203900001\u202c",
        "6401\u200e01420390\u00ad0001", "6401/0142/0390/0001", "640101_420390_0001",
    ],
)  # fmt: skip
def test_an_identity_number_is_seen_however_it_is_parted(text: str):
    assert holds_identity(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "12345678901234567", "640101420390000", "NIP 19680412 199003 1 005", "500.15/1234/2025",
        "2025-07-01 2025-08-15", "01-07-2025 15-08-2025", "15-08-2025 05-09-2025", "15/08/2025 - 05/09/2025",
        "15.08.2025–05.09.2025", "0811-2345-6789 dan 0812-3456-7890",
        "dari 1.250 menjadi 12.500 pekerja, iuran Rp16.800", "1.000.000.000.000.000", "6401.0199.1390.0001",
    ],
)  # fmt: skip
def test_other_numbers_of_an_office_are_none(text: str):
    assert not holds_identity(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("GET /wilayah/6401014203900001/isi/", "GET /wilayah/6401********0001/isi/"),
        ("6401 0142 0390 0001 dan 6401\u200b014203900002", "6401********0001 dan 6401********0002"),
        ("GET /wilayah/64.01.05.2001/", "GET /wilayah/64.01.05.2001/"),
        ("１５ orang\u200b", "１５ orang\u200b"),
    ],
)
def test_the_middle_of_an_identity_number_is_hidden_and_nothing_else(text: str, shown: str):
    assert masked(text) == shown
