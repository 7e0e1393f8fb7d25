"""The form of a declared sheet, and in a series what was filled in before: that is only read."""

from collections.abc import Sequence
from typing import Any

from gehoor.domain.cases.opened import Known
from gehoor.domain.services.forms import DeclaredForm, Reader, form_class
from gehoor.domain.services.forms.asking import is_answered
from gehoor.domain.services.names import asked_without_names, is_without_names
from gehoor.domain.services.schema import Question
from gehoor.domain.services.schema.procedure import Sheet
from gehoor.foundation.clock import now
from gehoor.interfaces.staff.filled import Filled, read_back
from gehoor.interfaces.staff.saying import language


def sheet_form(declared: Sheet, scene, data=None, *, prefix: str | None = None) -> DeclaredForm:
    """The questions of a sheet, with the answers of the newest one that was filled in; in a series each filling begins anew.

    What nobody filled in yet begins with what the reporter told, where the sheet declares that; `.from_story` says whether any did.
    """
    reader = Reader(service=scene.service, language=language(), on=now().date())
    newest = None if declared.series else scene.case.sheets.filter(code=declared.code).order_by("-filled_at", "-id").first()
    answers = newest.unsealed(scene.person.keyring.open(scene.case.compartment_id))["answers"] if newest else {}
    asked = asked_without_names(declared.fields) if is_without_names(scene.service, scene.case.kind) else declared.fields
    told = {} if newest or declared.series else _told(asked, scene)
    form = form_class(asked, reader)(data, answers={**told, **answers}, prefix=prefix)
    form.from_story = bool(told)
    return form


def _told(asked: Sequence[Question], scene) -> dict[str, Any]:
    """What the first contact of the case answers to questions of a sheet, by their codes."""
    begins = {one.code: one.starts_as for one in asked if one.starts_as}
    first = scene.case.case_contacts.filter(is_first=True).select_related("contact").first() if begins else None
    if first is None:
        return {}
    said = first.contact.unsealed(scene.person.keyring.open(scene.case.conversation_compartment)).get("answers") or {}
    return {code: said[question] for code, question in begins.items() if is_answered(said.get(question))}


def filled_before(declared: Sheet, scene) -> Filled | None:
    """What stands in a series already; None before anything does."""
    rows = list(scene.case.sheets.filter(code=declared.code).select_related("filled_by").order_by("-filled_at", "-id"))
    if not rows:
        return None
    staff_file = scene.person.keyring.open(scene.case.compartment_id)
    return read_back(declared, [Known(row, row.unsealed(staff_file)) for row in rows], scene.service,
                     entered_at=scene.case.stage_entered_at)
