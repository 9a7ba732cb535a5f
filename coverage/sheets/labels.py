"""What a sheet is called where several files were sent as one: by its file and by itself, "kuaro › Data"."""

JOINT = " › "


def label(file: str, sheet: str) -> str:
    return f"{file}{JOINT}{sheet}"


def parts(name: str) -> list[str]:
    """Return the names of file and sheet; of a file that came alone only that of the sheet."""
    return name.split(JOINT)


def is_called(name: str, only: str) -> bool:
    """Say whether a sheet is the one that was asked for: by all of its name, or by that in its file."""
    return only in (name, parts(name)[-1])
