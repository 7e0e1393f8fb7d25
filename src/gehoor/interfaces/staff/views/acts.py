"""What somebody does with a case: each act a page of its own, so that whatever was typed has an address to come back to.

GET shows the form; POST acts, or shows the form again with the reason and everything that was typed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from gehoor.domain.accounts.access import Person
from gehoor.domain.cases.access import access_case, visible_cases
from gehoor.domain.cases.actions.working import ChangedMeanwhile
from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.queries import the_conversation
from gehoor.domain.services.answers import said_otherwise
from gehoor.domain.services.procedures import Move, moves_from
from gehoor.domain.services.refusing import GOES_ALONG
from gehoor.domain.services.registry import Service, service_of_version
from gehoor.foundation.clock import now
from gehoor.foundation.errors import NotAllowed, Refusal
from gehoor.foundation.vault.keyring import NoKey
from gehoor.interfaces.staff import asked_later
from gehoor.interfaces.staff import forms as staff_forms
from gehoor.interfaces.staff.agreeing import CONSENT_ACTS, ON_CONSENT
from gehoor.interfaces.staff.asking_centres import CENTRE_ACTS, ON_CENTRE
from gehoor.interfaces.staff.asking_reporter import ASKING
from gehoor.interfaces.staff.classifying import ClassifyForm, in_words
from gehoor.interfaces.staff.doors import keep_what_was_typed, on_cases
from gehoor.interfaces.staff.first_reading import FirstReadingForm, first_reading
from gehoor.interfaces.staff.inspecting import INSPECTION_ACTS
from gehoor.interfaces.staff.knowing import ON_PEOPLE, PEOPLE_ACTS
from gehoor.interfaces.staff.late import words_of_late
from gehoor.interfaces.staff.letters import ON_LETTER
from gehoor.interfaces.staff.looking_on import tell_of_looking_on
from gehoor.interfaces.staff.mediating import GIVEN, MEDIATING
from gehoor.interfaces.staff.moving import SheetPage, form_of_step, to_write, to_write_of_sheet
from gehoor.interfaces.staff.needs import needs_but, not_found_yet
from gehoor.interfaces.staff.overruling import ON_GROUND
from gehoor.interfaces.staff.pointing import ON_POINT, POINT_ACTS
from gehoor.interfaces.staff.recognising import ON_RESPONDENT
from gehoor.interfaces.staff.saying import language, say
from gehoor.interfaces.staff.sheets import filled_before
from gehoor.interfaces.staff.story import asked
from gehoor.interfaces.staff.templatetags.staff import block_text
from gehoor.interfaces.staff.text_blocks import blocks_for_reporter
from gehoor.interfaces.staff.timing import ON_TERM, TERM_ACTS
from gehoor.interfaces.staff.typed import forget_typed, kept_for, thrown_away, typed_in
from gehoor.interfaces.staff.working import ON_WORK, WORK_ACTS, asked_of_a_second
from gehoor.journeys import case_moves_on as moving
from gehoor.journeys.answers_are_filled_in import answers_are_filled_in
from gehoor.journeys.case_is_handed_over import case_is_handed_over
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.message_passes import message_rests, staff_answers
from gehoor.journeys.message_passes import note as note_passes
from gehoor.journeys.what_is_met import the_answers, what_is_met

# How much of the conversation stands beside a form: what was said last.
LAST_WORDS = 4


@dataclass(frozen=True)
class Act:
    """One thing that can be done: its title, the form it needs, and what happens."""

    name: str
    title: str
    button: str
    form: Callable[..., forms.Form]
    do: Callable[..., object]
    hint: str = ""
    # What a colleague wrote meanwhile, as (label, text), for an act that would write over it.
    theirs: Callable[..., list[tuple[str, str]]] | None = None
    # What stands on the next page once it is done.
    done: str = _("Bewaard.")
    # Whether somebody needs the story before them to do it.
    is_about_story: bool = True
    # The page of the case that shows what came of it.
    leads_to: str = "staff:case"
    # Or, where there is one for what was said: the page of what comes next.
    goes_on: Callable[..., str] | None = None
    # What stands above the form, as (label, text): the row that it is about.
    about: Callable[..., list[tuple[str, str]]] | None = None
    # Whether what was typed is kept when it is refused: what it was for may be stopped while somebody writes.
    keeps_refused: bool = False
    # What helps to write, for the page: text blocks, and what is filled in of them.
    helps: Callable[..., dict] | None = None
    # Its title, where that depends on the row.
    titled: Callable[..., str] | None = None


@dataclass(frozen=True)
class Scene:
    """The case, its service and who acts: what forms and acts are made from."""

    person: Person
    case: Case
    service: Service
    # The row that the address names: the number of a point, the id of a person, a reference.
    which: str = ""


def _answer(scene: Scene, said: dict, at) -> None:
    staff_answers(person=scene.person, case=scene.case, text=said["text"], kind=said["kind"], promised_by=said["promised_by"],
                  promised=said["promised"], at=at)


def _note(scene: Scene, said: dict, at) -> None:
    note_passes(person=scene.person, case=scene.case, text=said["text"], at=at)


def _assign(scene: Scene, said: dict, at) -> None:
    moving.case_is_assigned(person=scene.person, case=scene.case, to=said["to"], expected=said["expected"], at=at)


def _hand_over(scene: Scene, said: dict, at) -> None:
    case_is_handed_over(person=scene.person, case=scene.case, to=said["to"], reason=said["reason"], expected=said["expected"], at=at)


def _urgency(scene: Scene, said: dict, at) -> None:
    moving.urgency_is_decided(person=scene.person, case=scene.case, urgency=said["urgency"], message=said.get("message", ""), at=at)


def _classify(scene: Scene, said: dict, at) -> None:
    moving.case_is_classified(person=scene.person, case=scene.case, kind=said["kind"], theme=said["theme"],
                              themes=said["themes"], failings=said["failings"], marks=said["marks"], at=at,
                              seen=said["seen"])


def _summarise(scene: Scene, said: dict, at) -> None:
    moving.case_is_summarised(person=scene.person, case=scene.case, title=said["title"], summary=said["summary"], at=at,
                              seen=said["seen"])


def _their_classification(scene: Scene) -> list[tuple[str, str]]:
    return [(_("Soort contact"), say(scene.service, "kind", scene.case.kind)), *in_words(scene.service, scene.case.classifications.all())]


def _their_summary(scene: Scene) -> list[tuple[str, str]]:
    said = scene.case.unsealed(scene.person.keyring.open(scene.case.compartment_id))
    return [(_("Titel"), said["title"]), (_("Samenvatting"), said["summary"])]


def _fill_in(scene: Scene, said: dict, at) -> None:
    answers_are_filled_in(person=scene.person, case=scene.case, answers=said, at=at)


def _respondent(scene: Scene, said: dict, at) -> None:
    moving.respondent_is_named(person=scene.person, case=scene.case, kind=said["kind"], words=said["words"],
                               institution=said["institution"], name=said.get("name", ""), at=at)


def _recognise(scene: Scene, said: dict, at) -> None:
    moving.respondent_is_recognised(person=scene.person, case=scene.case, respondent_id=said["respondent"], kind=said["kind"],
                                    institution=said["institution"], at=at)


def _rest(scene: Scene, said: dict, at) -> None:
    message_rests(person=scene.person, case=scene.case, seen=said["seen"], at=at)


def _deputy(scene: Scene, said: dict, at) -> None:
    moving.deputy_is_named(person=scene.person, case=scene.case, account=said["account"], at=at)


def _confidential(scene: Scene, said: dict, at) -> None:
    moving.case_becomes_confidential(person=scene.person, case=scene.case, to=list(said["people"]), at=at)


ACTS = {act.name: act for act in (
    Act("read", _("Eerste lezing"), _("Bewaar"), FirstReadingForm, first_reading,
        _("Alles wat een nieuwe zaak eerst vraagt, op één bladzijde. Later verander je elk deel apart."),
        theirs=lambda scene: [*_their_classification(scene), *_their_summary(scene)]),
    Act("answer", _("Schrijf aan de melder"), _("Verstuur"), staff_forms.AnswerForm, _answer,
        _("Korte zinnen. Eén vraag tegelijk. De melder leest dit met de code."),
        done=_("Verstuurd. De melder leest het met de code.")),
    Act("note", _("Notitie"), _("Bewaar notitie"), staff_forms.NoteForm, _note,
        _("Alleen voor wie deze zaak mag openen. De melder leest dit nooit."), done=_("Notitie bewaard. De melder leest ze nooit.")),
    Act("assign", _("Wie behandelt deze zaak"), _("Wijs toe"), staff_forms.AssignForm, _assign,
        done=_("Toegewezen."), is_about_story=False),
    Act("hand_over", _("Geef deze zaak aan een ander team"), _("Geef door"), staff_forms.HandOverForm, _hand_over,
        _("De sleutels worden opnieuw gemaakt voor dat team. Jullie openen de zaak daarna niet meer. De melder merkt er niets van."),
        done=_("Doorgegeven aan het andere team."), is_about_story=False),
    Act("urgency", _("Hoe dringend is dit"), _("Beslis"), staff_forms.UrgencyForm, _urgency,
        _("Dit beslist een mens. Woorden in een verhaal verhogen alleen, ze verlagen nooit.")),
    Act("classify", _("Waarover gaat het"), _("Bewaar"), ClassifyForm, _classify, theirs=_their_classification),
    Act("summarise", _("Eigen titel en samenvatting"), _("Bewaar"), staff_forms.SummariseForm, _summarise,
        _("In onze woorden, naast het verhaal. Het verhaal zelf verandert nooit."), theirs=_their_summary),
    Act("fill_in", _("Vul aan wat nog ontbrak"), _("Bewaar"), asked_later.fill_in_form, _fill_in, asked_later.HINT),
    Act("respondent", _("Over wie of wat gaat het"), _("Voeg toe"), staff_forms.RespondentForm, _respondent,
        _("Wie een belangenconflict heeft met deze instelling of persoon, ziet de zaak meteen niet meer.")),
    Act("recognise", _("Welke instelling is dit"), _("Bewaar"), staff_forms.RecogniseForm, _recognise,
        _("Wie een belangenconflict heeft met deze instelling, ziet de zaak meteen niet meer. De woorden zelf veranderen niet.")),
    Act("deputy", _("Noem een plaatsvervanger"), _("Noem"), staff_forms.DeputyForm, _deputy,
        done=_("Genoemd."), is_about_story=False),
    Act("confidential", _("Maak deze zaak vertrouwelijk"), _("Sluit af voor anderen"), staff_forms.ConfidentialForm, _confidential,
        _("Alleen de mensen die je hier noemt, kunnen de zaak nog openen. De sleutels worden opnieuw gemaakt. Niemand doet dit alleen: "
          "noem ook een collega of een leidinggevende. Wie de gegevens beschermt, ziet dat de zaak werd afgesloten, niet wat erin staat."),
        done=_("Afgesloten voor wie niet genoemd is."), is_about_story=False),
    Act("rest", _("Er moet niets gebeuren"), _("Laat rusten"), staff_forms.RestForm, _rest,
        _("De melder schreef nadat de zaak gesloten was, bijvoorbeeld een bedankje. De zaak gaat van de bladzijde van vandaag af.")),
    *(Act(**told) for told in (*ASKING, *POINT_ACTS, *PEOPLE_ACTS, *MEDIATING, *WORK_ACTS, *TERM_ACTS, *CONSENT_ACTS, *CENTRE_ACTS,
                                *INSPECTION_ACTS)),
)}
ACTS_ON = {act.name: act for act in (Act(**told) for told in (
    *ON_POINT, *ON_PEOPLE, *ON_WORK, *ON_TERM, *ON_CONSENT, *ON_LETTER, *ON_GROUND, *ON_RESPONDENT, *ON_CENTRE))}
"""What somebody does with one row of a case: a point, a person, a relation, a link. The address names which."""


@on_cases
def act(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Show the form of an act, or do it."""
    if name not in ACTS:
        raise NotAllowed
    wanted = ACTS[name]
    scene = _scene(request, reference)
    more = {}
    if name == "answer":
        more = {"reads_in": the_conversation(scene.case).language, "blocks": blocks_for_reporter(scene.service)}
        more["has_blocks"] = bool(more["blocks"])
    asks = {}
    block = next((one for one in blocks_for_reporter(scene.service) if one.code == request.GET.get("block")), None)
    if name == "answer" and block:
        told = {"case": scene.case, "service": scene.service, "request": request, "reads_in": more["reads_in"]}
        asks = {"initial": {"text": block_text(told, block)}}
    if name == "answer" and (late := words_of_late(scene, request.GET.get("late", ""))):
        asks = {"initial": {"kind": "notice", "text": late}}
    if chosen := {name: request.GET[name] for name in GIVEN if name in request.GET}:
        asks = {"initial": chosen}
    return _through(request, scene, wanted, lambda data: wanted.form(data, scene=scene, **asks), **more)


