from awards.models.category import CriteriaSet, EntrantCategory, Zone, ZoneProvince
from awards.models.edition import Edition, Programme
from awards.models.entry import Entry, Evidence, Firm
from awards.models.jury import Conflict, Seat
from awards.models.mark import Interview, Mark, MarkRevision, MarkSheet, Question, Snapshot, SnapshotInput
from awards.models.result import (
    Objection,
    Plenary,
    PlenaryAttendance,
    PlenaryDecision,
    PlenaryMinutes,
    Publication,
    Result,
    ResultRow,
)
from awards.models.round import Round, RoundCriteria, RoundWindow, StageExtension

__all__ = [
    "Conflict",
    "CriteriaSet",
    "Edition",
    "EntrantCategory",
    "Entry",
    "Evidence",
    "Firm",
    "Interview",
    "Mark",
    "MarkRevision",
    "MarkSheet",
    "Objection",
    "Plenary",
    "PlenaryAttendance",
    "PlenaryDecision",
    "PlenaryMinutes",
    "Programme",
    "Publication",
    "Question",
    "Result",
    "ResultRow",
    "Round",
    "RoundCriteria",
    "RoundWindow",
    "Seat",
    "Snapshot",
    "SnapshotInput",
    "StageExtension",
    "Zone",
    "ZoneProvince",
]
