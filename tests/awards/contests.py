"""Contests for tests: small ones by hand, and a strategy for any."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from awards.arithmetic.contests import Cell, Contest, Input, Mark, Marks, each_mark
from awards.arithmetic.schemes import (
    Band,
    Combining,
    Criterion,
    Direction,
    Kind,
    Level,
    Measure,
    Normalisation,
    Phase,
    Scheme,
)

LEVELS = (
    Level("perda", "Perda", Decimal(100)),
    Level("perkada", "Perkada", Decimal(75)),
    Level("sk", "SK, SE atau MoU", Decimal(50)),
    Level("none", "Tidak ada", Decimal(0)),
)
WAIVED = Input("64.01", "b", waiver="Kota tidak punya desa")
BANDS = (Band(Decimal(30), Decimal(25)), Band(Decimal(50), Decimal(50)), Band(Decimal(75), Decimal(100)))


def judged(code: str = "inovasi", weight: str = "100", phase: Phase = Phase.DESK, **more) -> Criterion:
    return Criterion(code, code.title(), Decimal(weight), phase, Kind.JUDGED, **more)


def computed(code: str = "cakupan", weight: str = "100", phase: Phase = Phase.DESK, **more) -> Criterion:
    more = {"measure": Measure.COVERAGE, **more}
    return Criterion(code, code.title(), Decimal(weight), phase, Kind.COMPUTED, **more)


def levelled(code: str = "regulasi", weight: str = "100", **more) -> Criterion:
    return Criterion(code, code.title(), Decimal(weight), Phase.DESK, Kind.LEVELLED, levels=LEVELS, **more)


def a_scheme(*criteria: Criterion, **more) -> Scheme:
    """Return a scheme of desk criteria, or of both phases by 60 and 40 where an interview is among them."""
    phases = {criterion.phase for criterion in criteria}
    shares = {Phase.DESK: Decimal(60), Phase.INTERVIEW: Decimal(40)} if len(phases) == 2 else {}
    return Scheme(criteria, shares or {phase: Decimal(100) for phase in phases}, **more)


def a_contest(scheme: Scheme, marks: dict[tuple[str, str], list], **more) -> Contest:
    """Return a contest with `marks` by (entry, criterion), in the order of the jurors J01, J02 …; None is missing."""
    most = max((len(given) for given in marks.values()), default=1)
    jurors = tuple(f"J{number:02}" for number in range(1, most + 1))
    given = by_cell(
        Mark(juror, entry, criterion, Decimal(points))
        for (entry, criterion), row in marks.items()
        for juror, points in zip(jurors, row, strict=False)
        if points is not None
    )
    entries = tuple(dict.fromkeys(entry for entry, _ in marks))
    return Contest(**{"scheme": scheme, "entries": entries, "jurors": jurors, "marks": given, **more})


def of_each_kind(**more) -> Contest:
    """Return a contest of two entries, two jurors, and a criterion of each kind; all that is asked is there."""
    scheme = a_scheme(judged("a", "40"), computed("b", "40"), levelled("c", "20"), judged("d", phase=Phase.INTERVIEW))
    marks = {(entry, code): [70, 80] for entry in ("64.01", "64.08") for code in ("a", "d")}
    inputs = [Input(entry, "b", Decimal(50)) for entry in ("64.01", "64.08")]
    inputs += [Input(entry, "c", level="sk") for entry in ("64.01", "64.08")]
    return a_contest(scheme, marks, **{"inputs": tuple(inputs), **more})


def by_cell(marks: Iterable[Mark]) -> Marks:
    """Return marks as a contest holds them."""
    found: dict[Cell, dict[str, Decimal]] = {}
    for one in marks:
        found.setdefault((one.entry, one.criterion), {})[one.juror] = one.points
    return found


def with_mark(contest: Contest, mark: Mark, points: Decimal) -> Contest:
    """Return a contest in which one mark is another."""
    marks = by_cell([*each_mark(contest), mark._replace(points=points)])
    return replace(contest, marks=marks)


def with_weight(contest: Contest, code: str, weight: Decimal) -> dict[str, Decimal]:
    """Return weights in which one is another and the others of its phase share the rest as before."""
    leaf = next(one for one in contest.scheme.criteria if one.code == code)
    phase = [one for one in contest.scheme.criteria if one.phase == leaf.phase and one.code != code]
    rest = sum(one.weight for one in phase)
    return {code: weight, **{one.code: one.weight * (100 - weight) / rest for one in phase}}


NORMALISATIONS = (
    {},
    {"target": Decimal(80), "cap": Decimal(90)},
    {"floor": Decimal(90), "target": Decimal(10), "direction": Direction.LOWER},
    {"normalisation": Normalisation.MIN_MAX},
    {"normalisation": Normalisation.MIN_MAX, "direction": Direction.LOWER},
    {"normalisation": Normalisation.BANDS, "bands": BANDS},
)


@st.composite
def schemes(draw) -> Scheme:
    """Return a sound scheme: judged criteria on two scales, one computed, one levelled, perhaps an interview."""
    kinds = draw(st.lists(st.sampled_from(["wide", "short", "computed", "levelled"]), min_size=1, max_size=5))
    cuts = sorted(draw(st.sets(st.integers(1, 99), min_size=len(kinds) - 1, max_size=len(kinds) - 1)))
    weights = [str(end - start) for start, end in zip([0, *cuts], [*cuts, 100], strict=True)]
    criteria = []
    for number, (kind, weight) in enumerate(zip(kinds, weights, strict=True)):
        code = f"k{number}"
        match kind:
            case "wide":
                criteria.append(judged(code, weight))
            case "short":
                criteria.append(judged(code, weight, lowest=Decimal(1), highest=Decimal(5)))
            case "levelled":
                criteria.append(levelled(code, weight))
            case _:
                criteria.append(computed(code, weight, **draw(st.sampled_from(NORMALISATIONS))))
    if draw(st.booleans()):
        criteria.append(judged("hadir", "100", Phase.INTERVIEW))
    steps = ["k0", "phase:desk", *(["measure:coverage"] if "computed" in kinds else [])]
    ladder = tuple(draw(st.lists(st.sampled_from(steps), unique=True)))
    trimmed = {"combining": Combining.TRIMMED, "trimmed": 1, "trim_from": 3} if draw(st.booleans()) else {}
    return a_scheme(*criteria, ladder=ladder, **trimmed)


@st.composite
def contests(draw, *, is_complete: bool = False, fewest_jurors: int = 1) -> Contest:
    """Return a contest of few entries with coarse marks, so that ties are frequent."""
    scheme = draw(schemes())
    entries = tuple(f"64.{number:02}" for number in range(1, draw(st.integers(1, 5)) + 1))
    jurors = tuple(f"J{number:02}" for number in range(1, draw(st.integers(fewest_jurors, 5)) + 1))
    recusals = frozenset(draw(st.sets(st.tuples(st.sampled_from(jurors[1:] or jurors), st.sampled_from(entries)))))
    if is_complete:
        recusals = frozenset(pair for pair in recusals if pair[0] != "J01")
    marks, inputs = [], []
    for criterion in scheme.criteria:
        for entry in entries:
            lacking = not is_complete and draw(st.integers(0, 9)) == 0
            match criterion.kind:
                case Kind.JUDGED:
                    grid = (
                        st.integers(1, 5) if criterion.highest == 5 else st.integers(12, 20).map(lambda tens: tens * 5)
                    )
                    given = [(juror, draw(grid)) for juror in jurors]
                    marks += [Mark(juror, entry, criterion.code, Decimal(points)) for juror, points in given[lacking:]]
                case Kind.COMPUTED if criterion.code != "k0" and draw(st.integers(0, 4)) == 0:
                    inputs.append(Input(entry, criterion.code, waiver="Tidak berlaku bagi kota"))
                case Kind.COMPUTED:
                    raw = None if lacking else draw(st.decimals(0, 120, places=1))
                    inputs.append(Input(entry, criterion.code, raw))
                case _:
                    level = "" if lacking else draw(st.sampled_from(LEVELS)).code
                    inputs.append(Input(entry, criterion.code, level=level))
    return Contest(scheme, entries, jurors, tuple(inputs), by_cell(marks), recusals)