@on_cases
def act_on(request: HttpRequest, reference: str, name: str, which: str) -> HttpResponse:
    """Show the form of an act on one row of the case, or do it."""
    if name not in ACTS_ON:
        raise NotAllowed
    scene = replace(_scene(request, reference), which=which)
    wanted = ACTS_ON[name]
    if wanted.titled:
        wanted = replace(wanted, title=str(wanted.titled(scene)).capitalize())
    about = [(label, text) for label, text in wanted.about(scene) if text] if wanted.about else []
    helps = wanted.helps(scene) if wanted.helps else {}
    return _through(request, scene, wanted, lambda data: wanted.form(data, scene=scene), about=about, **helps)


@on_cases
def sheet(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Show a form that the procedure declares, or keep it filled in."""
    scene = _scene(request, reference)
    declared = next((one for one in scene.service.procedure.sheets if one.code == code), None)
    if declared is None:
        raise NotAllowed

    def fill(scene: Scene, said: dict, at) -> None:
        moving.sheet_is_filled(person=scene.person, case=scene.case, code=code, answers=said["answers"], message=said["text"], at=at)

    wanted = Act("sheet", declared.title.text(language()), _("Bewaar blad"), None, fill,
                 declared.lead.text(language()) if declared.lead else "", done=_("Blad bewaard."))
    tells = moving.must_be_told(scene.case, declared)
    return _through(request, scene, wanted, lambda data: SheetPage(data, scene=scene, sheet=declared, tells=tells), declared=declared,
                    earlier=filled_before(declared, scene) if declared.series else None, **(to_write_of_sheet(scene) if tells else {}))


@on_cases
def move(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Show what a step of the procedure needs, or take it."""
    scene = _scene(request, reference)
    # The step as it stood on the page that was filled in: a colleague may have moved the case since, and then that is said.
    stage = request.POST.get("expected", scene.case.stage)
    if stage not in {one.code for one in scene.service.procedure.stages}:
        raise NotAllowed
    known = moves_from(scene.service, stage=stage, met=what_is_met(scene.case, person=scene.person), with_words=GOES_ALONG)
    step = next((one for one in known if one.code == code), None)
    if step is None:
        raise NotAllowed

    def take(scene: Scene, said: dict, at) -> None:
        moving.case_moves_on(person=scene.person, case=scene.case, move=code, expected=said["expected"],
                             outcome=said.get("outcome", ""), grounds=tuple(said.get("grounds", ())),
                             reasons=said.get("reasons", ""), message=said.get("text", ""), sheets=said.get("sheets"), at=at)

    wanted = Act("move", step.label.text(language()), step.label.text(language()), None, take,
                 done=_("De zaak staat nu bij “%(stage)s”.") % {"stage": scene.service.procedure.stage(step.to).label.text(language())},
                 goes_on=tell_of_looking_on)
    why_not = _why_not(scene, step, known)
    closing = {one.sheet for one in why_not["shut"]}
    return _through(request, scene, wanted, lambda data: form_of_step(scene, step, data, but=closing),
                    **why_not, **to_write(scene, step), not_found_yet=not_found_yet(scene.case, scene.service, step))


def _why_not(scene: Scene, step: Move, known: list[Move]) -> dict:
    """What a step still needs; and where an answer on a sheet closes it, that answer and the steps that it leaves open."""
    shut = said_otherwise(scene.service, step.missing, the_answers(scene.case, scene.person), language())
    words = {one.word for one in shut}
    open_ones = [one for one in known if one.code != step.code and not one.grounds and not words & set(one.missing)]
    return {"shut": shut, "needs": needs_but(scene.case, step, words, asked_of_a_second(scene)), "instead": open_ones if shut else []}


def _scene(request: HttpRequest, reference: str) -> Scene:
    case = access_case(request.person, reference)
    if not request.person.keyring.may_open(case.compartment_id):
        raise NoKey
    return Scene(person=request.person, case=case, service=service_of_version(case.version))


def _through(request: HttpRequest, scene: Scene, wanted: Act, make_form: Callable, **more) -> HttpResponse:
    """GET: the form, with what was typed before a lock. POST: the act; a refusal shows the form again, nothing lost."""
    person, case, at = scene.person, scene.case, now()
    told = {"case": case, "act": wanted, "service": scene.service, "at": at, **more}
    if request.method != "POST":
        kept = kept_for(request)
        form = typed_in(make_form, kept, person) if kept else make_form(None)
        return _page(request, {**told, "form": form, "kept": kept})
    if again := thrown_away(request, at=at):
        return again
    form = make_form(request.POST)
    if not form.is_valid() or getattr(form, "only_looks", False):
        return _page(request, {**told, "form": form}, status=200 if form.is_valid() else 422)
    try:
        wanted.do(scene, getattr(form, "given", None) or form.cleaned_data, at)
    except moving.SheetsKept as refusal:
        # What was decided stands; what else was typed waits on the page of the step, which says by now what closes it.
        keep_what_was_typed(request.user, request.path, dict(request.POST.lists()))
        messages.warning(request, _("Wat je invulde, is bewaard. %(refusal)s") % {"refusal": refusal})
        return redirect(request.path)
    except ChangedMeanwhile as refusal:
        if wanted.theirs:
            # Both texts stand on the page. Who sends again has read the colleague's.
            form = staff_forms.sent_again(make_form, request.POST)
            told["theirs"] = [(label, text) for label, text in wanted.theirs(scene) if text]
        return _page(request, {**told, "form": form, "refusal": refusal}, status=409)
    except Refusal as refusal:
        if wanted.keeps_refused:
            keep_what_was_typed(request.user, request.path, dict(request.POST.lists()))
        if field := getattr(form, "refused_at", {}).get(type(refusal)):
            form.add_error(field, str(refusal))
            return _page(request, {**told, "form": form}, status=422)
        return _page(request, {**told, "form": form, "refusal": refusal}, status=422)
    forget_typed(request, at=at)
    messages.success(request, wanted.done)
    # Who gave a case away, or walled it for others, may not open it any more.
    is_still_theirs = visible_cases(person).filter(pk=case.pk).exists()
    if not is_still_theirs:
        return redirect("staff:worklist")
    onward = wanted.goes_on(scene, form.cleaned_data) if wanted.goes_on else ""
    return redirect(onward) if onward else redirect(wanted.leads_to, case.reference)


def _page(request: HttpRequest, told: dict, *, status: int = 200) -> HttpResponse:
    """The form, beside the story where the act is about it. Who sees the story opens the case: that is a line in the audit."""
    case, service = told["case"], told["service"]
    if told["act"].is_about_story:
        opened = case_is_opened(person=request.person, case=case, at=told["at"])
        told |= {"opened": opened, **asked(opened, service), "messages_passed": opened.messages[-LAST_WORDS:],
                 "labels": {name: say(service, name, getattr(case, name)) for name in ("reporter_role", "audience", "channel")}}
    return render(request, "staff/act.html", told, status=status)
