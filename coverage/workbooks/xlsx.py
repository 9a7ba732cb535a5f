"""A workbook of Excel: its list of sheets, its styles and texts, and a survey of each sheet."""

import re

from coverage.workbooks.archive import Archive
from coverage.workbooks.limits import Refused
from coverage.workbooks.sheet_cells import RANGE, TRUE, number_of
from coverage.workbooks.sheet_scan import SheetScan
from coverage.workbooks.strings import Strings
from coverage.workbooks.survey import Survey
from coverage.workbooks.xml_guard import local, read

CONTENT_TYPES, WORKBOOK, RELATIONS = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
XML = (".xml", ".rels", ".vml")
PERCENTS_OF_EXCEL = {9, 10}
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
LONGEST_NAME = 100
MOST_NOTES = 1_000
KINDS = {"worksheet": "table", "chartsheet": "chart", "dialogsheet": "chart"}
STATES = {"visible": "visible", "hidden": "hidden", "veryHidden": "very_hidden"}


def surveyed(archive: Archive) -> list[Survey]:
    """Return the survey of each sheet, in the order of the workbook; raise Refused where anything cannot be taken."""
    spent, seen = archive.spent, {CONTENT_TYPES.lower(), WORKBOOK.lower(), RELATIONS.lower()}
    refuse_programs(archive)
    sheets, calculated = sheets_of(archive)
    strings = Strings(spent)
    if STRINGS in archive:
        seen.add(STRINGS.lower())
        strings.read(archive.chunks(STRINGS))
    percents = percent_styles(archive)
    for survey in sheets:
        if survey.kind == "table":
            seen.add(survey.part.lower())
            survey.has_long_numbers = strings.has_long_numbers
            SheetScan(survey, spent, strings, percents, calculated=calculated).read(archive.chunks(survey.part))
            survey.notes = notes_of(archive, survey.part)
    skim(archive, seen)
    return sheets


def refuse_programs(archive: Archive) -> None:
    """Raise Refused where the file carries macros, or is the binary form of a workbook."""
    if "xl/workbook.bin" in archive:
        raise Refused("binary_workbook")
    types = archive.whole(CONTENT_TYPES)
    programs = ("vbaproject.bin", "xl/macrosheets/", "xl/vbadata.xml")
    if b"macroEnabled" in types or any(sign in name for name in archive.names for sign in programs):
        raise Refused("macros")


def skim(archive: Archive, seen: set[str]) -> None:
    """Read over all other parts, so that their size and form count too; what nobody reads may be ill-formed."""
    for name in archive.names:
        if name in seen:
            continue
        chunks = archive.chunks(name)
        if name.endswith(XML):
            try:
                read(chunks, archive.spent)
            except Refused as refused:
                if refused.code != "damaged":
                    raise
        for _ in chunks:
            pass


def sheets_of(archive: Archive) -> tuple[list[Survey], bool]:
    """Return the sheets in their order, and whether formulas carry the results that their program reckoned."""
    found: list[dict[str, str]] = []
    told = {"calculated": True}

    def started(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "sheet":
            found.append({local(key): text for key, text in attributes.items()})
        elif local(name) == "calcPr" and attributes.get("fullCalcOnLoad") in TRUE:
            told["calculated"] = False

    read([archive.whole(WORKBOOK)], archive.spent, started)
    if not found:
        raise Refused("no_sheets")
    if len(found) > archive.limits.sheets:
        raise Refused("too_many_sheets", many=len(found), most=archive.limits.sheets)
    targets = targets_of(archive, RELATIONS)
    sheets = [survey_of(archive, sheet, targets) for sheet in found]
    parts = [sheet.part.lower() for sheet in sheets]
    if len({*parts}) < len(parts) or len({sheet.name.casefold() for sheet in sheets}) < len(sheets):
        raise Refused("not_plain_list")
    return sheets, told["calculated"]


def survey_of(archive: Archive, sheet: dict[str, str], targets: dict[str, tuple[str, str]]) -> Survey:
    name = sheet.get("name", "")
    kind, target = targets.get(sheet.get("id", ""), ("", ""))
    if kind in ("xlMacrosheet", "xlIntlMacrosheet"):
        raise Refused("macros")
    part = target.lstrip("/") if target.startswith(("/xl/", "xl/")) else f"xl/{target}"
    if not 0 < len(name) <= LONGEST_NAME or kind not in KINDS or part not in archive:
        raise Refused("not_plain_list")
    return Survey(name, STATES.get(sheet.get("state", "visible"), "hidden"), KINDS[kind], part)


def targets_of(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Return the relationships of a part: id, and the last word of its type with its target."""
    targets: dict[str, tuple[str, str]] = {}

    def started(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "Relationship" and attributes.get("TargetMode") != "External":
            key, target = attributes.get("Id", ""), attributes.get("Target", "")
            if key in targets:
                raise Refused("not_plain_list")
            targets[key] = (attributes.get("Type", "").rpartition("/")[2], target)

    read([archive.whole(part)], archive.spent, started)
    return targets


def percent_styles(archive: Archive) -> frozenset[int]:
    """Return the numbers of the cell styles that show a number as a percentage: 1 is shown as 100 %."""
    if STYLES not in archive:
        return frozenset()
    formats, styles = {*PERCENTS_OF_EXCEL}, []
    path: list[str] = []

    def started(name: str, attributes: dict[str, str]) -> None:
        path.append(local(name))
        if path[-1] == "numFmt" and "%" in LITERAL.sub("", attributes.get("formatCode", "")):
            formats.add(number_of(attributes.get("numFmtId")))
        elif path[-2:] == ["cellXfs", "xf"]:
            styles.append(number_of(attributes.get("numFmtId")))

    def ended(_name: str) -> None:
        path.pop()

    read([archive.whole(STYLES)], archive.spent, started, ended)
    return frozenset(number for number, form in enumerate(styles) if form in formats)


def notes_of(archive: Archive, part: str) -> list[str]:
    """Return the cells of a sheet that bear a note, up to a thousand."""
    folder, _, file = part.rpartition("/")
    relations = f"{folder}/_rels/{file}.rels"
    if relations not in archive:
        return []
    notes: list[str] = []

    def started(name: str, attributes: dict[str, str]) -> None:
        if local(name) == "comment" and len(notes) < MOST_NOTES and RANGE.fullmatch(attributes.get("ref", "")):
            notes.append(attributes["ref"])

    for kind, target in targets_of(archive, relations).values():
        comments = target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('../')}"
        if kind == "comments" and comments in archive:
            read(archive.chunks(comments), archive.spent, started)
    return notes
