from coverage.models.denominator import Basis, Denominator
from coverage.models.dimensions import Band, Payer, Scheme, Segment, SegmentMapping, WorkerCategory
from coverage.models.figure import Change, Figure, Revision
from coverage.models.observation import Observation
from coverage.models.release import Release
from coverage.models.report import Report, ReportEvent, ReportWriter
from coverage.models.total import LiveTotal, ReleasedTotal

__all__ = [
    "Band",
    "Basis",
    "Change",
    "Denominator",
    "Figure",
    "LiveTotal",
    "Observation",
    "Payer",
    "Release",
    "ReleasedTotal",
    "Report",
    "ReportEvent",
    "ReportWriter",
    "Revision",
    "Scheme",
    "Segment",
    "SegmentMapping",
    "WorkerCategory",
]
