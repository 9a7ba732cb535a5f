"""Each fault of a scheme has a sentence that names the criterion and says what to do."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from awards.arithmetic import scheme_faults
from awards.arithmetic.schemes import Fault, Phase
from awards.criteria_errors import SENTENCES, CriteriaActRefused, CriteriaRefused, shown


def said(code: str, **parameters: object) -> str:
    return CriteriaRefused([Fault(code, parameters)], names={"a": "Regulasi", "b": "Inovasi"}).message


def a_sum(missing: str, phase: Phase = Phase.DESK, parent: str = "") -> str:
    found = Decimal(100) - Decimal(missing)
    return said("weights_sum", phase=phase, parent=parent, sum=found, missing=Decimal(missing))


def test_no_fault_of_the_pure_module_is_without_words():
    codes = set(re.findall(r"Fault\(\"(\w+)\"", Path(scheme_faults.__file__).read_text()))

    assert codes - {"weights_sum"} == set(SENTENCES)


def test_what_is_missing_to_the_weights_is_named():
    assert a_sum("5") == "Bobot kriteria baru berjumlah 95. Tambahkan 5 agar putaran penilaian dapat dibuka."
    assert a_sum("-2.5") == "Bobot kriteria berjumlah 102,5. Kurangi 2,5 agar putaran penilaian dapat dibuka."
    assert a_sum("5", Phase.INTERVIEW).startswith("Bobot kriteria (wawancara) baru berjumlah 95. ")
    assert a_sum("5", parent="a") == "Bobot bagian dari Regulasi berjumlah 95, berbeda 5 dari bobotnya. Samakan."


@pytest.mark.parametrize("code", SENTENCES)
def test_each_sentence_can_be_said(code):
    every = {
        "criterion": "a", "parent": "b", "phase": Phase.INTERVIEW, "sum": Decimal(95), "missing": Decimal(5),
        "lowest": Decimal(1), "highest": Decimal(5), "trimmed": 2, "trim_from": 4, "count": 99, "most": 40,
        "formula": "x",
    }  # fmt: skip

    text = said(code, **every)

    assert "%" not in text
    assert text.endswith(".")


def test_several_faults_are_all_told_after_the_category():
    found = [Fault("bands_empty", {"criterion": "a"}), Fault("bad_cap", {"criterion": "b", "cap": Decimal(0)})]

    refused = CriteriaRefused(found, "UKM", {"a": "Regulasi", "b": "Inovasi"})

    assert len(refused.reasons) == 2
    assert refused.message.startswith("UKM: Regulasi belum mempunyai rentang.")
    assert "Inovasi" in str(refused)


def test_a_number_is_shown_as_it_is_read_here():
    assert [shown(Decimal(text)) for text in ("95", "95.00", "12.50", "1E+2")] == ["95", "95", "12,5", "100"]
    assert shown("x") == "x"


def test_an_act_on_criteria_names_the_category():
    assert CriteriaActRefused("none", "UKM").message.startswith("Kriteria untuk UKM belum ada.")
