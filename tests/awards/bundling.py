"""Bundles for tests: a small one, and hands that spoil one."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

from awards.arithmetic.contests import Contest, Input
from awards.arithmetic.schemes import Phase
from awards.bundles.archives import packed
from awards.bundles.bundle import with_manifest
from awards.bundles.parts import Bundle, Conflict
from tests.awards.contests import a_contest, a_scheme, computed, judged, levelled


def regencies() -> Contest:
    """Return a contest of three regencies, of which two are heard; a juror is recused for Paser."""
    scheme = a_scheme(
        judged("inovasi", "40"), computed("cakupan", "40"), levelled("regulasi", "20"),
        judged("tanya", phase=Phase.INTERVIEW), ladder=("phase:interview", "measure:coverage"),
    )  # fmt: skip
    papers = {"64.01": [80, 85, 90], "64.08": [70, 75, 80], "64.10": [60, 65, 70]}
    marks = {(entry, "inovasi"): row for entry, row in papers.items()}
    marks |= {("64.01", "tanya"): [88, 90, 92], ("64.08", "tanya"): [80, 82, 84]}
    numbers = {"64.01": Decimal("90.4322001954"), "64.08": Decimal("112.10"), "64.10": None}
    inputs = [Input(entry, "cakupan", raw) for entry, raw in numbers.items()]
    inputs += [Input(entry, "regulasi", level="sk") for entry in papers]
    recusals, nominees = frozenset({("J02", "64.01")}), frozenset({"64.01", "64.08"})
    return a_contest(scheme, marks, inputs=tuple(inputs), recusals=recusals, nominees=nominees)


def a_bundle(**more) -> Bundle:
    """Return a round of two categories, three regencies and two firms; one juror supplies the numbers of Paser."""
    firms = a_contest(a_scheme(judged()), {("npp-1", "inovasi"): [70, 71], ("npp-2", "inovasi"): [70, 71]})
    regencies_and_firms = {"64.01": "Paser", "64.08": "Kutai Timur", "64.10": "Mahakam Ulu", "npp-1": "PT Satu"}
    told = {
        "about": {"round": "Paritrana, data 2023, Kalimantan Timur", "closed_at": "2024-05-01T10:00:00+08:00"},
        "contests": {"kabupaten": regencies(), "ukm": firms},
        "names": {**regencies_and_firms, "npp-2": "PT Dua “é”"},
        "conflicts": (
            Conflict("J02", "64.01"),
            Conflict("J03", "64.08", is_recused=False),
        ),
        "software": "paritrana 0.1.0",
    }
    return Bundle(**told | more)


def parts_in(content: bytes) -> dict[str, bytes]:
    """Return the parts of a bundle by an ordinary reader of archives."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a bundle in which a part was changed and the manifest made to fit."""
    parts = parts_in(content)
    del parts["manifest.json"]
    return packed(with_manifest({**parts, name: change(parts[name])}))


def zipped(*members: tuple[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    """Return an archive of members in this order, doubled names and all."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", compression) as archive:
        for name, part in members:
            archive.writestr(zipfile.ZipInfo(name), part, compress_type=compression)
    return written.getvalue()
