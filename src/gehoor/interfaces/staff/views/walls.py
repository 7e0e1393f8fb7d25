"""Cases that were shut off for others, before the eyes of whoever looks after the data: who did it, never what is in them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gehoor.domain.accounts.models import Role
from gehoor.domain.cases.walls import the_thin_cases_for, the_wallings
from gehoor.interfaces.staff.doors import works_here


@works_here(Role.PROTECTION)
def walls(request: HttpRequest) -> HttpResponse:
    """The cases that hardly anybody can open, and every time that a case was shut off, newest first."""
    return render(request, "staff/walls.html", {
        "wallings": the_wallings(request.person), "thin": the_thin_cases_for(request.person)})
