"""The entry grid (isian bulanan) at `/wilayah/<code>/isi/`: the page, and the same page as one ordinary form."""

import uuid
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import cautions, months
from coverage.actions.entry import save_entries
from coverage.actions.entry_answers import EntryState, SavedEntries
from coverage.actions.entry_zeros import empty_again, fill_blanks_with_zero
from coverage.errors import CoverageError
from coverage.models import Report
from coverage.queries.grid import Grid, grid_of, newest_month
from coverage.queries.locks import why_locked
from coverage.views import entry_acts, kept_typing
from coverage.views.entry_form import Filling, Sheet, Typed, sheets, typed_in
from coverage.views.entry_json import cell_name, grid_json
from coverage.views.offline import MODULES
from coverage.views.parameters import BadParameter, NotFound, choice_in, month_in
from paritrana import formatting
from regions.enums import Level
from regions.models import Region
from regions.queries.tree import Place

LONGEST_KEY = 64
MOST_FIELDS = 300
"""With more, the form without scripts asks for a district first: such a page is long to read and slow to make."""


@dataclass(frozen=True)
class Asked:
    """What the address asks for, by whom and with which rights."""

    region: Region
    month: int | None
    grid: Grid | None
    payer: str
    district: Place | None
    must_pick: bool
    may_edit: bool
    zeros: str = ""
    """Names blanks that were just filled with 0."""

    @property
    def year(self) -> int | None:
        return months.year_of(self.month) if self.month else None


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, code: str) -> HttpResponse:
    """Show the grid of a place, and take it as a form from browsers without scripts."""
    if not request.user.is_authenticated:
        return kept_typing.signed_out(request)
    at = now()
    if request.method == "POST":
        return saved(request, code, at)
    asked = asked_for(request, code, at)
    if asked.grid is None or asked.grid.report is None:
        context = {"asked": asked, "place": asked.region, "grid": asked.grid, "modules": MODULES}
        return render(request, "coverage/entry.html", context)
    typed = kept_typing.taken_back(request)
    return page(request, asked, typed or Typed())


def asked_for(request: HttpRequest, code: str, at: datetime) -> Asked:
    """Return what is asked; raise BadParameter, NotFound, OutOfReach or PermissionDenied."""
    region, may_edit = region_and_right(cast(User, request.user), code, at)
    month = month_in(request.GET) or newest_month(region)
    grid = grid_of(region, month, cautions.HISTORY) if month else None
    if month and grid is None:
        told = _("%(name)s tidak mempunyai isian bulanan pada %(month)s. Pilih kabupaten, kecamatan, atau desanya.")
        raise NotFound(told % {"name": region.name, "month": formatting.month(month)})
    payers = tabs_by_payer(grid) if grid else {}
    districts = {each.code: each for each in grid.districts} if grid else {}
    payer = choice_in(request.GET, "sumber", payers, next(iter(payers))) if payers else ""
    district = choice_in(request.GET, "kecamatan", districts, "") if "kecamatan" in request.GET else None
    must_pick = bool(grid) and district is None and fields_of(grid, payer) > MOST_FIELDS
    return Asked(region, month, grid, payer, district, must_pick, may_edit)


def tabs_by_payer(grid: Grid) -> dict[str, str]:
    """Return whose villages to show by the payer that an address names.

    The reporter's own cells stand above the villages of every payer, so theirs lead to the first of these.
    """
    payers = {each.payer.code: each.payer.code for each in grid.pairs}
    first = next(iter(payers), "")
    return payers | {each.payer.code: first for each in grid.own_pairs if payers and each.payer.code not in payers}


def fields_of(grid: Grid | None, payer: str) -> int:
    """Return how many fields the villages would have in one form."""
    if grid is None or grid.place.level == Level.VILLAGE:
        return 0
    return len(grid.villages) * sum(each.payer.code == payer for each in grid.pairs)


def region_and_right(user: User, code: str, at: datetime) -> tuple[Region, bool]:
    """Return the region and whether `user` may write there; who may only read gets it to read."""
    try:
        return access.region_for(user, Ability.EDIT_FIGURES, code, at), True
    except PermissionDenied:
        return access.region_for(user, Ability.READ_DRAFT, code, at), False


