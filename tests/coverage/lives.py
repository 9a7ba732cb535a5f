"""A machine that lets people act on reports in any order, and looks after each act whether a number or a rule bent."""

from collections import defaultdict
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.abilities import Role
from accounts.errors import RightMissing
from accounts.models import Assignment
from coverage.actions.corrections import CellName, reopen_report
from coverage.actions.figures import save_figures
from coverage.actions.paper import confirm_paper, print_report, upload_scan
from coverage.actions.publication import publish_report
from coverage.actions.reports import (
    check_report,
    open_reports,
    return_report,
    sign_report,
    submit_report,
)
from coverage.enums import Axis, ReportState, Via
from coverage.errors import CoverageError
from coverage.models import (
    Figure,
    LiveTotal,
    PaperApproval,
    Release,
    ReleasedTotal,
    Report,
    ReportEvent,
    Revision,
    UnlockedCell,
)
from coverage.queries.recount import recounted_live, recounted_released
from regions.models import Region
from tests.coverage.factories import DUE, JULY, a_cell
from tests.coverage.oracles import live_sums, released_sums, reporter_of, stored
from tests.factories import A_MOMENT, a_person

OFFICES = {  # username: roles and where they are held
    "sari": [(Role.ENTERER, "64.01")],
    "rina": [(Role.ENTERER, "64"), (Role.CHECKER, "64"), (Role.HEAD, "64"), (Role.PROVINCE, "64")],
    "budi": [(Role.CHECKER, "64"), (Role.HEAD, "64.01")],
    "hana": [(Role.HEAD, "64")],
    "dewi": [(Role.ENTERER, "64")],
    "wati": [(Role.PROVINCE, "64")],
    "admin": [(Role.ADMINISTRATOR, "ID")],
    "tamu": [],
}
REPORTERS = ["64.01", "64.08", "64"]
CELLS = ["64.01", "64.01.01", "64.01.01.2001", "64.01.01.2002", "64.01.02.2001", "64.08", "64.08.01.2001", "64"]
CATEGORIES = ["petani", "pu", "tak_terinci", "uhc_penduduk"]
HEADS = st.one_of(st.none(), st.just(0), st.integers(0, 9), st.integers(10, 500))
OF_ANY = st.dictionaries(st.tuples(st.sampled_from(CELLS), st.sampled_from(CATEGORIES)), HEADS, min_size=1, max_size=4)
OF_PASER = st.dictionaries(
    st.tuples(st.sampled_from(CELLS[:5]), st.sampled_from(CATEGORIES[:3])), HEADS, min_size=1, max_size=3
)
REASON = "Diuji sekali lagi"
NEXT = {  # the act that leads on from a state, and who can take it if he did not write
    ReportState.OPEN: (submit_report, ["sari", "dewi"]),
    ReportState.SUBMITTED: (check_report, ["budi", "rina"]),
    ReportState.CHECKED: (sign_report, ["hana", "budi"]),
    ReportState.SIGNED: (publish_report, ["wati", "rina"]),
    ReportState.PUBLISHED: (reopen_report, ["wati", "admin"]),
}
ACTS = [submit_report, check_report, sign_report, return_report, publish_report, reopen_report]


