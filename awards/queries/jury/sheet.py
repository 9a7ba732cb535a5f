"""One juror's sheet about one entry, as the page shows it: criteria with their steps, and what was said of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from awards.arithmetic.schemes import Criterion, Step
from awards.models import Entry, Evidence, Mark, MarkSheet
from awards.queries.jury.judged import JudgedCriteria
from paritrana import formatting


@dataclass(frozen=True)
class Said:
    """What stands, or was typed, for one criterion, as text."""

    points: str = ""
    other: str = ""
    note: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class Choice:
    """A labelled step with the digit that chooses it."""

    key: int
    mark: str
    step: Step


@dataclass(frozen=True)
class Asked:
    """One criterion on the page. `held` is what is stored where that differs from what was typed."""

    criterion: Criterion
    choices: tuple[Choice, ...]
    said: Said
    held: Said | None

    @property
    def takes_number(self) -> bool:
        return not self.criterion.only_steps or not self.choices


def said_in(sheet: MarkSheet | None, judged: JudgedCriteria) -> dict[str, Said]:
    """Return what a sheet holds, by criterion; a mark between the steps stands as a number."""
    marks = {one.criterion: one for one in Mark.objects.filter(sheet=sheet)} if sheet and sheet.pk else {}
    found = {}
    for criterion in judged:
        mark = marks.get(criterion.code)
        if mark is None:
            found[criterion.code] = Said()
            continue
        is_step = any(step.mark == mark.points for step in criterion.steps)
        text = "" if mark.points is None else formatting.typed(mark.points)
        evidence = str(mark.evidence_id) if mark.evidence_id else ""
        found[criterion.code] = Said(text if is_step else "", "" if is_step else text, mark.note, evidence)
    return found


def questions(
    judged: JudgedCriteria, held: Mapping[str, Said], typed: Mapping[str, Said] | None = None
) -> tuple[Asked, ...]:
    """Return the criteria of a sheet with what was said of them: what was typed just now, else what is stored."""
    return tuple(
        Asked(
            one,
            tuple(Choice(number, formatting.typed(step.mark), step) for number, step in enumerate(one.steps, start=1)),
            (typed or held).get(one.code, Said()),
            held[one.code] if typed and typed.get(one.code) != held[one.code] else None,
        )
        for one in judged
    )


def proofs_of(entry: Entry) -> Sequence[Evidence]:
    """Return the proofs of an entry that a mark can point to, without their content."""
    rows = Evidence.objects.filter(entry__in=entry.dossiers, withdrawn_at=None).only(
        "pk", "title", "criterion", "version"
    )
    return list(rows.order_by("criterion", "title", "-version", "pk"))
