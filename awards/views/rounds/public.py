"""What anyone reads of the award: what it is, its editions and rounds with their dates, and by what it is judged."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.abilities import Ability
from accounts.models import User
from awards.access import READERS, abilities_in, keeps_awards, rounds_to_open, sets_dates
from awards.enums import RoundStage
from awards.models import CriteriaSet, Edition, Round
from awards.queries.results.published import public_results
from awards.queries.rounds.history import history
from awards.queries.rounds.own_ways import own_ways
from awards.queries.rounds.pages import (
    KINDS,
    NATIONAL,
    PROVINCIAL,
    CategoryRow,
    edition_of,
    edition_page,
    programmes,
    round_row,
)
from awards.queries.rounds.tables import CRITERIA_HEADER, STAGES_HEADER, criteria_rows, rounds_in, stage_rows
from awards.queries.settings.criteria import phases
from awards.queries.settings.schemes import categories_of, newest_set, read, sets_of
from awards.views.twins import twin
from coverage.views.parameters import NotFound, choice_in


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """What the award is, and all editions with their rounds."""
    at = now()
    found = programmes(at)
    rounds = rounds_in(found)
    context = {
        "programmes": found,
        "editions": sum(len(one.editions) for one in found),
        "rounds": rounds,
        "running": [row for row in rounds if row.open],
        "results": public_results(at).values("round", "category").distinct().count(),
        "stages": RoundStage,
        "has_sample": any(row.round.is_sample for row in rounds),
    }
    return render(request, "awards/rounds/awards.html", context)


@require_safe
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """Show one programme with its editions, and what is known of earlier ones."""
    at = now()
    found = next((one for one in programmes(at) if one.programme.code == programme), None)
    if found is None:
        raise NotFound(_("Penghargaan ini tidak ada. Pilih dari halaman Penghargaan."))
    told = history(at)
    context = {
        "one": found,
        "facts": [one for one in told.facts if one.programme == programme],
        "victories": [one for one in told.victories if one.result.round.edition.programme.code == programme],
        "has_sample": any(row.has_sample for row in found.editions),
    }
    return render(request, "awards/rounds/programme.html", context)


@require_safe
def rounds(request: HttpRequest, form: str = "html") -> HttpResponseBase:
    """Show all rounds with their dates and the stage that is open."""
    found = rounds_in(programmes(now()))
    if form != "html":
        return twin(form, "putaran-penghargaan", STAGES_HEADER, stage_rows(found))
    has_sample = any(row.round.is_sample for row in found)
    return render(request, "awards/rounds/rounds.html", {"rounds": found, "has_sample": has_sample})


@require_safe
def edition(request: HttpRequest, programme: str, year: int) -> HttpResponse:
    """An edition: who competes, in which zones, where its rounds are."""
    found, at = edition_or_404(programme, year), now()
    page = edition_page(found, at)
    user = cast(User, request.user)
    context = {
        "page": page,
        "edition": found,
        "may_set": keeps_awards(user, at),
        "to_open": rounds_to_open(user, found, at),
        "has_sample": page.row.has_sample,
    }
    return render(request, "awards/settings/edition.html", context)


@require_safe
def criteria(request: HttpRequest, programme: str, year: int, form: str = "html") -> HttpResponseBase:
    """By what a category is judged, in words: the newest version of its criteria for one kind of rounds."""
    found = edition_or_404(programme, year)
    page = edition_page(found, now())
    rows = [row for row in page.categories if row.kinds]
    context = {"edition": found, "rows": rows, "kinds": KINDS}
    if rows:
        row = choice_in(request.GET, "kategori", {each.category.code: each for each in rows}, rows[0].category.code)
        kind = choice_in(request.GET, "putaran", {each: each for each in row.kinds}, row.kinds[0])
        context |= criteria_context(row, kind)
    if form != "html":
        return criteria_table(form, context)
    return render(request, "awards/settings/criteria.html", context)


def criteria_context(row: CategoryRow, kind: str) -> dict[str, object]:
    """Return what the page of criteria shows of a category."""
    held = cast(CriteriaSet, newest_set(row.category, KINDS[kind]))
    told = read(held)
    return {"row": row, "kind": kind, "set": held, "criteria": told, "phases": phases(told)}


def criteria_table(form: str, context: dict[str, Any]) -> HttpResponseBase:
    """Answer with the criteria of the page as a table; JSON says too which version it is, and whether an example."""
    if "set" not in context:
        raise NotFound(_("Kriteria edisi ini belum diisi."))
    category, held, edition = context["row"].category, context["set"], context["edition"]
    about = {
        "programme": edition.programme.code,
        "data_year": edition.data_year,
        "category": {"code": category.code, "name": category.name},
        "is_national": held.is_national,
        "version": held.version,
        "is_example": held.is_example,
        "ladder": list(context["criteria"].scheme.ladder),
    }
    name = f"kriteria-{edition.programme.code}-{edition.data_year}-{category.code}-{context['kind']}"
    return twin(form, name, CRITERIA_HEADER, criteria_rows(context["phases"]), about)


@require_safe
def round_page(request: HttpRequest, number: int) -> HttpResponse:
    """A round: its stages with their dates, what is open now, who may act, what it judges."""
    rounds = Round.objects.select_related("region", "edition__programme")
    found, at = get_object_or_404(rounds, pk=number), now()
    sets, abilities = sets_of(found), abilities_in(cast(User, request.user), found, at)
    context = {
        "row": round_row(found, at),
        "round": found,
        "edition": found.edition,
        "kind": NATIONAL if found.is_national else PROVINCIAL,
        "categories": [(category, sets[category.pk]) for category in categories_of(found)],
        "reads_entries": Ability.READ_ROUNDS in abilities,
        "reads_jury": not abilities.isdisjoint(READERS),
        "closes": Ability.PUBLISH_RESULTS in abilities,
        "judges": Ability.MARK_ENTRIES in abilities,
        "own": own_ways(cast(User, request.user), found, at),
        "may_run": sets_dates(cast(User, request.user), found, at),
    }
    return render(request, "awards/rounds/round.html", context)


def edition_or_404(programme: str, year: int) -> Edition:
    """Return an edition, or answer that there is none, with a sentence."""
    found = edition_of(programme, year)
    if found is None:
        raise NotFound(_("Penghargaan dengan tahun data ini tidak ada. Pilih dari halaman Penghargaan."))
    return found
