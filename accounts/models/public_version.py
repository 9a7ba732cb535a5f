"""How far the public has seen the acts on a region: what tells a kept page that its numbers may be older."""

from django.db import models


class PublicVersion(models.Model):
    """The newest act that public pages may show: on a region itself (`here`), and on it or below it (`within`).

    Both are sequence numbers of the audit trail. `code` is that of a province or regency, empty for the whole country;
    acts on districts and villages count as within their regency.
    """

    code = models.CharField(max_length=5, primary_key=True)
    here = models.PositiveBigIntegerField(default=0)
    within = models.PositiveBigIntegerField(default=0)
