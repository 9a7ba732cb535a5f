import pytest

from accounts.enums import Act
from accounts.public_acts import PUBLIC, scopes

OF_ACCOUNTS = {
    Act.SIGNED_IN, Act.SIGN_IN_FAILED, Act.LOCKED_OUT, Act.SIGNED_OUT, Act.PASSWORD_CHANGED, Act.PASSWORD_RESET,
    Act.SECOND_FACTOR_CHANGED, Act.SECOND_FACTOR_RESET, Act.SESSION_ENDED, Act.TOKEN_MADE, Act.TOKEN_REVOKED,
    Act.TOKEN_USED, Act.TOKEN_REFUSED, Act.ACCESS_REFUSED, Act.USER_INVITED, Act.USER_JOINED, Act.USER_DEACTIVATED,
    Act.USER_REACTIVATED, Act.ROLE_GRANTED, Act.ROLE_ENDED, Act.ROLE_DELEGATED,
}  # fmt: skip
OF_DRAFTS = {
    Act.FIGURES_SAVED, Act.FIGURE_EXPLAINED, Act.COMMENT_WRITTEN, Act.COMMENT_ANSWERED, Act.PLAN_SET,
    Act.EXTENSION_ASKED, Act.PAPER_PRINTED, Act.PAPER_UPLOADED, Act.UPLOAD_RECEIVED, Act.UPLOAD_CANCELLED,
    Act.UPLOAD_UNDONE, Act.SECOND_ASKED, Act.SECOND_APPROVED, Act.SECOND_REFUSED, Act.SECOND_WITHDRAWN,
    Act.ORIGINALS_DROPPED,
}  # fmt: skip
OF_AWARDS = {
    Act.EDITION_COPIED, Act.CRITERIA_CHANGED, Act.ROUND_OPENED, Act.STAGES_SET, Act.STAGE_EXTENDED, Act.ENTRY_PROPOSED,
    Act.ENTRY_DECIDED, Act.ENTRY_PROMOTED, Act.EVIDENCE_FILED, Act.EVIDENCE_WITHDRAWN, Act.COPY_FILED,
    Act.COPY_TAKEN_DOWN, Act.EVIDENCE_READ, Act.JUROR_APPOINTED, Act.JUROR_ENDED, Act.CONFLICT_FOUND,
    Act.CONFLICT_BACKED, Act.CONFLICT_UPHELD, Act.CONFLICT_LIFT_ASKED, Act.CONFLICT_LIFTED, Act.SNAPSHOT_FROZEN,
    Act.MARKS_FINAL, Act.MARKS_REOPENED, Act.MARKS_READ, Act.INTERVIEW_NOTED, Act.PLENARY_DECIDED, Act.RESULT_CLOSED,
    Act.RESULT_ASKED, Act.RESULT_EXPORTED, Act.RESULT_PUBLISHED, Act.OBJECTION_SENT, Act.OBJECTION_ANSWERED,
}  # fmt: skip


def test_of_each_act_it_is_said_whether_public_pages_show_it():
    groups = [PUBLIC, OF_ACCOUNTS, OF_DRAFTS, OF_AWARDS]

    assert set().union(*groups) == set(Act)
    assert sum(map(len, groups)) == len(Act)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("", [""]),
        ("ID", [""]),
        ("64", ["", "64"]),
        ("64.01", ["", "64", "64.01"]),
        ("64.01.02.2001", ["", "64", "64.01"]),
    ],
)
def test_an_act_counts_for_all_above_its_region(code, found):
    assert scopes(code) == found
