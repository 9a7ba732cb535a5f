"""Take pictures of the main pages: the demonstration in a scratch folder, Chromium at two widths, light and dark.

`make screens` calls this. The pictures lie in build/screens/. What the browser complained about is printed, and then
the exit code is 1.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from tests.journeys.browsing import DESK, PHONE, Visitor, chromium_started, visiting
from tests.servers import chromium, free_port

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "build/screens"
PAGES = {
    "beranda": "/",
    "indonesia": "/wilayah/ID/",
    "kaltim": "/wilayah/64/",
    "paser-2023-12": "/wilayah/64.01/?periode=2023-12",
    "kutim-2024-12": "/wilayah/64.08/?periode=2024-12",
    "ringkas-kaltim": "/wilayah/64/ringkas/",
    "ringkas-paser": "/wilayah/64.01/ringkas/?periode=2023-12",
    "peringkat": "/peringkat/",
    "peringkat-kaltim": "/peringkat/?tingkat=kabkota&induk=64&periode=2023-12",
    "peta": "/peta/",
    "peta-kaltim": "/peta/?induk=64&tampil=sisa",
    "asal-angka": "/angka/64.01_2023-12_ucj_1/",
    "cari": "/cari/?q=paser",
    "metode": "/metode/",
    "data": "/data/",
    "data-cakupan": "/data/cakupan/",
    "data-terbitan": "/data/terbitan/",
    "terbitan-paser": "/data/terbitan/64.01_2023-12_ucj_1/",
    "api": "/data/api/",
    "masuk": "/masuk/",
    "penghargaan": "/penghargaan/",
    "putaran-kaltim": "/penghargaan/putaran/1/",
}
OFFICE = {
    "petugas.paser": {
        "tugas-petugas": "/kerja/",
        "isian": "/wilayah/64.01/isi/?periode=2025-07",
        "isian-kecamatan": "/wilayah/64.01.01/isi/?periode=2025-07",
        "susunan": "/wilayah/64.01/susunan/?tahun=2025",
        "kumpulkan": "/wilayah/64.01/kumpulkan/?periode=2025-07",
        "laporan": "/laporan/64.01/2025-07/",
        "ringkas-sementara": "/wilayah/64.01/ringkas/?angka=sementara",
        "target": "/wilayah/64.01/target/?tahun=2025",
    },
    "kepala.paser": {
        "tugas-kepala": "/kerja/",
        "orang": "/wilayah/64.01/orang/",
        "mulai": "/mulai/",
        "pencocokan": "/laporan/64.01/2025-06/pencocokan/",
    },
    "provinsi.kaltim": {
        "tugas-provinsi": "/kerja/",
        "papan": "/laporan/?induk=64&tahun=2025",
        "batas-waktu": "/wilayah/64/batas-waktu/?tahun=2025",
        "koreksi": "/laporan/64.01/2025-06/koreksi/",
    },
    "sekretaris.kaltim": {
        "peserta": "/penghargaan/putaran/1/peserta/",
        "tim-penilai": "/penghargaan/putaran/1/tim/",
        "peringkat-sementara": "/penghargaan/putaran/1/peringkat/",
        "analisis-peringkat": "/penghargaan/putaran/1/peringkat/analisis/",
        "rapat-pleno": "/penghargaan/putaran/1/pleno/",
        "penutupan": "/penghargaan/putaran/1/penutupan/",
    },
    "importir.bpjs": {
        "tugas-importir": "/kerja/",
        "impor": "/impor/",
        "impor-pratinjau": "/impor/1/",
        "impor-ditolak": "/impor/1/?lihat=ditolak",
        "kunci": "/akun/kunci/",
    },
}
"""Pages of an office, by who opens them."""

UPLOAD = "\n".join(
    (
        "Desa;Kategori;Sumber Dana;Bulan;Peserta Aktif",
        "Busui;Petani;APBD kabupaten/kota;Juli 2025;1.204",
        "Legai;Petani;APBD kabupaten/kota;Juli 2025;81,5",
        "Songka;Petani;APBD kabupaten/kota;Juli 2025;-",
        "Batu Kajang;Tukang becak;APBD kabupaten/kota;Juli 2025;37",
    )
)
"""A file with a good row, a refused one and two that are held, for the pictures of a preview."""

PASSWORD = "Peragaan-2026!"  # of the demonstration
README_PICTURE = "/wilayah/64.01/?periode=2023-12"  # its top, as docs/picture.png shows it
START_SECONDS = 60


@contextmanager
def demonstration() -> Iterator[str]:
    """Set up the demonstration in a temporary folder and serve it on a free port; give its address."""
    port = free_port()
    folder = tempfile.mkdtemp(prefix="paritrana-screens-")
    environment = os.environ | {"DEBUG": "1", "VAR_DIR": folder, "PORT": str(port), "WEB_CONCURRENCY": "1"}
    environment["DATABASE_URL"] = f"sqlite:///{folder}/portal.sqlite3"
    try:
        for command in (("migrate", "--verbosity", "0"), ("load_regions",), ("demo",)):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
        worker = subprocess.Popen([sys.executable, "manage.py", "run_jobs"], cwd=ROOT, env=environment)
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "paritrana.wsgi", "--log-level", "warning"], cwd=ROOT, env=environment
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/sehat/hidup")
            yield address
        finally:
            for process in (worker, server):
                process.terminate()
            for process in (worker, server):
                process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(url: str) -> None:
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def pictures(browser: Browser, address: str, width: int, *, dark: bool) -> list[str]:
    """Take the pictures of all pages at one width and colour scheme; return what the browser complained about."""
    troubles = []
    for username, pages in {"": PAGES, **OFFICE}.items():
        with visiting(browser, address, width, dark=dark) as visitor:
            if username:
                sign_in(visitor, username)
            for name, path in pages.items():
                page = visitor.open(path)
                page.screenshot(path=PICTURES / f"{name}-{width}{'-gelap' if dark else ''}.png", full_page=True)
                if wider := visitor.sideways():
                    troubles.append(f"{path} at {width}: {wider} pixels wider than the window")
            troubles += visitor.troubles
            visitor.troubles.clear()
    return troubles


def sign_in(visitor: Visitor, username: str) -> None:
    page = visitor.open("/masuk/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
    page.wait_for_url(lambda url: "/masuk/" not in url)


def send_a_file(browser: Browser, address: str) -> None:
    """Send the file whose preview is in the pictures, and wait until it was read."""
    with visiting(browser, address) as visitor:
        sign_in(visitor, "importir.bpjs")
        page = visitor.open("/impor/")
        page.get_by_label("Pilih berkas").set_input_files(
            {"name": "rekap-juli.csv", "mimeType": "text/csv", "buffer": UPLOAD.encode()}
        )
        page.get_by_role("button", name="Unggah dan lihat pratinjau").click()
        page.locator("#hasil").wait_for(timeout=START_SECONDS * 1000)


def picture_for_readme(browser: Browser, address: str) -> None:
    """Take the small picture that a maintainer may copy to docs/picture.png."""
    with visiting(browser, address, 1000) as visitor:
        visitor.open(README_PICTURE).screenshot(path=PICTURES / "picture.png")


def main() -> int:
    executable = chromium()
    if executable is None:
        print("No Chromium was found (apt install chromium).", file=sys.stderr)
        return 1
    PICTURES.mkdir(parents=True, exist_ok=True)
    troubles: list[str] = []
    with demonstration() as address, chromium_started(executable) as browser:
        send_a_file(browser, address)
        for width in (DESK, PHONE):
            for dark in (False, True):
                troubles += pictures(browser, address, width, dark=dark)
        picture_for_readme(browser, address)
    print(f"{len(list(PICTURES.glob('*.png')))} pictures in {PICTURES.relative_to(ROOT)}/")
    for trouble in troubles:
        print(f"trouble: {trouble}", file=sys.stderr)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
