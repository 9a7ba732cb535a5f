"""A whole set of criteria as one form: a row for each criterion, then what holds for all of them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import Dressed
from awards.arithmetic.schemes import (
    Band,
    Criterion,
    Direction,
    Kind,
    Level,
    Measure,
    Normalisation,
    Phase,
    Scheme,
    Step,
)
from awards.enums import COMBININGS, DIRECTIONS, KINDS, MEASURES, NORMALISATIONS, PHASES
from awards.forms.amounts import AmountField, LinesField, amount_of, lines_of
from awards.forms.editions import Ticked, WholeField
from awards.queries.settings.schemes import Criteria, Proof
from paritrana.formatting import typed

MUST, MAY = "wajib", "boleh"
AMOUNTS = ("weight", "floor", "target", "cap", "lowest", "highest")
ENUMS = {"phase": Phase, "kind": Kind, "measure": Measure, "direction": Direction, "normalisation": Normalisation}
LADDER = range(1, 6)


def chosen(label: Any, choices: Mapping[Any, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(choices.items()))


class CriterionForm(Dressed):
    """One criterion. Of the fields below the first row only those count that its kind reads."""

    code = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput())
    name = forms.CharField(label=_("Kriteria"), max_length=80, required=False)
    weight = AmountField(label=_("Bobot"))
    phase = chosen(_("Tahap"), PHASES)
    kind = chosen(_("Cara menilai"), KINDS)
    parent = forms.CharField(label=_("Bagian dari (nama kriteria lain)"), max_length=80, required=False)
    guidance = forms.CharField(
        label=_("Penjelasan"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    measure = chosen(_("Angka yang dipakai"), MEASURES)
    direction = chosen(_("Arah"), DIRECTIONS)
    normalisation = chosen(_("Cara menjadi nilai"), NORMALISATIONS)
    floor = AmountField(label=_("Batas bawah (bernilai 0)"))
    target = AmountField(label=_("Target (bernilai 100)"))
    cap = AmountField(label=_("Nilai paling tinggi"))
    bands = LinesField(label=_("Rentang, satu per baris: batas = nilai"))
    levels = LinesField(label=_("Tingkat, satu per baris: nilai = nama"))
    lowest = AmountField(label=_("Skala terendah"))
    highest = AmountField(label=_("Skala tertinggi"))
    steps = LinesField(label=_("Langkah skala, satu per baris: angka = sebutan: penjelasan"))
    only_steps = Ticked(label=_("Hanya langkah skala yang dapat dipilih"))
    needs_note = Ticked(label=_("Nilai harus disertai catatan atau bukti"))
    proofs = LinesField(label=_("Bukti dukung, satu per baris: wajib atau boleh = nama"))
    remove = Ticked(label=_("Hapus kriteria ini"))

    def __init__(self, *args: Any, row: Criterion | None = None, held: Criteria | None = None, **kwargs: Any) -> None:
        if row and held:
            kwargs["initial"] = initial_of(row, held)
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, Ticked):
                field.widget.attrs["class"] = "form-check-input"
            elif isinstance(field, forms.ChoiceField):
                field.widget.attrs["class"] = "form-select"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if self.is_told and cleaned.get("weight") is None and "weight" not in self.errors:
            self.add_error("weight", _("Isi bobotnya."))
        for name, read in (("bands", read_band), ("levels", read_level), ("steps", read_step), ("proofs", read_proof)):
            try:
                cleaned[name] = [read(*pair) for pair in cleaned.get(name, ())]
            except forms.ValidationError as error:
                self.add_error(name, error)
        return cleaned

    @property
    def is_told(self) -> bool:
        """Whether the row holds a criterion: an empty one, or one to be removed, does not."""
        told: dict[str, Any] = self.cleaned_data
        return bool(told.get("name")) and not told.get("remove")

    def criterion(self, code: str, parent: str) -> Criterion:
        """Return the criterion of the row."""
        told = self.cleaned_data
        kept: dict[str, Any] = {name: told[name] for name in AMOUNTS if told[name] is not None}
        kept |= {name: kind(told[name]) for name, kind in ENUMS.items()}
        kept |= {name: tuple(told[name]) for name in ("bands", "levels", "steps")}
        kept |= {name: told[name] for name in ("guidance", "only_steps", "needs_note")}
        return Criterion(code=code, name=told["name"], parent=parent, **kept)


def initial_of(row: Criterion, held: Criteria) -> dict[str, Any]:
    """Return a criterion as it is typed."""
    names = {one.code: one.name for one in held.scheme.criteria}
    steps = ((typed(s.mark), f"{s.label}: {s.guidance}" if s.guidance else s.label) for s in row.steps)
    return {
        **{name: getattr(row, name) for name in ("code", "name", "guidance", "only_steps", "needs_note", *ENUMS)},
        **{name: typed(getattr(row, name)) for name in AMOUNTS},
        "parent": names.get(row.parent, row.parent),
        "bands": lines_of((typed(band.bound), typed(band.points)) for band in row.bands),
        "levels": lines_of((typed(level.points), level.name) for level in row.levels),
        "steps": lines_of(steps),
        "proofs": lines_of((MUST if proof.is_required else MAY, proof.name) for proof in held.proofs_of(row)),
    }


def read_band(bound: str, points: str) -> Band:
    return Band(amount_of(bound), amount_of(points))


def read_level(points: str, name: str) -> Level:
    return Level("", name, amount_of(points))


def read_step(mark: str, words: str) -> Step:
    label, _colon, guidance = words.partition(":")
    return Step(amount_of(mark), label.strip(), guidance.strip())


def read_proof(must: str, name: str) -> Proof:
    if must.casefold() not in (MUST, MAY):
        raise forms.ValidationError(_("Mulai setiap bukti dukung dengan “wajib =” atau “boleh =”."), code="invalid")
    return Proof("", name, must.casefold() == MUST)


class SchemeForm(Dressed):
    """What holds for all criteria of a set: shares of the phases, how marks are combined, what breaks a tie."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput())
    share_desk = AmountField(label=_("Penilaian berkas, persen nilai akhir"))
    share_interview = AmountField(label=_("Wawancara, persen nilai akhir"))
    combining = chosen(_("Nilai beberapa penilai digabung"), COMBININGS)
    trimmed = WholeField(label=_("Dibuang dari atas dan dari bawah, masing-masing"))
    trim_from = WholeField(label=_("Dibuang mulai dari sekian penilai"))
    adjusted = Ticked(label=_("Nilai yang disetarakan antarpenilai yang dihitung"))
    is_example = Ticked(label=_("Bobot ini contoh, bukan bobot resmi"))

    def __init__(self, *args: Any, held: Criteria, seen: int, is_example: bool, **kwargs: Any) -> None:
        scheme = held.scheme
        kwargs["initial"] = {
            "seen": seen, "combining": scheme.combining, "trimmed": scheme.trimmed, "trim_from": scheme.trim_from,
            "adjusted": scheme.adjusted, "is_example": is_example,
            **{f"share_{phase}": typed(scheme.shares[phase]) for phase in scheme.shares},
            **{f"ladder_{n}": step for n, step in zip(LADDER, scheme.ladder, strict=False)},
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        for number in LADDER:
            self.fields[f"ladder_{number}"] = forms.ChoiceField(
                label=_("Pemecah nilai sama ke-%(number)s") % {"number": number}, required=False,
                choices=[("", _("tidak dipakai")), *ladder_choices(scheme)],
            )  # fmt: skip
        for field in self.fields.values():
            if isinstance(field, Ticked):
                field.widget.attrs["class"] = "form-check-input"
            elif isinstance(field, forms.ChoiceField):
                field.widget.attrs["class"] = "form-select"

    @property
    def shares(self) -> dict[Phase, Any]:
        told = {phase: self.cleaned_data.get(f"share_{phase}") for phase in Phase}
        return {phase: share for phase, share in told.items() if share}

    @property
    def ladder(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.cleaned_data.get(f"ladder_{number}") for number in LADDER)))


def ladder_choices(scheme: Scheme) -> list[tuple[str, Any]]:
    """Return what may break a tie: the score of a phase, the raw number of a measure, the points of a criterion."""
    measures = sorted({one.measure for one in scheme.criteria if one.kind == Kind.COMPUTED})
    return [
        *((f"phase:{phase}", PHASES[phase]) for phase in Phase),
        *((f"measure:{measure}", MEASURES[measure]) for measure in measures),
        *((one.code, one.name) for one in scheme.criteria),
    ]
