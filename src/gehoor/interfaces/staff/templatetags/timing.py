"""What can be decided about a term, for the page of a case."""

from django import template

from gehoor.domain.services.terms import RunningTerm
from gehoor.interfaces.staff.timing import can_change

register = template.Library()


@register.filter
def changes_possible(term: RunningTerm) -> list[tuple[str, str]]:
    """What can be decided about it now, as (name of the act, words)."""
    return can_change(term)
