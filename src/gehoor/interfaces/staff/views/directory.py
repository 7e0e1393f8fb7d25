"""The directory of institutions: everybody who works on cases reads it, who leads a team keeps it, by hand or with a file."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import the_day_of
from gehoor.domain.accounts.models import Role
from gehoor.domain.directory.actions import AlreadyThere, DirectoryChanged, NotItself
from gehoor.domain.directory.lengths import holding
from gehoor.domain.directory.models import Institution
from gehoor.domain.directory.queries import found_by, the_institution_of
from gehoor.domain.services.explaining import span_in_words
from gehoor.domain.services.offered_regimes import own_terms
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed, Refusal
from gehoor.interfaces.staff import institutions as told
from gehoor.interfaces.staff.doors import on_cases, works_here
from gehoor.interfaces.staff.saying import language
from gehoor.journeys import directory_is_kept as kept

SHOWN = 100
FAULTS_SHOWN = 50
CHANGES_SHOWN = 200


@on_cases
def directory(request: HttpRequest) -> HttpResponse:
    """The institutions, found by words, by kind, by whether they are still there."""
    form = told.FindForm(request.GET)
    form.is_valid()
    said = form.cleaned_data
    rows = Institution.objects.filter(valid_to__isnull=said.get("show") != "retired")
    if said.get("kind"):
        rows = rows.filter(kind=said["kind"])
    if said.get("show") == "own":
        rows = rows.filter(own_terms__isnull=False).distinct()
    rows = found_by(rows, said.get("q", ""))
    total, kinds = rows.count(), kept.kinds_of_institutions(language())
    return render(request, "staff/directory.html", {
        "form": form, "rows": [(row, kinds.get(row.kind, row.kind)) for row in rows[:SHOWN]], "total": total, "more": total > SHOWN,
        "shown": SHOWN, "may_keep": request.person.has_role(Role.SUPERVISOR), "is_narrowed": any(said.values()),
    })


@on_cases
def institution(request: HttpRequest, code: str) -> HttpResponse:
    """One institution, with the lengths of terms that it sets itself."""
    row, today = _the(code), the_day_of(now())
    labels, versions = own_terms(language(), on=today), [one.length for one in row.own_terms.all()]
    now_holds = set(holding(versions, today).values())
    lengths = [(one, labels.get(one.rule, one.rule), span_in_words(one.within) if one.within else "", one in now_holds)
               for one in sorted(versions, key=lambda one: (one.rule, -one.holds_from.toordinal()))]
    return render(request, "staff/institution.html", {
        "row": row, "kind": kept.kinds_of_institutions(language()).get(row.kind, row.kind), "lengths": lengths, "today": today,
        "before": row.predecessors.order_by("name"), "may_keep": request.person.has_role(Role.SUPERVISOR),
        "has_own_terms": bool(own_terms(language(), on=today, country=row.country)),
    })


@works_here(Role.SUPERVISOR)
def add_institution(request: HttpRequest) -> HttpResponse:
    """Add one by hand."""
    form = told.FactsForm(request.POST if request.method == "POST" else None)
    page = {"title": _("Voeg een instelling toe"), "button": _("Voeg toe"), "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            row = kept.institution_is_added(person=request.person, facts=form.facts, at=now())
            messages.success(request, _("Toegevoegd."))
            return redirect("staff:institution", row.code)
        except AlreadyThere as refusal:
            form.add_error("place", str(refusal))
    return render(request, "staff/institution_act.html", page, status=422 if request.method == "POST" else 200)


@works_here(Role.SUPERVISOR)
def keep_institution(request: HttpRequest, code: str, doing: str) -> HttpResponse:
    """Change its facts, say an own length, retire it, or open it again: each a page of its own."""
    row = _the(code)
    act = _ACTS.get(doing)
    if act is None or doing == ("open" if row.valid_to is None else "retire"):
        raise NotAllowed
    form = act["form"](request.POST if request.method == "POST" else None, institution=row)
    page = {"title": act["title"], "button": act["button"], "hint": act.get("hint"), "form": form, "row": row}
    if request.method == "POST" and form.is_valid():
        try:
            act["do"](request.person, row, form)
            messages.success(request, _("Bewaard."))
            return redirect("staff:institution", row.code)
        except (AlreadyThere, NotItself) as refusal:
            form.add_error({"change": "place", "retire": "successor"}.get(doing), str(refusal))
        except Refusal as refusal:
            page["refusal"] = refusal
            if isinstance(refusal, DirectoryChanged):
                page["theirs"] = _the(code)
                form.data = form.data.copy()
                form.data["seen"] = told.state_of(page["theirs"])
    return render(request, "staff/institution_act.html", page, status=422 if request.method == "POST" else 200)


@works_here(Role.SUPERVISOR)
def import_directory(request: HttpRequest) -> HttpResponse:
    """Take in a file of many: first what it would change, then, when somebody saw that, all of it or nothing."""
    page = {"form": told.TableForm(), "columns": kept.COLUMNS, "kinds": kept.kinds_of_institutions(language()).items(),
            "rules": own_terms(language(), on=the_day_of(now())).items(), "faults_shown": FAULTS_SHOWN, "changes_shown": CHANGES_SHOWN}
    if request.method != "POST":
        return render(request, "staff/directory_import.html", page)
    if "table" not in request.POST:
        return _look(request, page)
    table = request.POST["table"].replace("\r\n", "\n")
    try:
        looked = kept.directory_is_imported(person=request.person, data=table, mark=request.POST.get("mark", ""), at=now())
    except DirectoryChanged:
        page["has_changed"] = True
        return _shown(request, page, kept.look_at_file(table, at=now()), table)
    if looked.faults:
        return _shown(request, page, looked, table)
    messages.success(request, _("Overgenomen: %(new)s nieuw, %(changed)s veranderd, %(retired)s opgehouden, %(opened)s weer open, "
                                "%(lengths)s eigen termijnen.") % looked.differences.counts)
    return redirect("staff:directory")


@works_here(Role.SUPERVISOR)
def export_directory(request: HttpRequest) -> HttpResponse:
    """The directory as the file that can be taken in again, with the mark by which spreadsheets know that it is UTF-8."""
    answer = HttpResponse("\ufeff" + kept.the_directory_as_table(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="instellingen.csv"'
    return answer


def _look(request: HttpRequest, page: dict) -> HttpResponse:
    form = page["form"] = told.TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "staff/directory_import.html", page, status=422)
    upload = form.cleaned_data["file"]
    if upload.refused:
        form.add_error("file", str(upload.refused))
        return render(request, "staff/directory_import.html", page, status=422)
    looked = kept.look_at_file(upload.data, at=now())
    return _shown(request, page, looked, "" if looked.faults else upload.data.decode("utf-8-sig"))


def _shown(request: HttpRequest, page: dict, looked: kept.Looked, table: str) -> HttpResponse:
    page |= {"looked": looked, "table": table, "faults": looked.faults[:FAULTS_SHOWN], "differences": looked.differences}
    return render(request, "staff/directory_import.html", page, status=422 if looked.faults or page.get("has_changed") else 200)


def _the(code: str) -> Institution:
    if row := the_institution_of(code):
        return row
    raise NotAllowed


def _change(person, row, form) -> None:
    kept.institution_is_changed(person=person, institution=row, facts=form.facts, seen=form.cleaned_data["seen"] or "", at=now())


def _say_length(person, row, form) -> None:
    kept.own_length_is_said(person=person, institution=row, length=form.length, at=now())


def _retire(person, row, form) -> None:
    said = form.cleaned_data
    kept.institution_is_retired(person=person, institution=row, on=said["on"], successor=said["successor"], seen=said["seen"] or "",
                                at=now())


def _open(person, row, form) -> None:
    kept.institution_is_opened_again(person=person, institution=row, seen=form.cleaned_data["seen"] or "", at=now())


_ACTS = {
    "change": {"title": _("Verander de gegevens"), "button": _("Bewaar"), "form": told.FactsForm, "do": _change,
               "hint": _("De code blijft dezelfde: zaken en belangenconflicten blijven eraan hangen, ook als de naam verandert.")},
    "length": {"title": _("Een termijn die de instelling zelf bepaalt"), "button": _("Bewaar"), "form": told.LengthForm, "do": _say_length,
               "hint": _("Staat er van die dag al een lengte, dan komt deze in de plaats.")},
    "retire": {"title": _("Deze instelling is er niet meer"), "button": _("Bewaar"), "form": told.RetireForm, "do": _retire,
               "hint": _("Ze blijft staan bij de zaken waarin ze genoemd is, met elk belangenconflict. Voor een nieuwe zaak kan niemand ze "
                         "nog kiezen. Wie te dicht bij de opvolger staat, meldt dat opnieuw.")},
    "open": {"title": _("Deze instelling is er toch"), "button": _("Zet weer in de lijst"), "form": told.OpenForm, "do": _open},
}
