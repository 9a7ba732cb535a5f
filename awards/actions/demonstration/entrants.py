"""Who competes in the demonstration: real regions with figures, and firms that are invented and say so."""

import io
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from random import Random

from accounts.actions.demonstration import NEIGHBOURS, SLUGS
from awards.actions.demonstration.courses import SAMPLE, Course
from awards.actions.demonstration.papers import paper
from awards.actions.entrants.entries import propose_entry
from awards.actions.entrants.evidence import ProofTold, file_evidence, file_redacted
from awards.actions.entrants.firms import FirmTold, save_firm
from awards.actions.entrants.verification import name_nominees, verify_entry
from awards.enums import EntrantKind, EntryOrigin, EntryState, FirmSize, RoundStage
from awards.models import Entry, Evidence
from awards.queries.entrants.eligibility import Candidate
from awards.queries.entrants.proofs import AskedProof, asked_proofs
from regions.models import Region

NOMINEES = 3


@dataclass(frozen=True)
class FirmLaid:
    """An invented firm: the category in which it competes, what it is called, and where it sits."""

    category: str
    name: str
    size: FirmSize
    sector: str
    region: str

    @property
    def label(self) -> str:
        return f"{self.name} (contoh)"


LARGE, MEDIUM, SMALL = FirmSize.LARGE, FirmSize.MEDIUM, FirmSize.SMALL
FIRMS = (
    FirmLaid("keuangan", "PT Contoh Bank Mahakam", LARGE, "Keuangan", "64.72"),
    FirmLaid("keuangan", "PT Contoh Pembiayaan Kayan", MEDIUM, "Keuangan", "64.71"),
    FirmLaid("keuangan", "Koperasi Contoh Simpan Rezeki", SMALL, "Keuangan", "64.02"),
    FirmLaid("dagang_jasa", "PT Contoh Niaga Samarinda", LARGE, "Perdagangan dan jasa", "64.72"),
    FirmLaid("dagang_jasa", "PT Contoh Jasa Pelabuhan", MEDIUM, "Perdagangan dan jasa", "64.71"),
    FirmLaid("dagang_jasa", "CV Contoh Toko Tepian", MEDIUM, "Perdagangan dan jasa", "64.01"),
    FirmLaid("tani", "PT Contoh Kebun Paser", LARGE, "Pertanian", "64.01"),
    FirmLaid("tani", "PT Contoh Sawit Sangatta", LARGE, "Pertanian", "64.08"),
    FirmLaid("tani", "PT Contoh Tambak Delta", MEDIUM, "Pertanian", "64.02"),
    FirmLaid("tambang", "PT Contoh Tambang Kutai", LARGE, "Pertambangan", "64.08"),
    FirmLaid("tambang", "PT Contoh Baja Bontang", LARGE, "Pertambangan", "64.74"),
    FirmLaid("tambang", "PT Contoh Bangun Berau", MEDIUM, "Pertambangan", "64.03"),
    FirmLaid("pendidikan", "Yayasan Contoh Cendekia", MEDIUM, "Pendidikan", "64.71"),
    FirmLaid("pendidikan", "Yayasan Contoh Bina Ilmu", MEDIUM, "Pendidikan", "64.72"),
    FirmLaid("pendidikan", "Yayasan Contoh Tunas Benuo", SMALL, "Pendidikan", "64.09"),
    FirmLaid("ukm", "UD Contoh Amplang", SMALL, "Perdagangan dan jasa", "64.72"),
    FirmLaid("ukm", "UD Contoh Anyaman Paser", SMALL, "Perdagangan dan jasa", "64.01"),
    FirmLaid("ukm", "UD Contoh Kopi Prangat", SMALL, "Pertanian", "64.02"),
)
REGENCIES = ("64.01", "64.02", "64.03", "64.08", "64.09", "64.74")
VILLAGES = ("64.09.01.2020", "64.09.02.2002", "64.09.03.2003", "64.09.04.2002")
"""Where figures of the judged year stand village by village."""
ISSUERS = {
    EntrantKind.FIRM: "BPJS Ketenagakerjaan (contoh)",
    EntrantKind.VILLAGE: "Pemerintah desa (contoh)",
}
OF_REGIONS = "Pemerintah daerah (contoh)"
BUDGETS = {
    "64.01": 8_900, "64.02": 6_900, "64.03": 2_100, "64.08": 7_400, "64.09": 2_300, "64.74": 1_500, "63.09": 2_000,
    "63.11": 3_900,
}  # fmt: skip
"""Invented budgets of regencies for the contributions of their workers, in millions of rupiah."""


