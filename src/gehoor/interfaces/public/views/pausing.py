"""Stop now and go on later: what was told is kept under a receipt, and this browser forgets it."""

from uuid import UUID

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gehoor.foundation.clock import now
from gehoor.foundation.vault.keyring import Keyring
from gehoor.foundation.vault.receipts import ReceiptCode
from gehoor.interfaces.public import doors, tellings, versions
from gehoor.interfaces.public.tellings import Telling
from gehoor.interfaces.public.views.sending import words_of
from gehoor.interfaces.public.views.telling import gone, where_they_were
from gehoor.journeys.report_pauses import report_pauses, report_pauses_again


@require_http_methods(["GET", "POST"])
def later(request, number):
    """Ask whether to stop, make the receipt, show it until its holder says that it is kept."""
    telling = tellings.find(request.session, number)
    if telling is None:
        return gone(request)
    if telling.sent_at:
        return redirect("public:receipt", number)
    service, audience = versions.go_on(request, telling)
    if telling.paused_at:
        if request.method == "POST":
            tellings.drop(request.session, number)
            return render(request, "public/done.html", {"paused": True, "audience": audience})
        return render(request, "public/later_receipt.html", {"telling": telling, **(words_of(telling) if telling.code else {})})
    if request.method == "GET":
        on = where_they_were(telling, service.questionnaire(audience.code))
        return render(request, "public/later.html", {"telling": telling, "on": on})
    code = _pause(telling)
    telling.paused_at = now().timestamp()
    if code:
        telling.leave_only(code)
    else:
        telling.forget()
    tellings.keep(request.session, telling)
    return redirect("public:later", number)


def _pause(telling: Telling) -> ReceiptCode | None:
    """Keep the story; the code to come back with, or None when its teller came with one, which stays."""
    at = now()
    said = {"audience": telling.audience, "language": doors.language(), "answers": telling.answers, "typed": telling.typed,
            "skipped": telling.skipped, "passed": telling.passed, "held": telling.held, "version": telling.version, "left": telling.left,
            "submission": telling.submission}
    if telling.keyring:
        telling.receipt()
        said["prepared"] = telling.prepared
        report_pauses_again(service=telling.service, said=said, keyring=Keyring.from_session(telling.keyring),
                            compartment_id=UUID(telling.compartment), at=at)
        return None
    # Whoever takes it up, in however many places, sends one story and sees one code.
    said["prepared"] = tellings.a_receipt_ahead()
    return report_pauses(service=telling.service, said=said, prepared=telling.receipt(), at=at)
