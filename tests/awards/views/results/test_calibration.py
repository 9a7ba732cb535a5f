"""Raw and adjusted totals side by side: jurors by pseudonyms, public when the result is, the smallest sample told."""

from dataclasses import replace

import pytest

from awards.actions.results.closing import close_round
from awards.models import Publication
from tests.awards.closings import a_judged_round
from tests.awards.rows import a_scheme, a_sheet, an_entry, criteria_for


@pytest.fixture
def judged(edition, places, citra, ayu, bayu, at, time_machine):
    time_machine.move_to(at, tick=False)
    return a_judged_round(edition, places, citra, [ayu, bayu])


def closed(judged, by, at):
    return close_round(round_=judged.round, category=judged.category, by=by, at=at)


def test_nobody_outside_sees_it_before_the_result_is_public(client, judged, citra, hana, admin, at):
    result = closed(judged, citra, at)
    address = f"/penghargaan/hasil/{result.pk}/penyetaraan/"
    assert client.get(address).status_code == 404
    client.force_login(hana)
    assert client.get(address).status_code == 404
    client.logout()

    Publication.objects.create(
        result=result, sk_number="100.3/K.5/2025", sk_on=at.date(), asked_by=citra, asked_at=at, approved_by=admin,
        approved_at=at,
    )  # fmt: skip

    assert client.get(address).status_code == 200


def test_below_the_smallest_sample_a_juror_is_not_described(client, judged, citra, ayu, at):
    result = closed(judged, citra, at)
    client.force_login(citra)

    page = client.get(f"/penghargaan/hasil/{result.pk}/penyetaraan/").content.decode()

    assert "paling sedikit 5 nilai" in page
    assert page.count("belum cukup") == 2
    assert "J01" in page
    assert str(ayu) not in page
    assert "Yang dihitung adalah nilai apa adanya" in page


def test_where_the_criteria_say_so_adjusted_totals_make_the_result_and_raw_ones_stand_beside(
    client, judged, places, citra, at
):
    criteria_for(judged.round, judged.category, citra, replace(a_scheme(), adjusted=True))
    for code in ("64.02", "63.01"):
        entry = an_entry(judged.round, judged.category, places[code], citra)
        judged.snapshot.inputs.create(entry=entry, criterion="cakupan", raw=10)
        judged.snapshot.inputs.create(entry=entry, criterion="regulasi", level="sk")
        for seat, points in zip(judged.seats, (40, 80), strict=True):
            a_sheet(seat, entry, {"inovasi": points})
    result = closed(judged, citra, at)
    client.force_login(citra)

    found = client.get(f"/penghargaan/hasil/{result.pk}/penyetaraan/").context["found"]

    assert found.counts_adjusted
    assert [one.sample for one in found.jurors] == [5, 5]
    assert sorted(one.leniency for one in found.jurors)[1] > 0
    told = {one.name: one.adjusted for one in found.entries}
    assert told == {row.name: row.total for row in result.rows.all()}
    assert any(one.raw != one.adjusted for one in found.entries)
