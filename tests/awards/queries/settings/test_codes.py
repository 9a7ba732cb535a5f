"""A code made from a name can be stored and is nobody else's."""

from hypothesis import given
from hypothesis import strategies as st

from awards.queries.settings.codes import code_from
from coverage.models.dimensions import CODE


@given(st.text(max_size=60), st.integers(0, 12))
def test_every_name_gives_a_code_of_its_own(name, many):
    taken: list[str] = []
    for _each in range(many + 1):
        taken.append(code_from(name, taken))

    assert all(CODE.fullmatch(code) for code in taken)
    assert len(set(taken)) == many + 1


def test_a_code_reads_like_its_name():
    assert code_from("Perdagangan dan jasa") == "perdagangan_dan_jasa"
    assert code_from("Nusa Tenggara-Maluku-Papua") == "nusa_tenggara_maluku"
    assert code_from("2 terbaik", {"k_2_terbaik"}) == "k_2_terbaik_2"
