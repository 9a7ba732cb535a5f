"""The one way in which Excel, LibreOffice and the usual libraries write a row, as a pattern of bytes.

Reading every cell as an XML event takes several times as long as reading its value. A row that matches here is known
to be well-formed, in order, within the limits and free of errors; every other row goes through expat (sheet_scan.py).
"""

import re

from coverage.workbooks.limits import letters

ATTRIBUTES = (
    rb"(?: (?:spans|customHeight|s|customFormat|hidden|outlineLevel|collapsed|thickTop|thickBot|x14ac:dyDescent)"
)
ATTRIBUTES += rb'="[^"<&>]*"| ht="(?!0(?:\.0*)?")[^"<&>]*")*+'
TEXT = rb"[^<&\x00-\x20][^<&\x00-\x1f]{0,%d}+"
NUMBER = rb"-?\d{1,30}+(?:\.\d{1,30}+)?(?:[eE][-+]?\d{1,2})?"
SPACE = rb"[ \t\r\n]*+"  # between elements; Apache POI writes line ends there
FORMULA = rb'(?:<%(p)sf(?: [a-zA-Z0-9]+="[^"<&]*")*+(?:/>|>[^<\x00-\x08]*+</%(p)sf>))?+'


def row_pattern(prefix: bytes, columns: int, longest: int, *, calculated: bool) -> "re.Pattern[bytes]":
    """Return the pattern of a row with up to `columns` cells, in order, of at most `longest` bytes of text each.

    Group 1 is the number of the row, group n + 1 is set if column n has a value, so `lastindex - 1` is the last column
    filled. `prefix` is that of the namespace, with its colon. Where formulas are not `calculated`, none matches.
    """
    of = {b"p": prefix}
    formula = FORMULA % of if calculated else b""
    text = TEXT % (longest - 1)
    body = b"".join((
        rb'(?: s="\d{1,5}")?+(?:/>|></%(p)sc>|(?:' % of,
        rb' t="s"><%(p)sv>\d{1,8}</%(p)sv>|(?: t="n")?>' % of, formula, rb"<%(p)sv>" % of, NUMBER, rb"</%(p)sv>|" % of,
        rb' t="inlineStr"><%(p)sis><%(p)st(?: xml:space="preserve")?>' % of, text, rb"</%(p)st></%(p)sis>|" % of,
        rb' t="str">', formula, rb"<%(p)sv>" % of, text, rb'</%(p)sv>| t="b"><%(p)sv>[01]</%(p)sv>' % of,
        rb")</%(p)sc>())" % of,
    ))  # fmt: skip
    cells = b"".join(
        rb'(?:%s<%sc r="%s\1"%s)?+' % (SPACE, prefix, letters(column).encode(), body)
        for column in range(1, columns + 1)
    )
    begun = SPACE + rb'<%(p)srow r="([1-9]\d{0,6})"' % of + ATTRIBUTES
    return re.compile(begun + rb"(?:/>|>" + cells + SPACE + rb"</%(p)srow>)" % of)


class Finders:
    """Patterns that pick from rows of the usual form what is marked in them."""

    def __init__(self, prefix: bytes, percents: frozenset[int]) -> None:
        of = {b"p": prefix}
        styles = b"|".join(b"%d" % style for style in sorted(percents))
        self.hidden = re.compile(rb'<%(p)srow r="(\d+)"[^>]* hidden="(?:1|true)"' % of)
        self.formula = re.compile(rb'<%(p)sc r="([A-Z]+)\d+"[^>]*><%(p)sf' % of)
        self.shared = re.compile(rb' t="s"><%(p)sv>(\d+)' % of)
        self.shared_cell = re.compile(rb'<%(p)sc r="([A-Z]+)(\d+)"[^>]* t="s"><%(p)sv>(\d+)' % of)
        self.percent = re.compile(
            rb'<%(p)sc r="([A-Z]+)(\d+)" s="(?:%(s)s)"(?: t="n")?>' % {b"p": prefix, b"s": styles}
        )
        self.has_percents = bool(percents)
        self.cell, self.plain_value, self.inline = (b"<%s%s" % (prefix, end) for end in (b"c ", b"v>", b"is>"))
        self.formula_start = b"<%sf" % prefix
