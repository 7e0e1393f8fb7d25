"""Every change to consent."""

from datetime import datetime

from gehoor.domain.cases.models import Case
from gehoor.domain.consent.models import CONTACT, REPORTER, Consent
from gehoor.domain.services.names import NobodyIsNamedHere, is_without_names, names_somebody
from gehoor.domain.services.registry import service_of_version
from gehoor.foundation.action import action
from gehoor.foundation.vault.compartments import OpenCompartment


@action("consent.recorded")
def record_contact_consent(*, case: Case, staff_file: OpenCompartment, was_given: bool, channel: str, how: dict,
                           at: datetime) -> Consent:
    """Record whether the reporter may be contacted, and if so how. Nothing said means no.

    :param how: `address`, `when`, `name` (the neutral name to use), and what else was asked about contact: all sealed.
    :raises NobodyIsNamedHere: it says who somebody is, in a case of a kind without names.
    """
    if names_somebody(how) and is_without_names(service_of_version(case.version), case.kind):
        raise NobodyIsNamedHere
    withdraw_contact_consent(case=case, at=at)
    consent = Consent(case=case, recipient=REPORTER, purpose=CONTACT, giver=REPORTER, was_given=was_given, channel=channel, from_at=at)
    consent.seal(staff_file, how)
    consent.save(force_insert=True)
    return consent


def withdraw_contact_consent(*, case: Case, at: datetime) -> int:
    """End every consent to be contacted on this case. Returns how many there were."""
    standing = Consent.objects.filter(case=case, purpose=CONTACT, withdrawn_at=None)
    return standing.update(withdrawn_at=at)
