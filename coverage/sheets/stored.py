"""Findings and layouts as plain values, so that they can be kept and read again. Pure."""

from collections.abc import Mapping
from typing import Any

from coverage.sheets.findings import Choice, Finding, Status
from coverage.sheets.layouts import Column, Kind, Layout, Meaning
from coverage.sheets.roles import Role

Stored = dict[str, Any]
"""What JSON can hold: texts, whole numbers, truth, lists and dictionaries."""

MOST_ROWS = 20
"""Rows of a finding that are kept by number; `count` says of how many it is true."""


def finding_stored(finding: Finding) -> Stored:
    return {
        "code": finding.code,
        "status": finding.status.value,
        "rows": list(finding.rows[:MOST_ROWS]),
        "column": finding.column,
        "more": dict(finding.more),
        "choices": [[choice.answer, choice.shown] for choice in finding.choices],
        "count": max(finding.count, len(finding.rows)),
    }


def finding_from(stored: Mapping[str, Any]) -> Finding:
    """Return a finding as it was kept."""
    return Finding(
        code=stored["code"],
        status=Status(stored["status"]),
        rows=tuple(stored["rows"]),
        column=stored["column"],
        more=stored["more"],
        choices=tuple(Choice(answer, shown) for answer, shown in stored["choices"]),
        count=stored["count"],
    )


def meaning_stored(meaning: Meaning) -> Stored:
    return {
        "role": meaning.role.value if meaning.role else None,
        "categories": list(meaning.categories),
        "payers": list(meaning.payers),
        "month": meaning.month,
        "year": meaning.year,
    }


def meaning_from(stored: Mapping[str, Any]) -> Meaning:
    """Return the meaning of a column as it was kept; what is not told is absent. Raise ValueError for no such role."""
    return Meaning(
        role=Role(stored["role"]) if stored.get("role") else None,
        categories=tuple(stored.get("categories", ())),
        payers=tuple(stored.get("payers", ())),
        month=stored.get("month"),
        year=stored.get("year"),
    )


def layout_stored(layout: Layout) -> Stored:
    columns = [
        {"index": column.index, "parts": list(column.parts), "key": name_of(column, layout)}
        | meaning_stored(column.meaning)
        for column in layout.columns
    ]
    return {"kind": layout.kind.value, "columns": columns}


def layout_from(stored: Mapping[str, Any]) -> Layout:
    """Return a layout as it was kept."""
    columns = tuple(Column(one["index"], tuple(one["parts"]), meaning_from(one)) for one in stored["columns"])
    return Layout(columns, Kind(stored["kind"]))


def name_of(column: Column, layout: Layout) -> str:
    """Return by what a decision about one column is kept: its key, and its place where others have the same or none."""
    alone = column.key and sum(other.key == column.key for other in layout.columns) == 1
    return column.key if alone else f"{column.key}@{column.index}"
