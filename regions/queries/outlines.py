"""Outlines of regions from a folder that a deployer may give (`BOUNDARIES_DIR`), drawn once and kept below `VAR_DIR`.

A file that cannot be used is refused as a whole and told at the start (`regions.checks`); maps then do without it.
"""

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from regions.models import Region
from regions.register import NATION
from regions.topology import BadTopology, Drawing, Fault, Point, drawing_of, outlines

logger = logging.getLogger(__name__)

MOST_BYTES = 20 << 20
VERSION = 1
"""Of the way paths are made: with another one, what was kept is drawn anew."""
LEAST_SHARE = 2
"""One region of so many must have an outline, or the map is no map of them."""

REASONS = {
    Fault.BROKEN: "it is no JSON, or cut off",
    Fault.NO_TOPOLOGY: "it is no TopoJSON of polygons",
    Fault.NO_CODE: 'an outline has no text "code" among its properties',
    Fault.TWICE: "it holds two outlines of one code",
    Fault.OUT_OF_RANGE: "it names an arc that is not there, or a point off the globe",
    Fault.TOO_LARGE: "it holds more points or outlines than a map of the country",
}


@dataclass(frozen=True)
class Refusal:
    """A file that is not used, and why."""

    path: Path
    reason: str


@dataclass(frozen=True)
class Source:
    """A file as it lies on the disk; another content is another source."""

    path: Path
    changed: int
    size: int


def sources() -> tuple[Source, ...]:
    """Return the boundary files of the folder by name; none where no folder is set or it cannot be read."""
    if not settings.BOUNDARIES_DIR:
        return ()
    folder = Path(settings.BOUNDARIES_DIR)
    try:
        found = sorted({*folder.glob("*.topo.json"), *folder.glob("*.topojson")})
        return tuple(Source(path, (told := path.stat()).st_mtime_ns, told.st_size) for path in found)
    except OSError:
        return ()


def refusals() -> list[Refusal]:
    """Return the files of the folder that cannot be used, each with its reason in words for who runs the portal."""
    return [Refusal(source.path, reason) for source in sources() if (reason := read(source)[0])]


def codes_in(source: Source) -> frozenset[str]:
    """Return the codes of a usable file; none of one that is refused."""
    return frozenset(read(source)[1])


@lru_cache(maxsize=64)
def read(source: Source) -> tuple[str, frozenset[str], str]:
    """Return why a file is refused ("" if it is not), the codes that it draws, and the digest of its content."""
    try:
        body = read_bytes(source)
        codes = frozenset(outlines(body))
    except BadTopology as bad:
        return refused(source, REASONS[bad.fault] + (f" ({bad.about[:20]})" if bad.about else ""))
    except OSError as error:
        return refused(source, f"it cannot be read: {error.strerror}")
    if strangers := unknown(codes):
        told = ", ".join(code[:20] for code in sorted(strangers)[:3])
        return refused(source, f"{len(strangers)} of its codes are no region's: {told}")
    return "", codes, hashlib.sha256(body).hexdigest()


def refused(source: Source, reason: str) -> tuple[str, frozenset[str], str]:
    logger.error("boundaries: %s is not used, %s", source.path, reason)
    return reason, frozenset(), ""


def read_bytes(source: Source) -> bytes:
    if source.size > MOST_BYTES:
        raise BadTopology(Fault.TOO_LARGE)
    return source.path.read_bytes()


def unknown(codes: Collection[str]) -> set[str]:
    """Return the codes that no region of the register has; asked by level, since a list of all would be long."""
    known: set[str] = set()
    for level in {code.count(".") + 1 for code in codes}:
        known |= set(Region.objects.filter(level=level).values_list("code", flat=True))
    return set(codes) - known


def levels_below(code: str) -> list[int]:
    """Return the levels of which the files have all that lies below a region, or all that lies around it."""
    found = set()
    for source in sources():
        by_level: dict[int, list[str]] = {}
        for each in codes_in(source):
            by_level.setdefault(each.count(".") + 1, []).append(each)
        for level, codes in by_level.items():
            around = common_region(codes)
            reaches = around == NATION or code == around or code.startswith(f"{around}.")
            if reaches and any(code == NATION or each.startswith(f"{code}.") for each in codes):
                found.add(level)
    return sorted(found)


def common_region(codes: Sequence[str]) -> str:
    """Return the code of the lowest region that holds all the codes, by the way codes are written."""
    parts = [code.split(".")[:-1] for code in codes]
    shared = [pair[0] for pair in zip(*parts, strict=False) if len(set(pair)) == 1]
    return ".".join(shared) or NATION


def best_source(codes: Sequence[str]) -> Source | None:
    """Return the file that draws most of the regions, of equals the first by name; None where most would be missing."""
    wanted = set(codes)
    covered = [(len(wanted & codes_in(source)), source) for source in sources()]
    most, best = max(covered, key=lambda pair: pair[0], default=(0, None))
    return best if wanted and most * LEAST_SHARE >= len(wanted) else None


def drawing_for(codes: Sequence[str]) -> Drawing | None:
    """Return the outlines of the regions as paths of one drawing; None where no file has them."""
    source = best_source(codes)
    return kept_drawing(source, tuple(sorted(set(codes) & codes_in(source)))) if source else None


@lru_cache(maxsize=64)
def kept_drawing(source: Source, codes: tuple[str, ...]) -> Drawing:
    """Return a drawing from the disk, else draw it and keep it there."""
    regions = hashlib.sha256("\n".join(codes).encode()).hexdigest()
    kept = Path(settings.VAR_DIR) / "outlines" / f"{VERSION}-{read(source)[2][:32]}-{regions[:16]}.json"
    try:
        return Drawing(**json.loads(kept.read_bytes()))
    except (OSError, ValueError, TypeError):
        rings: dict[str, list[list[Point]]] = outlines(read_bytes(source))
        drawing = drawing_of({code: rings[code] for code in codes})
        keep(kept, drawing)
        return drawing


def keep(path: Path, drawing: Drawing) -> None:
    """Write a drawing whole or not at all; a full disk costs time, no page."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False, encoding="utf-8") as file:
            json.dump(asdict(drawing), file)
        os.replace(file.name, path)
    except OSError as error:
        logger.warning("boundaries: a drawing could not be kept: %s", error)
