"""Acts on the work of a case: tasks and requests, agreements of a second person, notes of one's own. Told to the table of acts."""

from datetime import date, datetime
from uuid import UUID

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import the_day_of
from gehoor.domain.accounts.models import Account
from gehoor.domain.cases.actions import tasks
from gehoor.domain.cases.actions.approving import APPROVED, REFUSED
from gehoor.domain.cases.actions.tasks import ANSWERED, ASKS_WHY, DONE, DROPPED, ENDS, NOT_DONE, REQUEST, TASK
from gehoor.domain.cases.opened import Known
from gehoor.domain.cases.opened_work import Asked, ToDo, the_task
from gehoor.domain.cases.queries import the_candidates, the_seers
from gehoor.domain.services.approvals import SUPERVISOR, Wanted, covered_by, label_of
from gehoor.domain.services.schema.procedure import ProcedureFile
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed
from gehoor.interfaces.staff.filled import read_back
from gehoor.interfaces.staff.forms import LONGEST, REQUIRED, SceneForm, area, line
from gehoor.interfaces.staff.saying import language
from gehoor.journeys.case_moves_on import case_becomes_confidential
from gehoor.journeys.note_of_ones_own import own_note_is_dropped, own_note_is_written
from gehoor.journeys.second_person_decides import (
    approval_is_asked,
    approval_is_decided,
    what_waits_for_a_second,
    who_can_agree,
)
from gehoor.journeys.work_is_done import task_is_ended, task_is_given, task_is_made, task_is_put_off

ENDINGS = {DONE: _("het is gedaan"), ANSWERED: _("het antwoord is er"), DROPPED: _("het hoeft niet meer"),
           NOT_DONE: _("het gebeurt niet"), tasks.REFUSED: _("niet getoond, en wie het vroeg weet waarom en waar die terechtkan")}
KINDS = {TASK: _("doen wij zelf"), REQUEST: _("vragen wij aan iemand anders")}


