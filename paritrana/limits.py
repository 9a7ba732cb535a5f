"""How much one request may bring, by its path: settings kept apart, as numbers of ours that ask no environment."""

KILOBYTE, MEGABYTE = 1024, 1024 * 1024

MOST_FIELDS = 2_000
MOST_FIELDS_AT = {r"/wilayah/[^/]+/isi/": 10_000, r"/penghargaan/putaran/[0-9]+/angka/[^/]+/": 10_000}
"""Grids that are sent as one form: by the pattern of the whole path."""

MAX_BODY_BYTES = {
    "": MEGABYTE,
    "/impor/": 65 * MEGABYTE,
    "/api/v1/impor/": 65 * MEGABYTE,
    "/pindaian/": 6 * MEGABYTE,
    "/penghargaan/peserta/": 11 * MEGABYTE,
}
"""By the start of the path, the longest that fits."""
MAX_BODY_BYTES_AT = {r"/penghargaan/(hasil/[^/]+/lembar/[^/]+/sanggahan|putaran/[^/]+/peserta/impor)/": 6 * MEGABYTE}
"""By the pattern of the whole path, before its start is looked at."""

MAX_ADDRESS_BYTES = 8 * KILOBYTE
MAX_HEADER_BYTES = 16 * KILOBYTE
