"""The table of a page as a file: Excel, CSV, or JSON, from the same rows."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.http import JsonResponse
from django.http.response import HttpResponseBase

from paritrana.exports import table_answer

JSON = {"ensure_ascii": False}


def twin(
    form: str,
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[object]],
    about: Mapping[str, object] | None = None,
) -> HttpResponseBase:
    """Answer with a table.

    JSON carries `about` beside the rows, and decimal numbers as text, so that no digit changes on the way.
    """
    if form != "json":
        return table_answer(form, name, header, rows)
    told = [{head: plain(cell) for head, cell in zip(header, row, strict=True)} for row in rows]
    return JsonResponse({**(about or {}), "rows": told}, json_dumps_params=JSON)


def plain(cell: object) -> object:
    return format(cell, "f") if isinstance(cell, Decimal) else cell
