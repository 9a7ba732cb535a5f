"""Codes that nobody types: made from names, so that the screen shows names alone."""

import re
from collections.abc import Collection

from regions.names import plain

LONGEST = 20


def code_from(name: str, taken: Collection[str] = ()) -> str:
    """Return a code for `name` that is not among `taken`: small letters, digits and underscores, a letter first."""
    words = re.sub(r"[^a-z0-9]+", "_", plain(name)).strip("_")
    base = (words if words[:1].isalpha() else f"k_{words}").strip("_")[:LONGEST].rstrip("_")
    if base not in taken:
        return base
    number = 2
    while (code := f"{base[: LONGEST - len(str(number)) - 1]}_{number}") in taken:
        number += 1
    return code
