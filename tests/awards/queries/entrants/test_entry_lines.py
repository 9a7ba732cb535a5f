import pytest

from awards.queries.entrants.entry_lines import COLUMNS, entry_lines, in_one_form
from tests.awards.rows import a_category, a_firm, a_round, an_entry
from tests.factories import A_MOMENT


@pytest.fixture
def kaltim(edition, places, citra):
    a_category(edition)
    return a_round(edition, places["64"], citra)


def a_line(*cells: str) -> dict[str, str]:
    return dict(zip(COLUMNS, [*cells, *[""] * len(COLUMNS)], strict=False))


def test_regions_and_firms_are_told_as_a_file_tells_them(kaltim, edition, places, citra):
    mining = a_category(edition, "tambang", kind="firm", position=2)
    an_entry(kaltim, edition.categories.get(code="kabkota"), places["64.01"], citra)
    an_entry(kaltim, mining, places["64.08"], citra, firm=a_firm(places["64.08"], contact="info@contoh.id"))
    an_entry(kaltim, mining, places["64.08"], citra, firm=a_firm(places["64.08"], npp="NN000002"), state="withdrawn")

    assert list(entry_lines(kaltim)) == [
        a_line("kabkota", "64.01", "", "Kabupaten Paser"),
        a_line(
            "tambang", "64.08", "NN123456", "PT Contoh Tambang", "besar", "Pertambangan", "info@contoh.id",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [("kabkota", "64.01", "", ""), ("Pemerintah Kabupaten/Kota", "6401", "", "Kab. Paser"),
     ("kabkota", "64.01", "", "PASER")],
)  # fmt: skip
def test_the_same_region_in_any_spelling_is_the_same_line(kaltim, written):
    assert in_one_form(a_line(*written), kaltim, A_MOMENT.date()) == a_line("kabkota", "64.01", "", "Kabupaten Paser")


def test_what_is_not_understood_stays_as_it_is_written(kaltim):
    wrong = a_line("lomba", "64.01", "", "Kutai Timur")
    unknown = a_line("kabkota", "99.99", "", "Antah Berantah")
    firm = a_line("tambang", "64.01", "nn12", "PT A", "BESAR")

    told = [in_one_form(line, kaltim, A_MOMENT.date()) for line in (wrong, unknown, firm)]

    assert told == [wrong, unknown, a_line("tambang", "64.01", "NN12", "PT A", "besar")]
