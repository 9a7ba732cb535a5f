"""What a juror sends of one sheet: for each criterion a step or a number, a note and a proof."""

import re
from collections.abc import Mapping
from decimal import Decimal

from awards.jury_errors import MarkRefused
from awards.queries.jury.judged import Given, JudgedCriteria
from awards.queries.jury.sheet import Said

NUMBER = re.compile(r"-?[0-9]{1,6}(?:[.,][0-9]{1,6})?")
LONGEST = 40


class SheetForm:
    """A sending; `said` is what was typed, to be shown again, `seen` the version that was shown."""

    def __init__(self, sent: Mapping[str, str], judged: JudgedCriteria) -> None:
        self.judged = judged
        self.said = {
            one.code: Said(
                sent.get(f"nilai-{one.code}", "")[:LONGEST].strip(),
                sent.get(f"angka-{one.code}", "")[:LONGEST].strip(),
                sent.get(f"catatan-{one.code}", "").replace("\r\n", "\n").replace("\0", ""),
                sent.get(f"bukti-{one.code}", "")[:LONGEST].strip(),
            )
            for one in judged
        }
        version = sent.get("versi", "")
        self.seen = int(version) if re.fullmatch(r"[0-9]{1,9}", version, re.ASCII) else -1

    def given(self) -> list[Given]:
        """Return what was sent; a number beside the steps counts before a step. Raise MarkRefused."""
        return [
            Given(
                one.code, self.points(one.code, one.name), self.said[one.code].note, self.evidence(one.code, one.name)
            )
            for one in self.judged
        ]

    def points(self, code: str, name: str) -> Decimal | None:
        text = self.said[code].other or self.said[code].points
        if not text:
            return None
        if not NUMBER.fullmatch(text):
            raise MarkRefused("number", points=text, criterion=name)
        return Decimal(text.replace(",", "."))

    def evidence(self, code: str, name: str) -> int | None:
        text = self.said[code].evidence
        if text and not re.fullmatch(r"[0-9]{1,12}", text, re.ASCII):
            raise MarkRefused("evidence", criterion=name)
        return int(text) if text else None