def shown_of(asked: Asked, typed: Typed, answers: dict[str, Any] | None = None) -> list[Sheet]:
    """Return the tables of the form as the address asks for them."""
    filling = Filling(cast(Grid, asked.grid), typed, answers or {})
    return sheets(filling, asked.district, asked.payer, without_villages=asked.must_pick)


def page(
    request: HttpRequest, asked: Asked, typed: Typed, answers: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Answer with the grid; `typed` stands in its fields, `answers` beside them."""
    grid, user = cast(Grid, asked.grid), cast(User, request.user)
    told = why_locked(report_of(grid)).message if grid.report and not grid.is_open else ""
    shown = shown_of(asked, typed, answers)
    context = {
        "asked": asked,
        "modules": MODULES,
        "grid": grid,
        "place": asked.region,
        "sheets": shown,
        **acts_of(request, asked, shown),
        "payers": payers_of(grid),
        "locked": told,
        "editable": asked.may_edit and grid.is_open,
        "key": uuid.uuid4().hex,
        "typer": kept_typing.signature_of(user),
        "model": grid_json(grid, user, may_edit=asked.may_edit, locked=told),
        "is_kept": bool(typed.texts) and request.method == "GET",
        "refused": sum(answer.state in ("refused", "conflict") for answer in (answers or {}).values()),
    }
    return render(request, "coverage/entry.html", context, status=status)


def acts_of(request: HttpRequest, asked: Asked, shown: list[Sheet]) -> dict[str, Any]:
    """Return what the buttons for many fields say: what can be filled with 0, what was copied, what can be undone."""
    grid, token = cast(Grid, asked.grid), asked.zeros or request.GET.get("nol", "")
    can_fill = asked.may_edit and grid.is_open
    scopes = entry_acts.scopes(grid, shown) if can_fill else {}
    standing = entry_acts.standing_zeros(grid, cast(User, request.user), token) if can_fill and token else 0
    return {
        "scopes": [scope for scope in scopes.values() if scope.blanks],
        "copies": sum(cell.is_copied for cell in entry_acts.fields(shown)),
        "zeros": {"token": token, "count": standing},
    }


def payers_of(grid: Grid) -> list[dict[str, Any]]:
    """Return the payers of the plan, each with how many of its cells are filled."""
    filled, pairs = grid.filled(), Counter(each.payer.pk for each in grid.pairs)
    payers = {each.payer.pk: each.payer for each in sorted(grid.pairs, key=lambda each: each.payer.position)}
    return [
        {"code": payer.code, "name": payer.name, "filled": filled[pk], "expected": pairs[pk] * len(grid.villages)}
        for pk, payer in payers.items()
    ]


def saved(request: HttpRequest, code: str, at: datetime) -> HttpResponse:
    """Do with a form what its button says: save it, copy last month, fill blanks with 0 or take that back."""
    access.region_for(cast(User, request.user), Ability.EDIT_FIGURES, code, at)
    asked = asked_for(request, code, at)
    if asked.grid is None or asked.grid.report is None:
        raise BadParameter(_("Bulan ini belum mempunyai laporan. Pilih bulan lain lalu isi lagi."))
    act = choice_in(request.POST, "tindakan", ACTS, "simpan")
    typed = typed_in(request.POST)
    if act is not store and not asked.grid.is_open:
        return page(request, asked, typed, status=422)
    try:
        return act(request, asked, typed, at)
    except CoverageError as error:
        messages.error(request, error.message)
        return page(request, asked, typed, status=422)


def store(request: HttpRequest, asked: Asked, typed: Typed, at: datetime) -> HttpResponse:
    """Save what a form says; what cannot be saved comes back in its field with a sentence."""
    grid, names = cast(Grid, asked.grid), names_in(cast(Grid, asked.grid))
    sent = [one for one in typed.sent() if one.id in names]
    told = save_entries(report=report_of(grid), sent=sent, key=key_in(request), by=cast(User, request.user), at=at)
    return answered(request, asked, typed, told)


def copy_last_month(request: HttpRequest, asked: Asked, typed: Typed, _at: datetime) -> HttpResponse:
    """Show the page again with last month in the blank fields; nothing is stored before the form is saved."""
    left = typed.unsaved()
    copied = entry_acts.with_copies(shown_of(asked, left), left)
    if copied.copied == left.copied:
        messages.info(request, _("Tidak ada isian kosong yang mempunyai angka bulan lalu."))
    return page(request, asked, copied)


def fill_with_zero(request: HttpRequest, asked: Asked, typed: Typed, at: datetime) -> HttpResponse:
    """Store 0 in the blank cells of a choice; fields with an unsaved text keep it and are left out."""
    left, report = typed.unsaved(), report_of(cast(Grid, asked.grid))
    choices = entry_acts.scopes(cast(Grid, asked.grid), shown_of(asked, left))
    scope = choices.get(request.POST.get("untuk", ""))
    if scope is None:
        messages.error(request, _("Tidak ada yang diisi 0: pilih dulu isian kosong yang dimaksud, di bawah tabel."))
        return page(request, asked, left, status=422)
    names = scope.cells - set(left.texts)
    token = entry_acts.token_of(key_in(request), names)
    key = entry_acts.filling_key(report, token)
    told = fill_blanks_with_zero(report=report, cells=names, by=cast(User, request.user), at=at, key=key)
    filled = formatting.number(len(told.of_state(EntryState.SAVED)))
    messages.success(request, _("%s isian kosong diisi 0. Bila keliru, urungkan di bawah tabel.") % filled)
    if left.texts:
        return page(request, replace(asked_for(request, asked.region.code, at), zeros=token), left)
    return HttpResponseRedirect(address_with(request, token))


def take_zeros_back(request: HttpRequest, asked: Asked, typed: Typed, at: datetime) -> HttpResponse:
    """Empty again what was filled with 0 by one act, where nobody has written since."""
    left, report = typed.unsaved(), report_of(cast(Grid, asked.grid))
    key = entry_acts.filling_key(report, request.POST.get("nol", ""))
    told = empty_again(report=report, key=key, by=cast(User, request.user), at=at)
    emptied, kept = len(told.of_state(EntryState.SAVED)), len(told.of_state(EntryState.CONFLICT))
    messages.success(request, _("%s isian dikosongkan kembali.") % formatting.number(emptied))
    if kept:
        told_kept = _("%s isian sudah diubah sejak diisi 0, jadi tetap seperti sekarang.")
        messages.info(request, told_kept % formatting.number(kept))
    if left.texts:
        return page(request, asked_for(request, asked.region.code, at), left)
    return HttpResponseRedirect(address_with(request))


ACTS = {"simpan": store, "salin": copy_last_month, "nol": fill_with_zero, "urungkan": take_zeros_back}
"""What the buttons of the form do, by their name."""


def report_of(grid: Grid) -> Report:
    return cast(Report, grid.report)


def key_in(request: HttpRequest) -> str:
    """Return the key by which the same form, sent twice, is known."""
    return request.POST.get("kunci", "")[:LONGEST_KEY] or uuid.uuid4().hex


def address_with(request: HttpRequest, zeros: str = "") -> str:
    """Return the address of the page, naming a filling that can be taken back, or none."""
    query = request.GET.copy()
    query.pop("nol", None)
    if zeros:
        query["nol"] = zeros
    return f"{request.path}?{query.urlencode()}" if query else request.path


def names_in(grid: Grid) -> set[str]:
    """Return the names of all cells of the page; a form may name no others."""
    return {cell_name(place, asked) for place, asked in grid.shown()}


def answered(request: HttpRequest, asked: Asked, typed: Typed, told: SavedEntries) -> HttpResponse:
    """Answer a form: back to the page where all of it is stored, else the page with what is not."""
    answers = {one.id: one for one in told.cells}
    stored = sum(one.state == "saved" for one in answers.values())
    open_ends = {name: one for name, one in answers.items() if one.state not in ("saved", "same")}
    if stored or not open_ends:
        messages.success(
            request,
            _("%s isian tersimpan.") % formatting.number(stored) if stored else _("Tidak ada isian yang berubah."),
        )
    if not open_ends:
        return HttpResponseRedirect(request.get_full_path())
    left = Typed({name: typed.texts.get(name, "") for name in open_ends}, typed.shown)
    status = 409 if any(one.state == "conflict" for one in open_ends.values()) else 422
    return page(request, asked_for(request, asked.region.code, now()), left, open_ends, status)
