"""Remember what a sender decided about sheets that look alike, so that next month's file is read without asking."""

from datetime import datetime

from coverage.models import RememberedLayout, Upload
from coverage.queries.uploads.context import keys_of, like, remembered_layouts
from coverage.sheets.answers import Answers, remembered, with_remembered
from coverage.sheets.stored import Stored


def remember_layouts(upload: Upload, at: datetime) -> None:
    """Keep a new version of each layout of the upload's sheets where anything was decided otherwise than before.

    A list of persons is remembered by its headings and the columns that were chosen, never by words of its rows.
    """
    answers = remembered(upload.answers)
    for sheet in upload.found.get("sheets", ()):
        if sheet.get("fingerprint"):
            layout: Stored = {"kind": sheet["kind"], "columns": sheet["columns"]}
            remember(upload, sheet["fingerprint"], layout, for_layout(answers, layout), at)


def for_layout(answers: Answers, layout: Stored) -> Answers:
    """Return of the answers what is about this layout: of columns only its own."""
    keys = keys_of(layout)
    columns = {key: told for key, told in answers.get("columns", {}).items() if key in keys}
    kept = {slot: told for slot, told in answers.items() if slot != "columns"}
    return kept | ({"columns": columns} if columns else {})


def remember(upload: Upload, fingerprint: str, layout: Stored, answers: Answers, at: datetime) -> None:
    """Keep what was decided about one layout. One that is new begins with what its sheet was read by: that alike it."""
    rows = RememberedLayout.objects.filter(sender=upload.by, fingerprint=fingerprint)
    last = rows.order_by("-version").first()
    before = last or like(remembered_layouts(upload.by), keys_of(layout))
    whole = with_remembered(for_layout(before.answers, layout) if before else {}, answers)
    if last is None or last.answers != whole:
        version = last.version + 1 if last else 1
        RememberedLayout.objects.create(
            sender=upload.by, fingerprint=fingerprint, version=version, layout=layout, answers=whole, at=at
        )
