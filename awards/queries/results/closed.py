"""What is closed: the newest result of a category, and whether marks of an entry may still change."""

from awards.models import EntrantCategory, Entry, MarkSheet, Objection, Result, Round


def newest_result(round_: Round, category: EntrantCategory) -> Result | None:
    """Return the newest version of the result of a category, without its bundle; None where it is not closed."""
    found = Result.objects.filter(round=round_, category=category).select_related("closed_by", "criteria_set")
    return found.defer("bundle").order_by("-version").first()


def waiting_objection(round_: Round, category: EntrantCategory) -> Objection | None:
    """Return the first granted objection of a category that has not led to a new version yet."""
    granted = Objection.objects.filter(round=round_, entry__category=category, is_granted=True, results=None)
    return granted.defer("proof").order_by("number").first()


def is_closed_for(entry: Entry) -> bool:
    """Tell whether the marks of an entry are frozen: its category is closed. A sheet that an objection opened is not.

    Ask it under the lock of the sheet that is to change: closing locks all sheets of the category.
    """
    return Result.objects.filter(round=entry.round_id, category=entry.category_id).exists()


def is_opened_again(sheet: MarkSheet | None) -> bool:
    """Tell whether a sheet is a draft again for a granted objection that has not led to a new version yet."""
    if sheet is None or sheet.final_at is not None or sheet.reopened_for_id is None:
        return False
    return not Result.objects.filter(objection=sheet.reopened_for_id).exists()
