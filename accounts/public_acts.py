"""Which acts may change what the public reads of coverage: each act is named once, here or among the others. Pure."""

from accounts.enums import Act

PUBLIC = frozenset({
    Act.REGISTER_LOADED, Act.REPORT_OPENED, Act.REPORT_SUBMITTED, Act.REPORT_CHECKED, Act.REPORT_SIGNED,
    Act.REPORT_PUBLISHED, Act.REPORT_RETURNED, Act.REPORT_REOPENED, Act.DENOMINATOR_PROPOSED,
    Act.DENOMINATOR_APPROVED, Act.DENOMINATOR_ACCEPTED, Act.OBSERVATIONS_RECORDED, Act.REFERENCE_CHANGED,
    Act.MAPPING_CHANGED, Act.TOTALS_REBUILT, Act.DEADLINES_SET, Act.EXTENSION_DECIDED, Act.DIFFERENCE_RECONCILED,
    Act.PAPER_CONFIRMED, Act.DEMONSTRATION_LOADED,
})  # fmt: skip
"""Acts after which a public page may read differently. One too many costs a rendering, one too few tells lies."""

LEVELS = 2
"""Provinces and regencies have a version of their own: what lies below is published with its regency."""


def scopes(region_code: str) -> list[str]:
    """Return the codes under which an act on a region counts: the country (""), its province, its regency."""
    if region_code in ("", "ID"):
        return [""]
    parts = region_code.split(".")[:LEVELS]
    return ["", *(".".join(parts[: count + 1]) for count in range(len(parts)))]
