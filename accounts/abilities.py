"""What each role may do: the one table of rights, without Django, so that it can be read aloud.

A role counts only at the region of its assignment and all below it, and between its dates (`accounts.access`).
"""

from enum import StrEnum


class Role(StrEnum):
    """A person's office at a region. The letter is the one of the access matrix."""

    ENTERER = "E"
    CHECKER = "C"
    HEAD = "H"
    PROVINCE = "A"
    IMPORTER = "I"
    PROVINCIAL_JUROR = "JP"
    NATIONAL_JUROR = "JN"
    SECRETARY = "K"
    ADMINISTRATOR = "D"


class Ability(StrEnum):
    """One act that may be granted."""

    READ_DRAFT = "read_draft"
    READ_SUBMITTED = "read_submitted"
    EDIT_FIGURES = "edit_figures"
    SUBMIT = "submit"
    CHECK = "check"
    CHECK_SMALL_OFFICE = "check_small_office"  # where a regency has too few people to check its own
    SIGN = "sign"
    RETURN = "return"
    PUBLISH = "publish"
    REOPEN = "reopen"
    IMPORT = "import"
    UNDO_IMPORT = "undo_import"
    EXPORT = "export"
    PROPOSE_TARGET = "propose_target"
    APPROVE_TARGET = "approve_target"
    ACCEPT_TARGET = "accept_target"
    RECORD_OBSERVATIONS = "record_observations"
    READ_AUDIT = "read_audit"
    READ_EVIDENCE = "read_evidence"
    MANAGE_USERS = "manage_users"
    MANAGE_REFERENCE = "manage_reference"
    EXPLAIN = "explain"
    COMMENT = "comment"
    SET_PLAN = "set_plan"
    SET_DEADLINES = "set_deadlines"
    ASK_EXTENSION = "ask_extension"
    GRANT_EXTENSION = "grant_extension"
    DELEGATE = "delegate"
    RECONCILE = "reconcile"
    PRINT_PAPER = "print_paper"
    CONFIRM_PAPER = "confirm_paper"
    MARK_ENTRIES = "mark_entries"
    RUN_ROUNDS = "run_rounds"
    READ_ROUNDS = "read_rounds"
    NOMINATE = "nominate"
    FILE_EVIDENCE = "file_evidence"
    PUBLISH_RESULTS = "publish_results"
    REOPEN_MARKS = "reopen_marks"
    LIFT_CONFLICTS = "lift_conflicts"


A = Ability

ABILITIES: dict[Role, frozenset[Ability]] = {
    Role.ENTERER: frozenset(
        {A.READ_DRAFT, A.EDIT_FIGURES, A.SUBMIT, A.PROPOSE_TARGET, A.RECORD_OBSERVATIONS, A.EXPORT, A.READ_AUDIT,
         A.READ_EVIDENCE, A.IMPORT, A.UNDO_IMPORT, A.EXPLAIN, A.COMMENT, A.ASK_EXTENSION, A.RECONCILE, A.FILE_EVIDENCE}
    ),
    Role.CHECKER: frozenset(
        {A.READ_DRAFT, A.CHECK, A.RETURN, A.EXPORT, A.READ_AUDIT, A.READ_EVIDENCE, A.COMMENT, A.ASK_EXTENSION,
         A.RECONCILE, A.PRINT_PAPER}
    ),
    Role.HEAD: frozenset(
        {A.READ_DRAFT, A.SIGN, A.RETURN, A.APPROVE_TARGET, A.MANAGE_USERS, A.EXPORT, A.READ_AUDIT, A.READ_EVIDENCE,
         A.COMMENT, A.SET_PLAN, A.ASK_EXTENSION, A.DELEGATE, A.RECONCILE, A.NOMINATE, A.FILE_EVIDENCE}
    ),
    Role.PROVINCE: frozenset(
        {A.READ_DRAFT, A.CHECK_SMALL_OFFICE, A.RETURN, A.PUBLISH, A.REOPEN, A.ACCEPT_TARGET, A.EXPORT, A.READ_AUDIT,
         A.READ_EVIDENCE, A.COMMENT, A.SET_DEADLINES, A.GRANT_EXTENSION, A.DELEGATE, A.CONFIRM_PAPER}
    ),
    Role.IMPORTER: frozenset(
        {A.READ_DRAFT, A.IMPORT, A.UNDO_IMPORT, A.EXPORT, A.PROPOSE_TARGET, A.RECORD_OBSERVATIONS}
    ),
    Role.PROVINCIAL_JUROR: frozenset({A.READ_SUBMITTED, A.MARK_ENTRIES, A.EXPORT, A.READ_EVIDENCE}),
    Role.NATIONAL_JUROR: frozenset({A.READ_SUBMITTED, A.MARK_ENTRIES, A.EXPORT, A.READ_EVIDENCE}),
    Role.SECRETARY: frozenset(
        {A.READ_SUBMITTED, A.RUN_ROUNDS, A.READ_ROUNDS, A.PUBLISH_RESULTS, A.EXPORT, A.READ_EVIDENCE, A.FILE_EVIDENCE}
    ),
    Role.ADMINISTRATOR: frozenset(
        {A.READ_DRAFT, A.RETURN, A.REOPEN, A.IMPORT, A.UNDO_IMPORT, A.EXPORT, A.PROPOSE_TARGET, A.ACCEPT_TARGET,
         A.RECORD_OBSERVATIONS, A.READ_AUDIT, A.READ_EVIDENCE, A.MANAGE_USERS, A.MANAGE_REFERENCE, A.SET_PLAN,
         A.SET_DEADLINES, A.GRANT_EXTENSION, A.DELEGATE, A.PUBLISH_RESULTS, A.REOPEN_MARKS, A.LIFT_CONFLICTS}
    ),
}  # fmt: skip
