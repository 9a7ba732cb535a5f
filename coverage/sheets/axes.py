"""What a row says besides its count: month, category, payer. Each distinct word is read once. Pure.

An answer is the value itself, or the finding that says why there is none; the finding gets its rows by who asks.
"""

from collections.abc import Iterable, Mapping, Sequence

from coverage.sheets.cells import Row, Value, cell, column_of, echo, is_blank, written
from coverage.sheets.finding import Titles
from coverage.sheets.findings import Choice, Finding, Status
from coverage.sheets.layouts import Column, Layout
from coverage.sheets.periods import Period, month_and_year, month_of, parse_periods
from coverage.sheets.roles import Role
from coverage.sheets.said import Given, Said
from coverage.sheets.vocabulary import Words
from regions.names import plain


class Spoken:
    """Category or payer of a cell, of its column, or of the upload, whichever is nearest."""

    def __init__(self, name: str, words: Words, answers: Mapping[str, str], given: str, column: Column | None) -> None:
        self.name, self.words, self.answers, self.given, self.column = name, words, answers, given, column
        self.known: dict[str, str | Finding] = {}

    def of(self, values: Sequence[Value], column: Column, meant: tuple[str, ...]) -> str | Finding:
        """Return the code that holds for a count: `meant` is what the heading of its column says."""
        if meant:
            return self.read(column.heading, meant, column.heading)
        found = cell(values, self.column.index) if self.column is not None else None
        text = found if isinstance(found, str) else written(found)
        known = self.known.get(text)
        if known is None:
            known = self.known[text] = self.of_text(text)
        return known

    def of_text(self, text: str) -> str | Finding:
        """Return what a cell says; where it is blank, what the upload says."""
        heading = self.column.heading if self.column is not None else ""
        if is_blank(text):
            return self.given or self.read("", (), heading)
        return self.read(text, self.words.codes(text), heading)

    def read(self, text: str, codes: tuple[str, ...], heading: str) -> str | Finding:
        if len(codes) == 1:
            return codes[0]
        key = f"\0{text}"
        if key not in self.known:
            answer = self.answers.get(plain(text)) if text else None
            self.known[key] = answer or self.finding(text, codes, heading)
        return self.known[key]

    def finding(self, text: str, codes: tuple[str, ...], heading: str) -> Finding:
        code = f"{self.name}_missing" if not text else f"{self.name}_{'doubtful' if codes else 'unknown'}"
        choices = tuple(Choice(each) for each in codes or self.words.near(text))
        return Finding(code, Status.HELD, column=heading, more={"shown": echo(text)}, choices=choices)


class Months:
    """The month of a cell, of its column, or of the upload, whichever is nearest."""

    def __init__(self, layout: Layout, body: Iterable[Row], titles: Titles, said: Said, given: Given) -> None:
        self.period = layout.first(Role.PERIOD) or layout.first(Role.MONTH)
        self.year = layout.first(Role.YEAR)
        self.titles, self.said, self.given = titles, said, given
        index = self.period.index if self.period is not None else None
        self.periods = parse_periods(column_of(body, index)) if index is not None else {}
        self.known: dict[tuple[object, ...], int | Finding] = {}

    def of(self, values: Sequence[Value], column: Column) -> int | Finding:
        """Return the month of a count."""
        said = cell(values, self.period.index) if self.period is not None else None
        year = cell(values, self.year.index) if self.year is not None else None
        key = (said.__class__, said, year, column.index if column.meaning.month or column.meaning.year else None)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self.read(said, year, column)
        return found

    def read(self, said: Value, year: Value, column: Column) -> int | Finding:
        meaning = column.meaning
        if meaning.month:
            years = meaning.year or (int(text) if (text := written(year)).isdigit() else 0)
            month = month_of(years, meaning.month)
            return month or self.finding("month_without_year", column.heading, column.heading, ())
        if self.period is None and self.year is None:
            return self.given.month or self.said.months.get("") or self.missing(column)
        period = self.periods.get((said.__class__, said)) if self.period is not None else None
        if (period is None or not period.months) and not is_blank(year):
            period = month_and_year(said, year) if not is_blank(said) else Period(of_year(year), "only_year")
        shown = " ".join(filter(None, (written(said), written(year))))
        if period is not None and period.month is not None:
            return period.month
        if answer := self.said.months.get(shown):
            return answer
        if period is None or period.why == "blank":
            return self.given.month or self.missing(column)
        heading = (self.period or self.year or column).heading
        if not period.months:
            return Finding("no_period", Status.REJECTED, column=heading, more={"shown": echo(shown)})
        return self.finding(f"period_{period.why}", heading, shown, period.months)

    def missing(self, column: Column) -> Finding:
        heading = self.period.heading if self.period is not None else ""
        return self.finding("period_missing", heading, "", self.titles.months)

    def finding(self, code: str, heading: str, shown: str, months: tuple[int, ...]) -> Finding:
        choices = tuple(Choice(str(month)) for month in months)
        return Finding(code, Status.HELD, column=heading, more={"shown": echo(shown)}, choices=choices)


def of_year(year: Value) -> tuple[int, ...]:
    text = written(year)
    month = month_of(int(text), 12) if text.isascii() and text.isdigit() else None
    return (month,) if month else ()