def office_of(region: Region) -> str:
    """Return by what the accounts of the office are called that speaks for a region: a village has its regency's."""
    return {**SLUGS, **NEIGHBOURS}[region.code[:5]]


def propose_regions(course: Course, category: str, codes: Iterable[str]) -> None:
    """Let the heads of regions propose them, or the villages below them."""
    at = course.moment(RoundStage.NOMINATION)
    regions = {region.code: region for region in Region.objects.filter(code__in=codes)}
    for code in codes:
        candidate = Candidate(course.categories[category], regions[code])
        head = course.person(f"kepala.{office_of(regions[code])}", at)
        propose_entry(round_=course.round, candidate=candidate, origin=EntryOrigin.REGION, by=head, at=at)


def propose_firms(course: Course, firms: Collection[FirmLaid]) -> None:
    """Let the secretariat note invented firms and propose them."""
    at = course.moment(RoundStage.NOMINATION, 11)
    by = course.person(course.secretary, at)
    regions = {region.code: region for region in Region.objects.filter(code__in={firm.region for firm in firms})}
    for each in firms:
        told = FirmTold(f"CONTOH-{FIRMS.index(each) + 1:03}", each.label, each.size, each.sector, "Kantor contoh")
        firm = save_firm(told=told, region=regions[each.region], round_=course.round, by=by, at=at)
        candidate = Candidate(course.categories[each.category], firm.region, firm)
        propose_entry(round_=course.round, candidate=candidate, origin=EntryOrigin.SECRETARIAT, by=by, at=at)


def entries_of(course: Course, *states: EntryState) -> list[Entry]:
    """Return the entries of a round, by category and age."""
    rows = Entry.objects.filter(round=course.round).select_related("round__edition", "round__region")
    rows = rows.select_related("round__edition__programme", "category", "region", "firm")
    return list((rows.filter(state__in=states) if states else rows).order_by("category__position", "pk"))


def hand_in(course: Course, entries: Iterable[Entry], at: datetime) -> None:
    """Hand in all proofs that the criteria ask for of these entries; of firms the secretariat does it."""
    asked = asked_proofs(course.round)
    for entry in entries:
        name = course.secretary if entry.firm else f"petugas.{office_of(entry.region)}"
        for proof in asked[entry.category_id]:
            told = told_of(entry, proof)
            file = io.BytesIO(paper(told.title, entry.name, told.issuer))
            by = course.person(name, at)
            file_evidence(entry=entry, told=told, file=file, name=f"contoh-{proof.code}.pdf", by=by, at=at)


def told_of(entry: Entry, proof: AskedProof) -> ProofTold:
    """Return what is said of an invented proof, and of a budget an amount."""
    year = entry.round.edition.data_year
    amount = Decimal(budget_of(entry)) if proof.criterion == "anggaran" else None
    issuer = ISSUERS.get(EntrantKind(entry.category.kind), OF_REGIONS)
    return ProofTold(proof.criterion, proof.code, f"{proof.name} (contoh)", issuer, date(year, 3, 1), amount=amount)


def budget_of(entry: Entry) -> int:
    """Return an invented budget in rupiah; that of a village is a few million."""
    millions = BUDGETS.get(entry.region.code) or Random(entry.name).randrange(4, 40)  # noqa: S311 - invented
    return millions * 1_000_000


def verify(course: Course, entries: Iterable[Entry], at: datetime) -> None:
    """Let the secretariat say of each entry that its documents are complete."""
    for entry in entries:
        verify_entry(entry=entry, seen=entry.version, by=course.person(course.secretary, at), at=at)


def nominate(course: Course, chosen: Mapping[str, list[Entry]]) -> None:
    """Name the nominees of each category, and file the public copies of their proofs."""
    at = course.moment(RoundStage.NOMINEES, 15)
    by = course.person(course.secretary, at)
    for code, entries in chosen.items():
        name_nominees(
            round_=course.round, category=course.categories[code], chosen={one.pk: one.version for one in entries},
            reason=f"{SAMPLE}: nilai berkas tertinggi", by=by, at=at,
        )  # fmt: skip
    nominees = [entry.pk for entries in chosen.values() for entry in entries]
    about = ("entry__round__region", "entry__category", "entry__region", "entry__firm")
    for proof in Evidence.objects.filter(entry__in=nominees, version=1).select_related(*about).defer("content"):
        file = io.BytesIO(paper(proof.title, proof.entry.name, "Salinan untuk umum; nama orang sudah ditutup."))
        file_redacted(evidence=proof, file=file, by=by, at=at)
