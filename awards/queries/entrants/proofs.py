"""Which proofs the criteria of a category ask for, and which of them an entry still lacks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from awards.models import CriteriaSet, Entry, Evidence, Round, RoundCriteria
from awards.queries.settings.schemes import Proof

OTHER = "lain"
"""A proof that no criterion asks for; each has a number of its own: lain_1, lain_2."""


@dataclass(frozen=True)
class AskedProof(Proof):
    """A proof with the criterion that asks for it, empty where none does."""

    criterion: str = ""
    criterion_name: str = ""

    @property
    def key(self) -> str:
        """By what a form names it."""
        return f"{self.criterion}:{self.code}"


def asked_proofs(round_: Round) -> dict[int, tuple[AskedProof, ...]]:
    """Return the proofs that each category (id) asks for in a round: by its own criteria set, else by the newest."""
    kinds = CriteriaSet.objects.filter(category__edition=round_.edition_id, is_national=round_.is_national)
    newest = {row.category_id: row.content for row in kinds.order_by("version")}
    chosen = RoundCriteria.objects.filter(round=round_).select_related("criteria_set").order_by("at", "pk")
    newest |= {row.category_id: row.criteria_set.content for row in chosen}
    return {category: tuple(proofs_in(content)) for category, content in newest.items()}


def proofs_in(content: Mapping[str, Any]) -> Iterable[AskedProof]:
    """Yield the proofs of a criteria set as it is stored, in the order of the criteria."""
    for one in content["scheme"]["criteria"]:
        for proof in content.get("proofs", {}).get(one["code"], ()):
            is_required = proof.get("is_required", True)
            yield AskedProof(proof["code"], proof["name"], is_required, one["code"], one["name"])


def missing_proofs(
    entries: Sequence[Entry], asked: Mapping[int, tuple[AskedProof, ...]]
) -> dict[int, tuple[AskedProof, ...]]:
    """Return the required proofs that each entry (id) lacks: none was handed in, or all were withdrawn.

    What it handed in for the round which it won counts where the same proof is asked for.
    """
    dossiers = [pk for entry in entries for pk in entry.dossiers]
    rows = Evidence.objects.filter(entry__in=dossiers, withdrawn_at=None)
    handed_in: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for entry, criterion, code in rows.values_list("entry", "criterion", "proof"):
        handed_in[entry].add((criterion, code))
    return {
        entry.pk: tuple(
            proof
            for proof in asked.get(entry.category_id, ())
            if proof.is_required
            and (proof.criterion, proof.code)
            not in set[tuple[str, str]]().union(*(handed_in[pk] for pk in entry.dossiers))
        )
        for entry in entries
    }
