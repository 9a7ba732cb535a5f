from dataclasses import replace
from decimal import Decimal, getcontext

from hypothesis import given
from hypothesis import strategies as st

from awards.arithmetic.schemes import CONTEXT, Phase, children, exact, leaves, listed, rounded, summed
from tests.awards.contests import a_scheme, judged

numbers = st.lists(st.decimals(0, 100, places=25), max_size=30)


@given(numbers, st.randoms())
def test_a_sum_does_not_depend_on_the_order(given_numbers, random):
    shuffled = random.sample(given_numbers, len(given_numbers))

    assert exact(summed)(shuffled) == exact(summed)(given_numbers)


def test_arithmetic_has_fifty_digits_whatever_its_caller_has():
    getcontext().prec, before = 5, getcontext().prec

    third = exact(lambda: Decimal(1) / 3)()
    getcontext().prec = before

    assert third == Decimal(f"0.{'3' * CONTEXT.prec}")


def test_ten_places_are_kept_half_even():
    told = ("0.00000000005", "0.00000000015", "99.99999999999")

    assert [rounded(Decimal(text)) for text in told] == [0, Decimal("0.0000000002"), 100]


def test_leaves_are_nobodys_parents():
    scheme = a_scheme(judged("b", "40"), judged("d", "40", parent="b"), judged("a", "60"))

    assert [one.code for one in leaves(scheme)] == ["a", "d"]
    assert [one.code for one in children(scheme, "")] == ["b", "a"]
    assert [one.code for one in children(scheme, "b")] == ["d"]


def test_readers_get_the_papers_first_and_then_the_interview_each_as_the_scheme_lists_them():
    heard = replace(judged("a_wawancara"), phase=Phase.INTERVIEW)
    scheme = replace(a_scheme(), criteria=(heard, judged("z_regulasi"), judged("b_inovasi")))

    assert [one.code for one in listed(scheme)] == ["z_regulasi", "b_inovasi", "a_wawancara"]
