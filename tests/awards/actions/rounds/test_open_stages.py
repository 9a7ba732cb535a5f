import pytest

from awards.actions.rounds.open_stages import require_stage
from awards.entry_errors import EntryRefused
from awards.enums import RoundStage
from tests.awards.rows import a_round
from tests.factories import A_MOMENT

FIRST_TWO = [RoundStage.NOMINATION, RoundStage.VERIFICATION]


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra, RoundStage.VERIFICATION)


def test_one_open_stage_of_several_is_enough(kaltim):
    require_stage(kaltim, FIRST_TWO, A_MOMENT)


def test_of_several_stages_the_first_day_and_the_last_are_told(kaltim):
    with pytest.raises(EntryRefused) as refused:
        require_stage(kaltim, [RoundStage.NOMINEES, RoundStage.INTERVIEW], A_MOMENT)

    assert refused.value.message == (
        "Langkah ini hanya dapat diambil pada tahap Penetapan nomine – Wawancara, yang dibuka 13 Agustus 2025 pukul "
        "10.00 WITA sampai 2 September 2025 pukul 10.00 WITA. Tidak ada yang berubah."
    )
