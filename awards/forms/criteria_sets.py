"""The form of a whole set: its rows, what holds for all, the running sums, and the criteria that come of them."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from django.utils.datastructures import MultiValueDict

from awards.arithmetic.schemes import HUNDRED, Combining, Criterion, Level, Phase, Scheme, summed
from awards.forms.criteria import CriterionForm, SchemeForm
from awards.queries.settings.codes import code_from
from awards.queries.settings.schemes import Criteria, Proof

Typed = MultiValueDict[str, str]

MOST_ROWS = 60
NEW_ROW = {
    "cap": "100", "floor": "0", "target": "100", "lowest": "1", "highest": "5", "kind": "judged", "phase": "desk",
    "measure": "other", "direction": "higher", "normalisation": "linear",
}  # fmt: skip


class CriteriaSetForm:
    """A set of criteria to be changed. `held` is what stands; without `typed` it is shown as it is."""

    def __init__(self, held: Criteria, seen: int, is_example: bool, typed: Typed | None = None, more: int = 1) -> None:
        self.held = held
        count = rows_in(typed) if typed is not None else len(held.scheme.criteria)
        rows = [*held.scheme.criteria, *[None] * count][:count] if typed is None else [None] * count
        self.rows = [CriterionForm(typed, prefix=f"k{n}", row=row, held=held) for n, row in enumerate(rows)]
        self.more = [CriterionForm(prefix=f"k{count + n}", initial=NEW_ROW) for n in range(more)]
        self.scheme = SchemeForm(typed, held=held, seen=seen, is_example=is_example)

    @property
    def all_rows(self) -> list[CriterionForm]:
        return [*self.rows, *self.more]

    def is_valid(self) -> bool:
        return all([*(row.is_valid() for row in self.rows), self.scheme.is_valid()])

    def criteria(self) -> Criteria:
        """Return what was typed; rows that are known keep their codes, new ones get one from their name."""
        rows = [row for row in self.rows if row.is_told]
        codes = codes_of(rows, {one.code for one in self.held.scheme.criteria})
        by_name = {row.cleaned_data["name"].casefold(): code for row, code in zip(rows, codes, strict=True)}
        criteria, proofs = [], {}
        for row, code in zip(rows, codes, strict=True):
            parent = row.cleaned_data["parent"]
            one = row.criterion(code, by_name.get(parent.casefold(), parent))
            before = next((each for each in self.held.scheme.criteria if each.code == code), None)
            criteria.append(replace(one, levels=coded_levels(one.levels, before)))
            if told := row.cleaned_data["proofs"]:
                proofs[code] = coded_proofs(told, self.held.proofs.get(code, ()))
        told_scheme = self.scheme.cleaned_data
        scheme = Scheme(
            criteria=tuple(criteria), shares=self.scheme.shares, combining=Combining(told_scheme["combining"]),
            trimmed=told_scheme["trimmed"], trim_from=told_scheme["trim_from"], adjusted=told_scheme["adjusted"],
            ladder=self.scheme.ladder,
        )  # fmt: skip
        return Criteria(scheme, proofs)

    def sums(self) -> list[tuple[Phase, Decimal, Decimal]]:
        """Return the sum of the weights of each phase as typed, and what is missing to 100; parts are not added."""
        found = []
        for phase in Phase:
            weights = [weight for row in self.rows if (weight := root_weight(row, phase)) is not None]
            if weights:
                found.append((phase, summed(weights), HUNDRED - summed(weights)))
        return found


def rows_in(typed: Typed) -> int:
    """Return how many rows were sent, as far as the form takes them."""
    numbers = [name[1:].partition("-")[0] for name in typed if name.startswith("k") and name.endswith("-name")]
    sent = [int(number) + 1 for number in numbers if number.isascii() and number.isdigit() and len(number) < 4]
    return min(max(sent, default=0), MOST_ROWS)


def root_weight(row: CriterionForm, phase: Phase) -> Decimal | None:
    """Return the weight of a row that is no part of another, as it stands or was typed; None where there is none."""
    if row.is_bound:
        told = row.cleaned_data if row.is_valid() else getattr(row, "cleaned_data", {})
        is_mine = told.get("phase") == phase and not told.get("parent") and told.get("name") and not told.get("remove")
        weight: Decimal | None = told.get("weight") if is_mine else None
        return weight
    if row.initial.get("phase") != phase or row.initial.get("parent"):
        return None
    return row.fields["weight"].clean(row.initial["weight"]) or None


def codes_of(rows: list[CriterionForm], known: set[str]) -> list[str]:
    """Return the code of each row: the one that it was sent with if it is a known one's, else a new one."""
    found: list[str] = []
    for row in rows:
        sent = row.cleaned_data["code"]
        is_kept = sent in known and sent not in found
        found.append(sent if is_kept else code_from(row.cleaned_data["name"], known | set(found)))
    return found


def coded_levels(levels: tuple[Level, ...], before: Criterion | None) -> tuple[Level, ...]:
    codes = coded([level.name for level in levels], {one.name: one.code for one in before.levels} if before else {})
    return tuple(replace(level, code=code) for level, code in zip(levels, codes, strict=True))


def coded_proofs(proofs: list[Proof], before: tuple[Proof, ...]) -> tuple[Proof, ...]:
    codes = coded([proof.name for proof in proofs], {one.name: one.code for one in before})
    return tuple(replace(proof, code=code) for proof, code in zip(proofs, codes, strict=True))


def coded(names: list[str], known: Mapping[str, str]) -> list[str]:
    """Return a code for each name: the one that it had, else a new one."""
    found: list[str] = []
    for name in names:
        found.append(known[name] if name in known else code_from(name, {*known.values(), *found}))
    return found
