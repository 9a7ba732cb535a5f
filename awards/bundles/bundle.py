"""The bundle of a result (paket hasil): all that it was computed from, so that anyone can recompute it. Pure.

The format is described in docs/award_bundle.md.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from awards.arithmetic.contest_faults import faults as faults_of_contest
from awards.arithmetic.contests import Unsound
from awards.arithmetic.ranking import Placed, ranked
from awards.arithmetic.scheme_faults import faults as faults_of_scheme
from awards.arithmetic.schemes import Fault
from awards.arithmetic.scoring import outcome
from awards.bundles.archives import opened, packed
from awards.bundles.canonical import canonical, plain
from awards.bundles.parts import MOST_CONTESTS, READERS, Bundle, Result, Unreadable, bundle_of, parts_of, recused

FORMAT = "paritrana-award"
VERSION = 1
"""The version of the format. A reader refuses a later one."""

MANIFEST, RESULT = "manifest.json", "result.json"
PARTS = tuple(sorted([*READERS, RESULT]))
"""What the manifest tells the digests of."""

PSEUDONYM = re.compile(r"J[0-9]{2,3}")

MOST_CELLS, MOST_ENTRIES, MOST_CONFLICTS = 1_000_000, 20_000, 100_000
"""Cells are entries times criteria times jurors and one. A hostile bundle of few bytes could ask for more than any
memory holds; a national round of 514 entries, ten jurors and twelve criteria asks for 68,000.
"""

MOST_TOLD = 20
"""Of faults of one kind: the first of them tell enough."""


@dataclass(frozen=True)
class Verification:
    """What came of a verification: findings, as codes with parameters ("part" names the part), and recomputed rankings.

    Rankings are by category; there are none where nothing could be recomputed. `whole` is the digest of all parts as
    they are, to compare with the published one: a bundle that was made anew from other marks has no fault of its own.
    """

    findings: tuple[Fault, ...]
    rankings: Mapping[str, tuple[Placed, ...]] = field(default_factory=dict)
    bundle: Bundle | None = None
    whole: str = ""

    @property
    def is_sound(self) -> bool:
        return not self.findings


def written(bundle: Bundle) -> bytes:
    """Return a bundle as an archive; the same bundle gives the same bytes. Raise `Unsound` where it cannot hold."""
    found = list(faults_of_bundle(bundle))
    if found:
        raise Unsound(found)
    return packed(with_manifest(parts_of(bundle, results_of(bundle))))


def verified(content: bytes) -> Verification:
    """Recompute a bundle from its bytes alone and tell all that does not hold.

    Consequences are not told beside their cause: where a part was changed, the result need not follow any more.
    """
    archive = opened(content, (*PARTS, MANIFEST))
    parts = archive.parts
    found = [*archive.findings, *faults_of_lack(archive.findings, parts), *faults_of_manifest(parts)]
    if {fault.code for fault in found} & {"not_an_archive", "too_large", "version_later"} or not set(READERS) <= set(
        parts
    ):
        return Verification(tuple(found))
    try:
        bundle = bundle_of(parts)
        found_in_it = list(faults_of_bundle(bundle))
        results = {} if found_in_it else results_of(bundle)
        computed = {} if found_in_it else with_manifest(parts_of(bundle, results))
    except Unreadable as error:
        return Verification((*found, *[Fault("part_unreadable", {"part": error.part})][: not found]))
    if not found:
        found = found_in_it or list(faults_of_computed(content, parts, computed))
    rankings = {code: result.ranking for code, result in results.items()}
    return Verification(
        tuple(found), rankings, bundle, whole({name: digest(parts[name]) for name in PARTS if name in parts})
    )


def read(content: bytes) -> Bundle:
    """Return what is in a bundle of our own, without recomputing it; raise `Unreadable` or KeyError for another's."""
    return bundle_of(opened(content, (*PARTS, MANIFEST)).parts)


def results_of(bundle: Bundle) -> dict[str, Result]:
    """Compute each contest of a bundle."""
    results = {}
    for code, contest in sorted(bundle.contests.items()):
        came_to = outcome(contest)
        results[code] = Result(came_to, ranked(contest.scheme, came_to))
    return results


