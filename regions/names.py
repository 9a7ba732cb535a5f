"""Names of regions as people write them, brought to one plain form. Pure."""

import re
import unicodedata


def plain(text: str) -> str:
    """Return `text` in small letters without accents, with every run of other signs as one blank: "kab paser"."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", letters.replace("'", "")).strip()
