"""Every question about consent."""

from gehoor.domain.cases.models import Case
from gehoor.domain.consent.models import CONTACT, Consent


def the_contact_consent(case: Case) -> Consent | None:
    """The consent (or refusal) to be contacted that stands for this case."""
    return Consent.objects.filter(case=case, purpose=CONTACT, withdrawn_at=None).order_by("-from_at").first()
