"""The acts of one upload: what it wrote, what took that back, what took that back in turn, and so on."""

from coverage.models import Change


def chain_of(first: Change) -> list[Change]:
    """Return `first` and each act that took back the one before it, in their order; every second one restores."""
    chain = [first]
    while following := Change.objects.filter(undoes=chain[-1]).select_related("by").first():
        chain.append(following)
    return chain
