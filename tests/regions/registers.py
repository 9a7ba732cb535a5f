"""Small registers as files, for tests: Paser with four districts, as it is and as it might be."""

from pathlib import Path

PASER = """\
code,name
64,Kalimantan Timur
64.01,Kabupaten Paser
64.01.04,Tanah Grogot
64.01.04.1001,Tanah Grogot
64.01.04.2002,Janju
64.01.05,Kuaro
64.01.05.2001,Modang
64.01.05.2002,Keluang Paser Jaya
64.01.06,Long Ikis
64.01.06.2001,Long Ikis
64.01.07,Muara Komam
64.01.07.2001,Muara Payang
64.08,Kabupaten Kutai Timur
64.08.01,Muara Ancalong
64.08.01.2001,Gemar Baru
"""

PASER_SPLIT = """\
code,name,parent_code,previous_code
64,Kalimantan Timur,,
64.01,Kabupaten Paser,,
64.01.04,Tanah Grogot,,
64.01.04.1001,Tanah Grogot,,
64.01.04.2002,Janju,,
64.12,Kabupaten Paser Selatan,,
64.01.05,Kuaro,64.12,
64.01.05.2001,Modang,,
64.01.05.2002,Keluang Paser Jaya,,
64.12.01,Long Ikis,,64.01.06
64.12.01.2001,Long Ikis,,64.01.06.2001
64.12.02,Muara Komam,,64.01.07
64.12.02.2001,Muara Payang,,64.01.07.2001
64.08,Kabupaten Kutai Timur,,
64.08.01,Muara Ancalong,,
64.08.01.2001,Gemar Baru,,
"""
"""Three districts leave for a new regency: Kuaro keeps its code, the other two get new ones."""


def register_file(folder: Path, text: str, name: str = "daftar.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def widened(text: str) -> str:
    """Return the rows of `text` filled with empty cells up to the columns of its header."""
    header, *rows = text.splitlines()
    return "\n".join([header, *(row + "," * (header.count(",") - row.count(",")) for row in rows)])
