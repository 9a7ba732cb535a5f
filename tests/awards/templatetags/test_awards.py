"""How a criterion becomes points is told in sentences that say the rule itself."""

from dataclasses import replace
from decimal import Decimal

from awards.arithmetic.schemes import Band, Combining, Criterion, Direction, Kind, Normalisation, Phase
from awards.enums import EntrantKind, RoundStage
from awards.queries.settings.examples import example_for
from awards.templatetags.awards import firm_size, how, ladder, stage_label, together, who_acts, zone_name

COMPUTED = Criterion("a", "Laporan", Decimal(10), Phase.DESK, Kind.COMPUTED)


def test_a_number_of_which_less_is_better_is_told_with_its_cap():
    told = how(replace(COMPUTED, direction=Direction.LOWER, floor=Decimal(30), target=Decimal("2.5"), cap=Decimal(80)))

    assert told == [
        "Dihitung dari: angka dari bukti dukung.",
        "30 bernilai 0 dan 2,5 bernilai 100; di antaranya naik lurus. Di luar itu tetap.",
        "Makin kecil makin baik.",
        "Nilainya paling tinggi 80.",
    ]


def test_bands_are_told_in_the_direction_in_which_they_hold():
    bands = (Band(Decimal(10), Decimal(50)), Band(Decimal(3), Decimal(100)))

    told = how(replace(COMPUTED, normalisation=Normalisation.BANDS, direction=Direction.LOWER, bands=bands))

    assert told[1] == "Menurut rentang: 10 atau kurang: 50; 3 atau kurang: 100; selain itu 0."


def test_a_comparison_with_the_others_is_told():
    assert how(replace(COMPUTED, normalisation=Normalisation.MIN_MAX))[1].startswith("Peserta terbaik bernilai 100")


def test_ties_and_the_joining_of_marks_are_told():
    scheme = example_for(EntrantKind.REGENCY).scheme

    assert ladder(scheme) == ["Kepesertaan", "UCJ terhadap target, dalam persen", "nilai wawancara"]
    assert together(replace(scheme, combining=Combining.MEAN)) == "Rata-rata semua penilai."
    assert together(scheme).startswith("Rata-rata tanpa 1 nilai tertinggi dan 1 terendah, mulai dari 5 penilai")


def test_each_stage_says_who_acts_in_its_own_sentence():
    told = [who_acts(stage) for stage in RoundStage]

    assert len(set(told)) == len(RoundStage)
    assert who_acts(RoundStage.PLENARY) == "Tim penilai membahas hasilnya dan membuat Berita Acara Pleno."
    assert [stage_label(stage.value) for stage in RoundStage] == RoundStage.labels


def test_zones_and_sizes_have_names():
    assert (zone_name("Asia/Makassar"), zone_name("x"), firm_size("large")) == ("WITA", "x", "besar")
