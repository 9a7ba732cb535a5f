"""What an upload asks its sender, and what each heading of it is taken for: both as forms need them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from coverage.models import Upload
from coverage.queries.uploads.context import Pairs
from coverage.sheet_errors import choice_words, sentence
from coverage.sheets.answers import is_month
from coverage.sheets.cells import letters
from coverage.sheets.layouts import Meaning
from coverage.sheets.roles import Role
from coverage.sheets.stored import Stored, finding_from, meaning_stored
from regions.models import Region

MOST_ASKED = 50
"""Questions on one page; the others follow once these are answered."""

BY_COLUMNS = "columns"
OF_CATEGORIES, OF_PAYERS = ("category", "given_category"), ("payer", "given_payer")
OF_MONTHS, OF_PLACES = ("month", "given_month"), ("place",)
PERSON_KINDS = ("persons", "residents")
KEPT_OUT = ("nik", "personal")
CHANGES = ("column_added", "column_removed", "column_renamed")

ANSWERS = {
    "kemendagri": lambda: _("kode Kementerian Dalam Negeri"),
    "bps": lambda: _("kode Badan Pusat Statistik"),
    "djpk": lambda: _("kode Ditjen Perimbangan Keuangan"),
    "zero": lambda: _("0, memang tidak ada pekerja terlindungi"),
    "blank": lambda: _("belum ada data, jangan ubah isiannya"),
    "not_applicable": lambda: _("tidak berlaku di wilayah itu"),
    "indonesian": lambda: _("titik memisahkan ribuan: 81.436 berarti 81.436 orang"),
    "machine": lambda: _("akhiran .0 diabaikan: 81436.0 berarti 81.436 orang"),
    "commas": lambda: _("koma memisahkan ribuan: 81,436 berarti 81.436 orang"),
    "lost_points": lambda: _("titik ribuannya hilang: 81,436 di dalam sel berarti 81.436 orang"),
    "mixed": lambda: _("cara menulisnya berganti-ganti"),
    "thousands": lambda: _("dalam ribuan orang"),
    "heads": lambda: _("jumlah orang"),
    "total": lambda: _("baris jumlah, jangan diambil"),
    "own": lambda: _("angka sendiri yang belum dirinci per desa"),
    "participants": lambda: _("sudah disaring: semuanya peserta aktif"),
    "reject": lambda: _("belum disaring: jangan dihitung"),
}


@dataclass(frozen=True)
class Words:
    """Codes and names of categories and of payers, in the order of the portal."""

    categories: Pairs
    payers: Pairs


@dataclass(frozen=True)
class Asked:
    """One question: its name, its sentence with where it stands, and the answers that suggest themselves.

    `choices` are (answer, words), words "" where the answer has a name of its own; `others` are all further answers.
    `typed` says what may be written instead: "month", "place" or "". `count` is of how many rows it is asked.
    """

    name: str
    slot: str
    said: str
    choices: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...]
    typed: str
    count: int


@dataclass(frozen=True)
class Heading:
    """One heading and what it is taken for; `index` is the column from 0, `key` what a decision is remembered by.

    `month` is 1 to 12. `is_kept_out` marks what is about single persons, which nobody can choose otherwise.
    """

    key: str
    index: int
    text: str
    role: str
    category: str
    payer: str
    month: int | None
    is_kept_out: bool

    @property
    def letter(self) -> str:
        return letters(self.index)


@dataclass(frozen=True)
class SharedLayout:
    """The headings that sheets of one layout share, and what was found to have changed in them since last time."""

    sheets: tuple[str, ...]
    kind: str
    headings: tuple[Heading, ...]
    changes: tuple[str, ...]

    @property
    def is_of_persons(self) -> bool:
        return self.kind in PERSON_KINDS


def questions_asked(upload: Upload, known: Words) -> list[Asked]:
    """Return the first questions of an upload; what its columns mean is asked where they are shown."""
    return [asked(one, known) for one in open_questions(upload)[:MOST_ASKED]]


def open_questions(upload: Upload) -> list[Stored]:
    """Return what an upload asks besides its columns, but nothing that is only asked of rows which were put right."""
    numbers = {sheet["name"]: str(number) for number, sheet in enumerate(upload.found.get("sheets", ()))}
    fixed = {tuple(key.split(":")[:2]) for key in upload.answers.get("rows", {})}

    def is_settled(question: Stored) -> bool:
        finding, sheet = question["finding"], numbers.get(question["sheet"], "")
        rows = finding["rows"]
        return 0 < len(rows) == finding["count"] and all((sheet, str(row)) in fixed for row in rows)

    found = upload.found.get("questions", ())
    return [one for one in found if one["slot"] != BY_COLUMNS and not is_settled(one)]


def answerable(upload: Upload) -> set[str]:
    """Return the names under which an answer can be kept: what is asked, what was answered, and the columns.

    What nobody asked would lie in the answers unseen, and be remembered for the sender's next file.
    """
    sheets = upload.found.get("sheets", ())
    open_now = {one["id"] for one in upload.found.get("questions", ()) if one["slot"] != BY_COLUMNS}
    kept = {f"{slot}:{key}" for slot, told in upload.answers.items() if slot != "rows" for key in told}
    return open_now | kept | {f"{BY_COLUMNS}:{one['key']}" for sheet in sheets for one in sheet.get("columns", ())}


def asked(question: Stored, known: Words) -> Asked:
    """Return a question with the words of its answers."""
    slot, finding = question["slot"], finding_from(question["finding"])
    names = dict([*known.categories, *known.payers])
    words = [(choice.answer, choice_words(choice, names) or answer_words(choice.answer)) for choice in finding.choices]
    offered = {answer for answer, _ in words}
    whole = known.categories if slot in OF_CATEGORIES else known.payers if slot in OF_PAYERS else []
    typed = "month" if slot in OF_MONTHS else "place" if slot in OF_PLACES else ""
    shown = replace(finding, choices=())
    others = tuple((code, name) for code, name in whole if code not in offered)
    return Asked(question["id"], slot, sentence(shown, question["sheet"]), tuple(words), others, typed, finding.count)


def misread(answers: Mapping[str, str]) -> list[str]:
    """Return the names of the questions that were answered with a month or a place that is none."""
    slots = {name: name.partition(":")[0] for name, told in answers.items() if told}
    places = {name: answers[name] for name, slot in slots.items() if slot in OF_PLACES}
    known = set(Region.objects.filter(code__in=places.values()).values_list("code", flat=True)) if places else set()
    no_month = [name for name, slot in slots.items() if slot in OF_MONTHS and not is_month(answers[name])]
    return no_month + [name for name, code in places.items() if code not in known]


def columns_lacking(upload: Upload) -> list[str]:
    """Return why columns must be chosen before a sheet can be read, in sentences."""
    found = [one for one in upload.found.get("questions", ()) if one["slot"] == BY_COLUMNS]
    return [sentence(finding_from(one["finding"]), one["sheet"]) for one in found[:MOST_ASKED]]


def answer_words(answer: str) -> str:
    """Return an answer that names no region, month or code, as the screen shows it."""
    return ANSWERS[answer]() if answer in ANSWERS else answer


def layouts_of(upload: Upload) -> list[SharedLayout]:
    """Return the layouts of an upload in the order of its sheets, each once with all sheets that have it."""
    alike: dict[str, list[Stored]] = {}
    for sheet in upload.found.get("sheets", ()):
        if sheet.get("fingerprint"):
            alike.setdefault(sheet["fingerprint"], []).append(sheet)
    return [
        SharedLayout(
            sheets=tuple(sheet["name"] for sheet in sheets),
            kind=sheets[0]["kind"],
            headings=tuple(map(heading_of, sheets[0]["columns"])),
            changes=tuple(dict.fromkeys(each for sheet in sheets for each in changes_of(sheet))),
        )
        for sheets in alike.values()
    ]


def heading_of(column: Mapping[str, Any]) -> Heading:
    role = column["role"] or ""
    return Heading(
        key=column["key"],
        index=column["index"],
        text=" / ".join(column["parts"]),
        role=role,
        category=column["categories"][0] if len(column["categories"]) == 1 else "",
        payer=column["payers"][0] if len(column["payers"]) == 1 else "",
        month=column["month"],
        is_kept_out=role in KEPT_OUT,
    )


def changes_of(sheet: Mapping[str, Any]) -> list[str]:
    """Return in what a sheet differs from the one of its sender before, in sentences."""
    found = [finding_from(one) for one in sheet["findings"] if one["code"] in CHANGES]
    return [sentence(one) for one in found]


def decided_columns(upload: Upload, chosen: Mapping[str, Mapping[str, Any]]) -> dict[str, Stored]:
    """Return as answers what was chosen about columns otherwise than they are read now, by their keys.

    `chosen` holds role, category, payer and month (1 to 12) of each key; what the upload does not have is left out.
    """
    answers: dict[str, Stored] = {}
    for layout in layouts_of(upload):
        for heading in layout.headings:
            told = chosen.get(heading.key)
            if told is None or heading.is_kept_out or layout.is_of_persons:
                continue
            now = (heading.role, heading.category, heading.payer, heading.month)
            if (told["role"], told["category"], told["payer"], told["month"]) != now:
                answers[f"{BY_COLUMNS}:{heading.key}"] = meaning_stored(
                    Meaning(
                        Role(told["role"]) if told["role"] else None,
                        (told["category"],) if told["category"] else (),
                        (told["payer"],) if told["payer"] else (),
                        told["month"],
                    )
                )
    return answers
