"""A date in three inputs: what the page calls them is what the form reads."""

from datetime import date

from django.http import QueryDict

from gehoor.domain.services.forms import Reader, form_class
from gehoor.domain.services.registry import all_services
from gehoor.interfaces.kit.templatetags.kit import _pieces

DAY = date(2026, 3, 10)


def test_the_inputs_on_the_page_are_those_that_the_form_reads():
    service = all_services(DAY)[0]
    dated = next(one for sheet in service.procedure.sheets for one in sheet.fields if one.kind == "partial_date")
    dated = dated.model_copy(update={"when": None})
    form = form_class([dated], Reader(service=service, language="nl", on=DAY))
    part = form({}, answers={}).parts()[0]
    pieces = zip(_pieces(part, "id_date", None), (10, 3, 2026), strict=False)
    typed = QueryDict("&".join(f"{piece['name']}={number}" for piece, number in pieces))
    sent = form(typed, answers={})
    assert sent.is_valid(), sent.errors
    assert sent.given[dated.code] == {"day": 10, "month": 3, "year": 2026}
