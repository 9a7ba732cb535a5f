"""What a report speaks for: the tree of its month, and of a province itself alone."""

from coverage.queries.report_places import places_of_report
from tests.coverage.factories import an_open_report


def test_a_regency_speaks_for_all_below_it_and_a_province_for_itself_alone(places):
    of_regency, of_province = (an_open_report(places[code]) for code in ("64.01", "64"))

    below = {code for code in places if code == "64.01" or code.startswith("64.01.")}
    assert len(below) > 3
    assert set(places_of_report(of_regency).values_list("code", flat=True)) == below
    assert list(places_of_report(of_province).values_list("code", flat=True)) == ["64"]