def with_manifest(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return parts and the manifest that tells their digests."""
    digests = {name: digest(part) for name, part in parts.items()}
    manifest = {"format": FORMAT, "version": VERSION, "parts": digests, "whole": whole(digests)}
    return {**parts, MANIFEST: canonical(manifest)}


def digest(part: bytes) -> str:
    return hashlib.sha256(part).hexdigest()


def whole(digests: Mapping[str, str]) -> str:
    """Return the digest of all parts: that of the lines which sha256sum prints for them, by name."""
    return digest("".join(f"{one}  {name}\n" for name, one in sorted(digests.items())).encode())


def faults_of_bundle(bundle: Bundle) -> Iterator[Fault]:
    """Yield why a bundle cannot be written or recomputed."""
    if too_much := asked_too_much(bundle):
        yield too_much
        return
    seen: set[str] = set()
    known = {juror for contest in bundle.contests.values() for juror in contest.jurors}
    jurors = known.union(*(contest.left for contest in bundle.contests.values()))
    if not all(PSEUDONYM.fullmatch(juror) for juror in jurors):
        yield Fault("juror_named")  # who it is must not be told here either
    for code, contest in sorted(bundle.contests.items()):
        for entry in contest.entries:
            if entry in seen:
                yield Fault("entry_in_two", {"category": code, "entry": entry})
            if entry not in bundle.names:
                yield Fault("name_missing", {"category": code, "entry": entry})
            seen.add(entry)
        if contest.recusals != recused(bundle.conflicts, contest.entries, contest.jurors):
            yield Fault("recusals_differ", {"category": code})
        unsound = faults_of_scheme(contest.scheme)
        part = "scheme.json" if unsound else "marks.json"
        for fault in (unsound or faults_of_contest(contest))[:MOST_TOLD]:
            yield Fault("unsound", {"part": part, "category": code, "fault": fault})
    strange = (one for one in bundle.conflicts if one.juror not in known or one.entry not in seen)
    for conflict in islice(strange, MOST_TOLD):
        yield Fault("conflict_unknown", {"part": "conflicts.json", "entry": conflict.entry})


def asked_too_much(bundle: Bundle) -> Fault | None:
    """Return the fault of a bundle that asks for more than could be computed in seconds."""
    contests = bundle.contests.values()
    told = {
        "contests": len(contests),
        "entries": sum(len(one.entries) for one in contests),
        "conflicts": len(bundle.conflicts),
        "cells": sum(len(one.entries) * len(one.scheme.criteria) * (len(one.jurors) + 1) for one in contests),
    }
    most = {"contests": MOST_CONTESTS, "entries": MOST_ENTRIES, "conflicts": MOST_CONFLICTS, "cells": MOST_CELLS}
    return Fault("too_many", told) if any(told[name] > most[name] for name in most) else None


def faults_of_lack(findings: tuple[Fault, ...], parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield the parts that are not there at all."""
    if any("part" not in fault.parameters for fault in findings):
        return  # no archive, so no parts of it
    told = {fault.parameters["part"] for fault in findings}
    for name in (*PARTS, MANIFEST):
        if name not in parts and name not in told:
            yield Fault("part_missing", {"part": name})


def faults_of_manifest(parts: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield parts that are not those of the manifest.

    Where all digests together are as stated and one is not, it is the manifest that was changed and not that part.
    """
    if MANIFEST not in parts:
        return
    try:
        manifest = plain(parts[MANIFEST])
        form, version, stated = manifest["format"], manifest["version"], dict(manifest["parts"])
        if form != FORMAT or type(version) is not int or version < 1:
            raise ValueError(form)
        if version > VERSION:
            yield Fault("version_later", {"part": MANIFEST, "version": version, "known": VERSION})
            return
        stated_whole = manifest["whole"]
    except (ValueError, KeyError, TypeError):
        yield Fault("part_unreadable", {"part": MANIFEST})
        return
    if not set(PARTS) <= set(parts):
        return
    digests = {name: digest(parts[name]) for name in PARTS}
    changed = [name for name in PARTS if digests[name] != stated.get(name)]
    if stated_whole == whole(digests) or not changed:
        changed = [MANIFEST] if changed or stated_whole != whole(digests) else []
    for name in changed:
        yield Fault("part_changed", {"part": name})


def faults_of_computed(content: bytes, parts: Mapping[str, bytes], computed: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield what is not as it would be written from the inputs alone: the result first, then the way it is written."""
    different = [name for name in PARTS if parts[name] != computed[name]]
    if RESULT in different:
        yield from faults_of_result(parts[RESULT], computed[RESULT])
    for name in different:
        if name != RESULT:
            yield Fault("part_not_canonical", {"part": name})
    if not different and parts[MANIFEST] != computed[MANIFEST]:
        yield Fault("part_changed", {"part": MANIFEST})
    elif not different and content != packed(computed):
        yield Fault("archive_changed")


def faults_of_result(stated: bytes, computed: bytes) -> Iterator[Fault]:
    """Yield the entries whose stated rank or total does not follow, or the part alone where something else does not."""
    told = 0
    try:
        says, comes_to = plain(stated), plain(computed)
        for category, result in comes_to.items():
            places = {one["entry"]: (one["rank"], one["total"]) for one in says[category]["ranking"]}
            for one in result["ranking"]:
                was, now = places.get(one["entry"]), (one["rank"], one["total"])
                if was != now and told < MOST_TOLD:
                    yield Fault(
                        "result_differs",
                        {"part": RESULT, "category": category, "entry": one["entry"], "stated": was, "computed": now},
                    )
                    told += 1
    except (ValueError, KeyError, TypeError, AttributeError):
        told = 0
    if not told:
        yield Fault("result_differs", {"part": RESULT})