def day_field(label, *, help_text: str = "") -> forms.DateField:
    """A day, chosen or typed."""
    return forms.DateField(
        label=label, required=False, help_text=help_text, error_messages={"invalid": _("Schrijf een dag, bijvoorbeeld 31/12/2026.")},
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input input--short", "autocomplete": "off"}))


class TaskForm(SceneForm):
    kind = forms.ChoiceField(label=_("Dit"), choices=list(KINDS.items()), widget=forms.RadioSelect, initial=TASK)
    what = forms.CharField(label=_("Wat"), max_length=500, widget=line(), error_messages=REQUIRED)
    whom = forms.CharField(label=_("Aan wie gevraagd"), max_length=200, required=False, widget=line(),
                           help_text=_("Alleen als iemand anders het moet doen: een school, een dienst, een ouder."))
    to = forms.ModelChoiceField(label=_("Wie volgt het op"), queryset=Account.objects.none(), error_messages=REQUIRED, empty_label=None)
    due_on = day_field(_("Ten laatste op"))
    remind_on = day_field(_("Herinner op"), help_text=_("Een bericht zegt alleen dat er iets wacht, nooit wat."))

    def furnish(self) -> None:
        self.fields["to"].queryset = _who_see(self.scene)
        self.initial["to"] = self.scene.person.id

    def clean(self) -> dict:
        said = super().clean()
        if said.get("kind") == REQUEST and not said.get("whom"):
            self.add_error("whom", _("Schrijf aan wie je dit vroeg."))
        return said


def _who_see(scene):
    """Who may open the case: to nobody else a task of it can go."""
    seers = the_seers(scene.case, day=the_day_of(now())).values("pk")
    return Account.objects.filter(Q(pk__in=seers) | Q(pk=scene.person.id))


class EndTaskForm(SceneForm):
    ended_as = forms.ChoiceField(label=_("Hoe liep het af"), widget=forms.RadioSelect, error_messages=REQUIRED)
    why = forms.CharField(label=_("Waarom, of wat kwam eruit"), required=False, max_length=2_000, widget=area(3),
                          help_text=_("Nodig als het niet gebeurt of niet meer hoeft."))

    def furnish(self) -> None:
        kind = _task(self.scene).row.kind
        self.fields["ended_as"].choices = [(one, ENDINGS[one]) for one in ENDS[kind]]
        self.initial["ended_as"] = ENDS[kind][0]

    def clean(self) -> dict:
        said = super().clean()
        if said.get("ended_as") in ASKS_WHY and not said.get("why"):
            self.add_error("why", _("Schrijf waarom. Wie deze zaak later leest, wil dat weten."))
        return said


class GiveTaskForm(SceneForm):
    to = forms.ModelChoiceField(label=_("Aan wie"), queryset=Account.objects.none(), error_messages=REQUIRED, empty_label=_("kies"))

    def furnish(self) -> None:
        self.fields["to"].queryset = _who_see(self.scene)


class PutOffForm(SceneForm):
    due_on = day_field(_("Ten laatste op"))
    remind_on = day_field(_("Herinner op"))

    def furnish(self) -> None:
        task = _task(self.scene).row
        self.initial |= {"due_on": task.due_on, "remind_on": task.remind_on}


class AskForm(SceneForm):
    colleague = forms.ModelChoiceField(label=_("Aan wie vraag je het"), queryset=Account.objects.none(), error_messages=REQUIRED,
                                       empty_label=_("kies"))
    reasons = forms.CharField(label=_("Waarom"), widget=area(5), max_length=LONGEST, error_messages=REQUIRED,
                              help_text=_("Wie beslist, leest dit. Het staat verzegeld in de zaak."))

    def furnish(self) -> None:
        wanted = _wanted(self.scene)
        if wanted.by == SUPERVISOR:
            del self.fields["colleague"]
        else:
            able = who_can_agree(self.scene.person, self.scene.case, wanted)
            self.fields["colleague"].queryset = Account.objects.filter(pk__in=[one.pk for one in able])


class DecideForm(SceneForm):
    verdict = forms.ChoiceField(label=_("Wat beslis je"), widget=forms.RadioSelect, error_messages=REQUIRED,
                                choices=[(APPROVED, _("ik ga akkoord")), (REFUSED, _("ik ga niet akkoord"))])
    reasons = forms.CharField(label=_("Waarom"), widget=area(4), max_length=LONGEST, required=False,
                              help_text=_("Nodig als je niet akkoord gaat."))

    def clean(self) -> dict:
        said = super().clean()
        if said.get("verdict") == REFUSED and not said.get("reasons"):
            self.add_error("reasons", _("Schrijf waarom je niet akkoord gaat. Je collega moet verder kunnen."))
        return said


class OwnNoteForm(SceneForm):
    text = forms.CharField(label=_("Notitie"), widget=area(6), max_length=LONGEST, strip=False, error_messages=REQUIRED)


class NothingForm(SceneForm):
    """Only a button."""


class WallForm(SceneForm):
    """Who keeps the case once its keys are made anew: everybody of the team who stands too near to nobody in it."""

    people = forms.ModelMultipleChoiceField(label=_("Wie de zaak nog opent"), queryset=Account.objects.none(),
                                            widget=forms.CheckboxSelectMultiple, error_messages=REQUIRED)

    def furnish(self) -> None:
        self.fields["people"].queryset = keep = the_candidates(self.scene.case)
        self.initial["people"] = [one.pk for one in keep]


def _task(scene) -> ToDo:
    """:raises NotAllowed: the case has no such task."""
    found = the_task(case=scene.case, task_id=_id(scene.which), staff_file=scene.person.keyring.open(scene.case.compartment_id))
    if found is None:
        raise NotAllowed
    return found


def _approval(scene) -> Asked:
    """:raises NotAllowed: nobody asked such an agreement."""
    row = scene.case.approvals.select_related("asked_by").filter(pk=_id(scene.which)).first()
    if row is None:
        raise NotAllowed
    return Asked(row, **row.unsealed(scene.person.keyring.open(scene.case.compartment_id)))


def asked_of_a_second(scene) -> list[Asked]:
    """The agreements of the case that wait for an answer."""
    rows = scene.case.approvals.filter(verdict="")
    staff_file = scene.person.keyring.open(scene.case.compartment_id)
    return [Asked(row, **row.unsealed(staff_file)) for row in rows]


def _wanted(scene) -> Wanted:
    """:raises NotAllowed: nothing of that name needs a second person from where the case stands."""
    found = what_waits_for_a_second(scene.case).get(scene.which.replace("-", ".", 1))
    if found is None:
        raise NotAllowed
    return found


def _id(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        raise NotAllowed from None


def said_of(procedure: ProcedureFile, of: str) -> str:
    """What an agreement is about, as the procedure calls it."""
    label = label_of(procedure, of)
    return label.text(language()) if label else of


def _make(scene, said: dict, at: datetime) -> None:
    task_is_made(person=scene.person, case=scene.case, kind=said["kind"], what=said["what"], whom=said["whom"], to=said["to"],
                 due_on=said["due_on"], remind_on=said["remind_on"], at=at)


def _end(scene, said: dict, at: datetime) -> None:
    task_is_ended(person=scene.person, case=scene.case, task_id=_id(scene.which), ended_as=said["ended_as"], why=said["why"], at=at)


def _give(scene, said: dict, at: datetime) -> None:
    task_is_given(person=scene.person, case=scene.case, task_id=_id(scene.which), to=said["to"], at=at)


def _put_off(scene, said: dict, at: datetime) -> None:
    due_on: date | None = said["due_on"]
    task_is_put_off(person=scene.person, case=scene.case, task_id=_id(scene.which), due_on=due_on, remind_on=said["remind_on"], at=at)


def _ask(scene, said: dict, at: datetime) -> None:
    approval_is_asked(person=scene.person, case=scene.case, of=_wanted(scene).of, reasons=said["reasons"],
                      colleague=said.get("colleague"), at=at)


def _decide(scene, said: dict, at: datetime) -> None:
    approval_is_decided(person=scene.person, case=scene.case, approval_id=_id(scene.which), verdict=said["verdict"],
                        reasons=said["reasons"], at=at)


def _note(scene, said: dict, at: datetime) -> None:
    own_note_is_written(person=scene.person, case=scene.case, text=said["text"], at=at)


def _wall(scene, said: dict, at: datetime) -> None:
    case_becomes_confidential(person=scene.person, case=scene.case, to=list(said["people"]), at=at)


def _forget(scene, _said: dict, at: datetime) -> None:
    own_note_is_dropped(person=scene.person, case=scene.case, note_id=_id(scene.which), at=at)


def _about_task(scene) -> list[tuple[str, str]]:
    task = _task(scene)
    return [(_("Wat"), task.what), (_("Aan wie gevraagd"), task.whom), (_("Wie volgt het op"), str(task.row.account or ""))]


def _about_wanted(scene) -> list[tuple[str, str]]:
    wanted = _wanted(scene)
    by = _("een leidinggevende") if wanted.by == SUPERVISOR else _("een collega")
    return [(_("Waarvoor"), wanted.label.text(language())), (_("Wie moet akkoord gaan"), by)]


def _about_approval(scene) -> list[tuple[str, str]]:
    asked = _approval(scene)
    about = said_of(scene.service.procedure, asked.row.of)
    return [(_("Waarvoor"), about), (_("Gevraagd door"), asked.row.asked_by.name), (_("Waarom"), asked.asked),
            *_on_the_sheet(scene, asked.row.of)]


def _on_the_sheet(scene, of: str) -> list[tuple[str, str]]:
    """What the sheets say that somebody agrees with: nobody agrees with what they didn't read."""
    procedure, told = scene.service.procedure, []
    codes = covered_by(procedure, of)
    newest = {row.code: row for row in scene.case.sheets.filter(code__in=codes).order_by("filled_at", "id")} if codes else {}
    for row in (newest[code] for code in codes if code in newest):
        declared = procedure.sheet(row.code)
        known = Known(row, row.unsealed(scene.person.keyring.open(row.compartment_id)))
        filled = read_back(declared, [known], scene.service, entered_at=scene.case.stage_entered_at)
        told += [(_("Blad"), declared.title.text(language()))] if len(codes) > 1 else []
        told += [(one.question, one.answer) for one in filled.told]
    return told


WORK_ACTS = (
    {"name": "task", "title": _("Zet iets op de lijst"), "button": _("Bewaar"), "form": TaskForm, "do": _make,
     "done": _("Het staat op de lijst.")},
    {"name": "own_note", "title": _("Notitie voor jezelf"), "button": _("Bewaar notitie"), "form": OwnNoteForm, "do": _note,
     "hint": _("Niemand anders leest dit: geen collega, geen leidinggevende, geen opvolger. Ze staat niet in de zoeker. Ga je weg, dan "
               "verdwijnt ze. Wat voor de zaak telt, schrijf je in een gewone notitie."), "done": _("Bewaard, alleen voor jou.")},
    {"name": "wall", "title": _("Maak een muur van dit belangenconflict"), "button": _("Maak de sleutels opnieuw"), "form": WallForm,
     "do": _wall, "hint": _("Nu houdt een regel hen weg die te dicht bij deze instelling staan. Met nieuwe sleutels wordt het een muur: "
                            "alleen wie hier staat, opent de zaak. Een nieuwe collega moet dan genoemd worden."),
     "done": _("De sleutels zijn opnieuw gemaakt: het is nu een muur."), "is_about_story": False},
)
ON_WORK = (
    {"name": "end_task", "title": _("Hoe liep dit af"), "button": _("Bewaar"), "form": EndTaskForm, "do": _end, "about": _about_task},
    {"name": "give_task", "title": _("Geef dit aan een collega"), "button": _("Geef door"), "form": GiveTaskForm, "do": _give,
     "about": _about_task, "done": _("Doorgegeven.")},
    {"name": "put_off", "title": _("Een andere dag"), "button": _("Bewaar"), "form": PutOffForm, "do": _put_off, "about": _about_task},
    {"name": "ask_approval", "title": _("Vraag een akkoord"), "button": _("Vraag het"), "form": AskForm, "do": _ask,
     "about": _about_wanted, "hint": _("Dit beslist niemand alleen. Een ander kijkt mee en zegt ja of nee."),
     "done": _("Gevraagd. Het wacht op een antwoord.")},
    {"name": "decide", "title": _("Ga je akkoord"), "button": _("Beslis"), "form": DecideForm, "do": _decide, "about": _about_approval,
     "hint": _("Jij beslist als tweede. Wie het vroeg, leest wat je schrijft."), "done": _("Beslist.")},
    {"name": "forget_note", "title": _("Vergeet deze notitie"), "button": _("Vergeet"), "form": NothingForm, "do": _forget,
     "hint": _("Ze is daarna weg, ook voor jou."), "done": _("Vergeten."), "is_about_story": False},
)
