"""Nine jurors and a secretariat take a round to its result with real browsers, and anyone recomputes it elsewhere."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from accounts.abilities import Role
from accounts.models import User
from awards.arithmetic.schemes import Step
from awards.enums import RoundStage
from awards.models import Entry, MarkSheet, Result, Round, RoundWindow, Seat
from tests.awards.factories import an_edition
from tests.awards.rows import a_category, a_heard_scheme, a_round, a_seat, an_entry, an_evidence, criteria_for
from tests.coverage.factories import a_published_month, a_target
from tests.factories import a_person
from tests.house import ROOT
from tests.journeys.browsing import Visitor, reads
from tests.journeys.conftest import Visit
from tests.journeys.entering import sign_in

pytestmark = pytest.mark.browser

STEPS = tuple(Step(Decimal(mark), f"Tingkat {mark}", "") for mark in range(1, 6))
JURORS = 9
WORTH = {"64.01": 5, "64.08": 3, "64.74": 2}
"""What all jurors think of an entry, from 1 to 5; every third thinks one less."""
COVERED = {"64.01": 9043, "64.08": 8450, "64.74": 7120}
"""Workers of 10,000 that are covered in the December by which the round judges."""
RULES = {"64.01": "perda", "64.08": "sk", "64.74": "nihil"}
NOWHERE = {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "DEBUG": "1"}


@dataclass(frozen=True)
class Staged:
    """A round with three regencies whose coverage is published and whose rules are proved, and nine jurors."""

    round: Round
    entries: list[Entry]
    seats: list[Seat]
    office: tuple[User, User]

    @property
    def base(self) -> str:
        return f"/penghargaan/putaran/{self.round.pk}"


@pytest.fixture
def staged(places, admin) -> Staged:
    office = (a_person("citra", Role.SECRETARY, places["64"]), a_person("dimas", Role.SECRETARY, places["64"]))
    edition = an_edition(admin)
    round_, category = a_round(edition, places["64"], office[0]), a_category(edition)
    scheme = a_heard_scheme()
    stepped = {"steps": STEPS, "lowest": Decimal(1), "highest": Decimal(5), "only_steps": True}
    criteria = tuple(replace(one, **stepped) if one.kind == "judged" else one for one in scheme.criteria)
    criteria_for(round_, category, office[0], replace(scheme, criteria=criteria))
    entries = [an_entry(round_, category, places[code], office[0]) for code in WORTH]
    for entry in entries:
        region, heads = entry.region, COVERED[entry.region.code]
        a_target(region, 10_000, year=2023)
        a_published_month(region, {(region, "pu", "pemberi_kerja"): heads}, month=202312)
        an_evidence(entry, "regulasi", office[0])
    jurors = [a_person(f"juri{number}", Role.PROVINCIAL_JUROR, places["64"]) for number in range(1, JURORS + 1)]
    return Staged(round_, entries, [a_seat(round_, juror, office[0], declared_at=None) for juror in jurors], office)


def opened_now(round_: Round, stage: RoundStage) -> None:
    """Move the windows of the round so that `stage` is open by the clock that the pages run on."""
    by = timezone.now() - timedelta(days=1) - RoundWindow.objects.get(round=round_, stage=stage).opens_at
    for each in RoundWindow.objects.filter(round=round_):
        RoundWindow.objects.filter(pk=each.pk).update(opens_at=each.opens_at + by, closes_at=each.closes_at + by)


def yesterday() -> str:
    return (timezone.localdate() - timedelta(days=1)).isoformat()


def mark_of(seat: Seat, entry: Entry) -> str:
    return str(WORTH[entry.region.code] - (seat.pk % 3 == 0))


def shown(visitor: Visitor, staged: Staged) -> Entry:
    """Return the entry whose sheet is open."""
    [number] = re.findall(r"/nilai/(\d+)/", visitor.page.url)
    return next(entry for entry in staged.entries if entry.pk == int(number))


def freezes_numbers(visitor: Visitor, staged: Staged) -> None:
    """Freeze the coverage as it is published, and the level of each rule with the proof that was handed in."""
    page = visitor.open(f"{staged.base}/angka/kabkota/")
    for entry in staged.entries:
        page.locator(f"#tingkat-{entry.pk}-regulasi").select_option(RULES[entry.region.code])
        page.locator(f"#bukti-{entry.pk}-regulasi").select_option(index=1)
    page.get_by_role("button", name=re.compile("^Bekukan")).click()
    reads(page, "versi ke-1")


def judges_papers(visitor: Visitor, staged: Staged, seat: Seat) -> None:
    """Declare, mark each entry by a digit and Enter, which leads on, and then make all final."""
    page = visitor.open(f"{staged.base}/benturan/")
    page.get_by_label("Selain yang saya centang", exact=False).check()
    page.get_by_role("button", name="Simpan pernyataan saya").click()
    reads(page, "Anda sudah menyatakannya")
    visitor.open(f"{staged.base}/nilai/")
    page.get_by_role("main").get_by_role("link", name=re.compile("^Kabupaten|^Kota")).first.click()
    for _ in staged.entries:
        page.wait_for_url(re.compile(r"/nilai/\d+/$"))
        entry = shown(visitor, staged)
        page.locator("#kriteria-inovasi input[data-key='0']").focus()
        page.keyboard.press(mark_of(seat, entry))
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url, here=entry: f"/nilai/{here.pk}/" not in url)
    for entry in staged.entries:
        visitor.open(f"{staged.base}/nilai/{entry.pk}/")
        makes_final(visitor, entry)


def makes_final(visitor: Visitor, entry: Entry) -> None:
    page, here = visitor.page, visitor.page.url
    page.get_by_role("button", name=f"Nyatakan nilai {entry.name} final").click()
    page.wait_for_url(lambda url: url != here)


def hears(visitor: Visitor, staged: Staged, seat: Seat, nominees: list[Entry]) -> None:
    """Mark each nominee in the interview by a digit, and make it final."""
    for entry in nominees:
        page = visitor.open(f"{staged.base}/nilai/{entry.pk}/wawancara/")
        page.locator("#kriteria-wawancara input[data-key='0']").focus()
        page.keyboard.press(mark_of(seat, entry))
        makes_final(visitor, entry)


def names_nominees(visitor: Visitor, staged: Staged, nominees: list[Entry]) -> None:
    page = visitor.open(f"{staged.base}/peserta/nomine/")
    for entry in nominees:
        page.locator(f"input[name='entry'][value^='{entry.pk}']").check()
    page.get_by_label("Alasan", exact=True).fill("Urutan nilai berkas, rapat sekretariat")
    page.get_by_role("button", name="Tetapkan nomine kategori ini").click()
    reads(page, "nomine")


def tracks_interviews(visitor: Visitor, staged: Staged, nominees: list[Entry]) -> None:
    """Draw the order, and note when each interview was held and that the head came."""
    page = visitor.open(f"{staged.base}/wawancara/")
    page.get_by_role("button", name="Undi urutannya").click()
    for entry in nominees:
        page.get_by_role("button", name=f"Mulai wawancara {entry.name}").click()
        talk = page.locator(f"#wawancara-{entry.pk}")
        talk.get_by_label("hadir", exact=True).check()
        talk.get_by_role("button", name="Catat kehadiran").click()
        page.get_by_role("button", name=f"Akhiri wawancara {entry.name}").click()


def decides(visitor: Visitor, staged: Staged) -> None:
    """Minute the plenary and its decision, and close the category."""
    page = visitor.open(f"{staged.base}/pleno/")
    page.get_by_label("Tanggal", exact=True).fill(yesterday())
    page.get_by_label("Jam mulai").fill("09.00")
    page.get_by_label("Tempat", exact=True).fill("Ruang rapat lantai dua")
    for box in page.locator("input[name='hadir']").all():
        box.focus()
        page.keyboard.press("Space")
    page.get_by_role("button", name="Catat rapat pleno").click()
    reads(page, f"Hadir {JURORS} dari {JURORS} penilai")
    page.get_by_label("Keputusan", exact=True).fill("Urutan menurut nilai akhir disetujui tanpa perubahan.")
    page.get_by_role("button", name="Catat keputusan").click()
    reads(page, "disetujui tanpa perubahan")
    visitor.open(f"{staged.base}/penutupan/")
    page.get_by_role("button", name="Tutup penilaian Pemerintah kabupaten/kota").click()
    reads(page, "Ditutup sebagai versi ke-1")


def publish(asking: Visitor, agreeing: Visitor, staged: Staged) -> None:
    """Let one of the office ask for publication with the decree, and the other agree."""
    page = asking.open(f"{staged.base}/penutupan/")
    page.get_by_label("Nomor SK penetapan pemenang").fill("SK 7/2024")
    page.get_by_label("Tanggal SK").fill(yesterday())
    page.get_by_role("button", name="Minta penerbitan hasil").click()
    reads(page, "Diminta oleh")
    page = agreeing.open(f"{staged.base}/penutupan/")
    page.get_by_role("button", name="Setujui dan terbitkan").click()
    reads(page, "Disetujui oleh")


def test_nine_jurors_judge_and_the_downloaded_bundle_gives_the_order_of_the_page(
    visit: Visit, staged: Staged, hana, tmp_path: Path
):
    nominees = staged.entries[:2]
    jurors = [(sign_in(visit(), seat.user), seat) for seat in staged.seats]
    office, second = (sign_in(visit(), user) for user in staged.office)

    opened_now(staged.round, RoundStage.VERIFICATION)
    freezes_numbers(office, staged)
    for juror, seat in jurors:
        judges_papers(juror, staged, seat)
    opened_now(staged.round, RoundStage.NOMINEES)
    names_nominees(office, staged, nominees)
    opened_now(staged.round, RoundStage.INTERVIEW)
    tracks_interviews(office, staged, nominees)
    for juror, seat in jurors:
        hears(juror, staged, seat, nominees)
    opened_now(staged.round, RoundStage.PLENARY)
    decides(office, staged)
    opened_now(staged.round, RoundStage.ANNOUNCEMENT)
    publish(office, second, staged)

    assert MarkSheet.objects.exclude(final_at=None).count() == JURORS * (3 + 2)
    result = Result.objects.get()
    reader = visit()
    page = reader.open(f"/penghargaan/hasil/{result.pk}/")
    reads(page, "Kabupaten Paser")
    order = page.get_by_role("main").inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh paket hasil").click()
    download.value.save_as(tmp_path / "paket.zip")
    assert order.index("Kabupaten Paser") < order.index("Kabupaten Kutai Timur")
    ranked = [line.split(" (")[0] for line in verified(tmp_path)[:2]]
    assert ranked == ["1. Kabupaten Paser", "2. Kabupaten Kutai Timur"]
    head = sign_in(visit(), hana)
    head.open(f"/penghargaan/hasil/{result.pk}/lembar/{nominees[0].pk}/")
    reads(head.page, "Peringkat 1 dari", "Inovasi", f"nilai {JURORS} penilai, 4 sampai 5")


def verified(folder: Path) -> list[str]:
    """Run `verify_award` in another folder without a database, and return the lines of its ranking."""
    run = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "verify_award", "paket.zip"],
        cwd=folder, env={**os.environ, **NOWHERE, "VAR_DIR": str(folder / "var")}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")
    return [line.strip() for line in run.stdout.splitlines() if line.startswith("  ")]
