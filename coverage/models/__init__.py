from coverage.models.calendar import Deadline, Extension, Holiday
from coverage.models.correction import PaperApproval, Reconciliation, UnlockedCell
from coverage.models.denominator import Basis, Denominator
from coverage.models.dimensions import Band, Payer, Scheme, Segment, SegmentMapping, WorkerCategory
from coverage.models.entry import AskedPair, Comment, Explanation, Submission
from coverage.models.figure import Change, Figure, Revision
from coverage.models.observation import Observation
from coverage.models.release import Release
from coverage.models.report import Report, ReportEvent, ReportWriter
from coverage.models.second_person import SecondRequest
from coverage.models.total import LiveTotal, ReleasedTotal
from coverage.models.upload import RememberedLayout, StagedRow, StagedTarget, Upload

__all__ = [
    "AskedPair",
    "Band",
    "Basis",
    "Change",
    "Comment",
    "Deadline",
    "Denominator",
    "Explanation",
    "Extension",
    "Figure",
    "Holiday",
    "LiveTotal",
    "Observation",
    "PaperApproval",
    "Payer",
    "Reconciliation",
    "Release",
    "ReleasedTotal",
    "RememberedLayout",
    "Report",
    "ReportEvent",
    "ReportWriter",
    "Revision",
    "Scheme",
    "SecondRequest",
    "Segment",
    "SegmentMapping",
    "StagedRow",
    "StagedTarget",
    "Submission",
    "UnlockedCell",
    "Upload",
    "WorkerCategory",
]
