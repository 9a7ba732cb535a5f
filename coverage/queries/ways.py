"""On which way an act wrote figures, in words: also that it took an import back, or restored it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from coverage.enums import Via
from coverage.models import Change, Upload


def ways_of(acts: Iterable[Change]) -> dict[int, str]:
    """Return the way of each act by its id: "impor berkas", "pembatalan impor no. 17", "pemulihan impor no. 17".

    What took an act back came in as that act did, which alone would read as if the file had been imported again. Asks
    the database only where one of the acts took another back, once for each that is not among them.
    """
    found = {act.pk: act for act in acts}
    undoes = {pk: act.undoes_id for pk, act in found.items()}
    while missing := {pk for pk in undoes.values() if pk is not None} - undoes.keys():
        undoes |= dict(Change.objects.filter(pk__in=missing).values_list("pk", "undoes"))
    origins = {pk: origin_of(pk, undoes) for pk in found}
    first = {origin for origin, turns in origins.values() if turns}
    uploads = dict(Upload.objects.filter(change__in=first).values_list("change", "pk")) if first else {}
    return {pk: way(act, uploads.get(origins[pk][0]), origins[pk][1]) for pk, act in found.items()}


def origin_of(act: int, undoes: dict[int, int | None]) -> tuple[int, int]:
    """Return the act that began the chain of an act, and how many of its chain took back the one before."""
    turns = 0
    while (before := undoes[act]) is not None:
        act, turns = before, turns + 1
    return act, turns


def way(act: Change, upload: int | None, turns: int) -> str:
    """Return the words for one act; every second turn of an upload restores it."""
    if not turns or upload is None:
        return str(Via(act.via).label)
    told = _("pembatalan impor no. %(number)s") if turns % 2 else _("pemulihan impor no. %(number)s")
    return told % {"number": upload}
