import pytest

from coverage.workbooks.limits import Limits, Spent
from coverage.workbooks.strings import Strings

PLAIN = b"<si><t>Busui</t></si>"


@pytest.mark.parametrize(
    ("odd", "length"),
    [
        (b"<si><t>a &amp; b</t></si>", 5), (b'<si><t xml:space="preserve">  tepi  </t></si>', 8),
        (b"<si><r><t>ab</t></r><r><t>c</t></r></si>", 3),
    ],
)  # fmt: skip
def test_a_text_that_is_none_of_a_plain_run_is_counted_whole(odd, length):
    found = Strings(Spent(Limits(), 1000))

    found.read([b"<sst>" + PLAIN * 2 + odd + PLAIN + b"</sst>"])

    assert list(found.lengths) == [5, 5, length, 5]
