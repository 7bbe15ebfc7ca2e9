"""Which knowledge nobody has looked at for too long."""

from datetime import date, timedelta

from triage.engine.knowledge.types import Knowledge, Review

REVIEW_AFTER = timedelta(days=730)  # two years, as most guideline groups allow


def is_stale(review: Review, today: date) -> bool:
    return today - review.latest > REVIEW_AFTER


def stale(knowledge: Knowledge, today: date) -> list[str]:
    """Names of findings files and ids of conditions that are due for review."""
    files = [name for name, review in knowledge.finding_reviews.items() if is_stale(review, today)]
    return sorted(files) + sorted(c.id for c in knowledge.conditions.values() if is_stale(c.review, today))
