"""An administrator sees of each category which criteria stand, and which rounds judge by older ones."""

from awards.actions.settings.criteria import freeze_criteria, save_criteria
from awards.queries.settings.categories import behind, category_settings, others
from tests.awards.factories import an_edition
from tests.awards.settings import a_ready_edition, a_told_category, an_open_round, weighing


def test_each_category_tells_its_newest_criteria_and_what_is_missing(edition, admin, places, citra):
    a_ready_edition(edition, admin)
    an_open_round(edition, places["64"], citra)
    a_told_category(edition, admin, "desa", position=2, at_nation=False)

    first, second = category_settings(edition)

    assert [(one.kind, one.newest.version) for one in first.kinds] == [("provinsi", 1), ("nasional", 1)]
    assert [(one.kind, one.newest) for one in second.kinds] == [("provinsi", None)]
    assert (first.is_used, second.is_used) == (True, False)


def test_only_editions_with_categories_are_offered_to_copy(edition, admin):
    older, empty = an_edition(admin, 2022), an_edition(admin, 2021)
    a_told_category(older, admin)
    a_told_category(edition, admin)

    assert others(edition) == [older]
    assert others(empty) == [edition, older]


def test_a_round_that_was_marked_by_an_older_version_is_named(edition, admin, places, citra, at):
    category = a_ready_edition(edition, admin)
    round_ = an_open_round(edition, places["64"], citra)
    first = freeze_criteria(round_=round_, category=category, at=at)
    assert behind(round_) == []

    second = save_criteria(category=category, is_national=False, criteria=weighing("inovasi", 5), by=admin, at=at)

    assert [(one.category, one.held, one.newest) for one in behind(round_)] == [(category, first, second)]
