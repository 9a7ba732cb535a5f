"""What is set of an edition and what is missing, as administrators see it."""

from dataclasses import dataclass

from awards.models import CriteriaSet, Edition, EntrantCategory, Entry, Round, RoundCriteria
from awards.queries.rounds.pages import NATIONAL, PROVINCIAL
from awards.queries.settings.schemes import categories_of, sets_of


@dataclass(frozen=True)
class KindSetting:
    """The criteria of a category for one kind of rounds: the newest set, None where there is none."""

    kind: str
    newest: CriteriaSet | None


@dataclass(frozen=True)
class CategorySetting:
    """A category with its criteria; one that is used keeps all but its name and place."""

    category: EntrantCategory
    kinds: tuple[KindSetting, ...]
    is_used: bool


def category_settings(edition: Edition) -> list[CategorySetting]:
    """Return the categories of an edition in their order; few queries for any number of them."""
    rows = EntrantCategory.objects.filter(edition=edition).select_related("province", "promotes_to")
    rows = rows.order_by("position", "code")
    sets = CriteriaSet.objects.filter(category__edition=edition).order_by("version")
    newest = {(one.category_id, one.is_national): one for one in sets}
    used = {*RoundCriteria.objects.filter(category__edition=edition).values_list("category", flat=True)}
    used |= {*Entry.objects.filter(category__edition=edition).values_list("category", flat=True)}
    return [
        CategorySetting(
            one,
            tuple(
                KindSetting(word, newest.get((one.pk, is_national)))
                for word, is_national, is_judged in (
                    (PROVINCIAL, False, one.at_province),
                    (NATIONAL, True, one.at_nation),
                )
                if is_judged
            ),
            one.pk in used,
        )
        for one in rows
    ]


def national_categories(edition: Edition) -> list[EntrantCategory]:
    """Return the categories of an edition that its national round judges, in their order."""
    return list(EntrantCategory.objects.filter(edition=edition, at_nation=True).order_by("position", "code"))


def others(edition: Edition) -> list[Edition]:
    """Return the editions that have categories to copy, the newest first."""
    copied = EntrantCategory.objects.exclude(edition=edition).values("edition")
    rows = Edition.objects.filter(pk__in=copied).select_related("programme")
    return list(rows.order_by("-data_year", "programme__code"))


@dataclass(frozen=True)
class Behind:
    """A category that a round judges by an older version of its criteria than the newest."""

    category: EntrantCategory
    held: CriteriaSet
    newest: CriteriaSet


def behind(round_: Round) -> list[Behind]:
    """Return the categories for which a newer version stands than the one by which a round judges."""
    held = sets_of(round_)
    rows = CriteriaSet.objects.filter(category__in=held, is_national=round_.is_national).order_by("version")
    newest = {one.category_id: one for one in rows}
    return [
        Behind(category, held[category.pk], newest[category.pk])
        for category in categories_of(round_)
        if newest[category.pk].version > held[category.pk].version
    ]
