from planning.models.rate import ContributionRate

__all__ = ["ContributionRate"]
