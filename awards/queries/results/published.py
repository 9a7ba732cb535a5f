"""What of results is public: approved by a second person, past its embargo, and not withdrawn."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from awards.models import EntrantCategory, Publication, Result, Round


def public(at: datetime) -> Q:
    """Match the publications that are public at a moment."""
    return Q(approved_at__isnull=False, dropped_at=None, withdrawn_at=None) & (
        Q(embargo_until=None) | Q(embargo_until__lte=at)
    )


def public_results(at: datetime) -> QuerySet[Result]:
    """Return all results that are public at a moment, without their bundles."""
    shown = Publication.objects.filter(public(at)).values("result")
    rows = Result.objects.filter(pk__in=shown).defer("bundle")
    return rows.select_related("round__edition__programme", "round__region", "category", "criteria_set", "snapshot")


def is_public(round_: Round, category: EntrantCategory, at: datetime) -> bool:
    """Tell whether some version of the result of a category is public."""
    return public_results(at).filter(round=round_, category=category).exists()


def newest_public(round_: Round, at: datetime) -> list[Result]:
    """Return the newest public version of each category of a round, in the order of the categories."""
    newest = dict[int, Result]()
    for result in public_results(at).filter(round=round_).order_by("version"):
        newest[result.category_id] = result
    return sorted(newest.values(), key=lambda one: (one.category.position, one.category.code))


def newer_public(result: Result, at: datetime) -> Result | None:
    """Return the newest public version after this one, which holds in its place; None where this one holds."""
    rows = public_results(at).filter(round=result.round_id, category=result.category_id)
    return rows.filter(version__gt=result.version).order_by("version").last()


def withdrawals(round_: Round) -> QuerySet[Publication]:
    """Return what was public in a round and was taken back, with its reason, the newest version first."""
    rows = Publication.objects.filter(result__round=round_, withdrawn_at__isnull=False)
    rows = rows.filter(Q(embargo_until=None) | Q(embargo_until__lt=F("withdrawn_at")))  # else nobody ever saw it
    return rows.select_related("result__category").defer("result__bundle").order_by("-result__version", "-pk")


def withdrawn_after(result: Result, at: datetime) -> tuple[Publication, ...]:
    """Return the later versions of a result that were taken back, by which it holds again; none where it does not."""
    if result.pk not in {one.pk for one in newest_public(result.round, at)}:
        return ()
    rows = withdrawals(result.round).filter(result__category=result.category_id, result__version__gt=result.version)
    return tuple(rows)


def publication_of(result: Result) -> Publication | None:
    """Return the request to publish a result that stands: asked for or approved, neither dropped nor withdrawn."""
    standing = Publication.objects.filter(result=result, dropped_at=None, withdrawn_at=None)
    return standing.select_related("asked_by", "approved_by", "withdraw_asked_by").first()