class LivesOfReports(RuleBasedStateMachine):
    """Three reports of one month and eight people; each example is rolled back at its end."""

    places: dict[str, Region]

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.hours = 0
        self.is_changed = False

    def teardown(self) -> None:
        try:
            assert stored(LiveTotal, JULY) == live_sums(JULY)
            assert stored(ReleasedTotal, JULY) == released_sums(JULY)
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)

    @initialize()
    def meet(self) -> None:
        self.people = {name: a_person(name) for name in OFFICES}
        Assignment.objects.bulk_create(
            Assignment(
                user=self.people[name], role=role, region=self.places[code], since="2020-01-01", granted_at=A_MOMENT
            )
            for name, held in OFFICES.items()
            for role, code in held
        )
        self.reporters = {code: reporter_of(self.places[code], JULY).pk for code in CELLS}
        for code in ("64.01", "64.08"):
            self.attempt(self.opening(code, "wati"))
        self.write({("64.01.01.2001", "petani"): 7, ("64.01", "pu"): 60}, "sari")

    def opening(self, code: str, who: str) -> Callable[[], Any]:
        return lambda: open_reports(
            regions=[self.places[code]], month=JULY, due_at=DUE, by=self.people[who], at=self.now()
        )

    def now(self) -> Any:
        self.hours += 1
        return A_MOMENT + timedelta(hours=self.hours)

    @rule(code=st.sampled_from(REPORTERS), who=st.sampled_from(["wati", "rina", "sari"]))
    def open(self, code: str, who: str) -> None:
        self.attempt(self.opening(code, who))

    @rule(cells=OF_PASER, who=st.sampled_from(["sari", "rina"]))
    def write_paser(self, cells: dict[tuple[str, str], int | None], who: str) -> None:
        self.write(cells, who)

    @rule(cells=OF_ANY, who=st.sampled_from(["sari", "dewi", "rina", "budi"]))
    def write(self, cells: dict[tuple[str, str], int | None], who: str) -> None:
        wanted = [a_cell(self.places[code], heads, category) for (code, category), heads in cells.items()]
        touched = {self.reporters[code] for code, _ in cells}
        closed = touched - set(Report.objects.filter(state=ReportState.OPEN).values_list("region", flat=True))

        refused = self.attempt(lambda: save_figures(cells=wanted, by=self.people[who], at=self.now(), via=Via.FORM))

        assert refused or not closed

    @precondition(lambda self: Report.objects.exists())
    @rule(which=st.sampled_from([0, 0, 1, 2]), who=st.integers(0, 1))
    def lead_on(self, which: int, who: int) -> None:
        reports = list(Report.objects.order_by("pk"))
        report = reports[which % len(reports)]
        act, people = NEXT[ReportState(report.state)]
        self.step(act, report, people[who])

    @precondition(lambda self: Report.objects.exists())
    @rule(which=st.sampled_from([0, 0, 1, 2]))
    def lead_to_publication_or_back(self, which: int) -> None:
        reports = list(Report.objects.order_by("pk"))
        report = reports[which % len(reports)]
        for _ in range(4):
            act, people = NEXT[ReportState(report.state)]
            self.step(act, report, people[0])
            report.refresh_from_db()
            if report.state in (ReportState.OPEN, ReportState.PUBLISHED):
                break

    @precondition(lambda self: Report.objects.exists())
    @rule(which=st.integers(0, 2), act=st.sampled_from(ACTS), who=st.sampled_from(sorted(OFFICES)))
    def try_anything(self, which: int, act: Callable, who: str) -> None:
        reports = list(Report.objects.order_by("pk"))
        self.step(act, reports[which % len(reports)], who)

    @precondition(lambda self: Report.objects.exists())
    @rule(confirmer=st.sampled_from(["wati", "wati", "rina"]), is_late=st.booleans())
    def sign_on_paper(self, confirmer: str, is_late: bool) -> None:
        """Lead a report to its check, print, scan and confirm; a return in between (`is_late`) voids the code."""
        report, checker, printed = Report.objects.order_by("pk")[0], self.people["budi"], list[PaperApproval]()
        for _ in range(4):
            if report.state == ReportState.CHECKED:
                break
            act, people = NEXT[ReportState(report.state)]
            self.step(act, report, people[0])
            report.refresh_from_db()
        self.attempt(
            lambda: printed.append(print_report(report=report, signer_name="Kepala", by=checker, at=self.now()))
        )
        if not printed:
            return
        paper = printed[0]
        self.attempt(lambda: upload_scan(paper=paper, scan=b"%PDF-1.7", by=checker, at=self.now()))
        if is_late:
            self.step(return_report, report, "admin")
            self.step(submit_report, report, "sari")
            self.step(check_report, report, "budi")
        by = self.people[confirmer]
        refused = self.attempt(lambda: confirm_paper(paper=paper, code=paper.code, by=by, at=self.now()))
        assert refused or not is_late

    def step(self, act: Callable, report: Report, who: str) -> None:
        more = {"reason": REASON} if act in (return_report, reopen_report) else {}
        if act is reopen_report:
            more["cells"] = self.some_cells(report)
        refused = self.attempt(lambda: act(report=report, by=self.people[who], at=self.now(), **more))
        assert refused or self.figures() == self.before[0]  # no step changes a figure

    def some_cells(self, report: Report) -> list[CellName]:
        """Return two of three cells of a report in turn, so that corrections name some and leave others closed."""
        every = [a_cell(region, None, category) for region in self.below(report) for category in CATEGORIES]
        named = [cell for turn, cell in enumerate(every, self.hours) if turn % 3]
        return [CellName(cell.region, cell.category, cell.payer) for cell in named]

    def writable(self) -> dict[int, set[tuple[int, int, int]] | None]:
        """Return by reporting region what may be written: None for all, else the cells of the last reopening."""
        found: dict[int, set[tuple[int, int, int]] | None] = {}
        for report in Report.objects.filter(state=ReportState.OPEN):
            found[report.region_id] = None
            if report.publications:
                opening = ReportEvent.objects.filter(report=report, step="reopened").order_by("-pk")[0]
                rows = UnlockedCell.objects.filter(opening=opening)
                found[report.region_id] = set(rows.values_list("region_id", "category_id", "payer_id"))
        return found

    def attempt(self, act: Callable[[], Any]) -> bool:
        """Let someone act; return whether it was refused, and then nothing may have changed.

        No cell changes but in an open report, and while it is corrected only one that the reopening named.
        """
        self.before, writable = self.standing(), self.writable()
        try:
            with transaction.atomic():
                act()
        except (CoverageError, RightMissing):
            self.is_changed = False
        else:
            self.is_changed = True
        assert self.is_changed or self.standing() == self.before
        reporter_of_pk = {self.places[code].pk: reporter for code, reporter in self.reporters.items()}
        for row in self.figures():
            if row not in self.before[0]:
                named = writable[reporter_of_pk[row["region_id"]]]
                assert named is None or (row["region_id"], row["category_id"], row["payer_id"]) in named
        return not self.is_changed

    def below(self, report: Report) -> list[Region]:
        return [self.places[code] for code, reporter in self.reporters.items() if reporter == report.region_id]

    def figures(self) -> list[dict[str, Any]]:
        return list(Figure.objects.order_by("pk").values())

    def standing(self) -> tuple[Any, ...]:
        reports = Report.objects.order_by("pk").values()
        return self.figures(), list(reports), Release.objects.count(), Revision.objects.count()

    @invariant()
    def totals_equal_a_recount(self) -> None:
        if not self.is_changed:
            return
        for model, recounted in ((LiveTotal, recounted_live), (ReleasedTotal, recounted_released)):
            found = {
                (row.region_id, row.scheme_id, row.axis, row.member): (row.level, row.enrolled, row.filled)
                for row in model.objects.filter(month=JULY)
                if row.filled or row.enrolled
            }
            assert found == {tuple(key): tuple(sums) for key, sums in recounted(JULY).items()}

    @invariant()
    def the_newest_release_is_the_released_total_and_no_version_is_missing(self) -> None:
        versions: dict[tuple[int, int], list[Release]] = defaultdict(list)
        for release in Release.objects.order_by("version"):
            versions[release.region_id, release.scheme_id].append(release)
        totals = {
            (row.region_id, row.scheme_id): row for row in ReleasedTotal.objects.filter(axis=Axis.TOTAL)
        }  # fmt: skip
        assert set(totals) == set(versions)
        for key, releases in versions.items():
            assert [release.version for release in releases] == list(range(1, len(releases) + 1))
            newest, total = releases[-1], totals[key]
            assert total.release_id == newest.pk
            assert newest.enrolled == (total.enrolled if total.filled else None)
            assert newest.content["enrolled"] == (None if newest.is_hidden else newest.enrolled)

    @invariant()
    def writing_checking_signing_and_publishing_are_done_by_different_people(self) -> None:
        for report in Report.objects.exclude(state=ReportState.OPEN):
            written = Revision.objects.filter(figure__region__in=self.below(report)).values_list(
                "change__by", flat=True
            )
            assert set(written) == set(report.writers.values_list("user", flat=True))
            writers = {*written, report.submitted_by_id}
            others = [report.checked_by_id, report.signed_by_id]
            others += [report.published_by_id] if report.state == ReportState.PUBLISHED else []
            known = [person for person in others if person is not None]
            assert len(set(known)) == len(known)
            assert not writers & set(known)


def check_lives_of_reports(places: dict[str, Region], examples: int, steps: int) -> None:
    """Run the machine `examples` times with `steps` acts each."""
    LivesOfReports.places = places
    run_state_machine_as_test(
        LivesOfReports,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),  # they measure how busy the machine is
            phases=[Phase.generate],  # a failure prints its acts; shrinking them takes minutes
        ),
    )
