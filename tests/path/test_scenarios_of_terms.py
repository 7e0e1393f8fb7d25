"""Acceptance scenarios about terms and refusals, for a lawyer to read: S-3, S-8 and S-15, and the regimes of S-14, with their days."""

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from gehoor.domain.cases.access import access_case
from gehoor.domain.cases.actions.items import Point
from gehoor.domain.cases.actions.moving import NotYet
from gehoor.domain.cases.models import Case
from gehoor.domain.conversations.queries import what_passed
from gehoor.domain.directory.models import OwnTerm
from gehoor.interfaces.cli.commandline import build_parser
from gehoor.interfaces.cli.commands import terms
from gehoor.journeys import terms_are_changed as changed
from gehoor.journeys.case_is_opened import case_is_opened
from gehoor.journeys.case_moves_on import case_is_assigned, case_moves_on, respondent_is_named, sheet_is_filled, the_moves
from gehoor.journeys.instance_is_founded import person_joins_team
from gehoor.journeys.points_are_handled import item_is_added
from gehoor.journeys.terms_are_computed import terms_are_computed_anew
from gehoor.journeys.terms_run import the_terms, the_terms_of_points
from tests import make, people
from tests.domain.services.declared import SHIPPED, a_folder
from tests.told import by_letter

pytestmark = pytest.mark.django_db
RECEIVED = datetime(2026, 2, 3, 9, 0, tzinfo=UTC)
FIRST_OF_APRIL = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
OWN = ('{code: answer, label: {nl: Antwoord, en: Answer}, within: 45 calendar days, from: received, until: closed, kind: statutory, '
       'source: "Voorbeeldreglement, art. 3", status: to_be_confirmed}')
LETTER = "Dank u dat u dit vertelde. De feiten zijn van december 2024. Daarom onderzoeken wij deze klacht niet."


def due(case: Case, house: make.House) -> dict[str, date]:
    """The last day of each term that runs, by its code."""
    return {term.code: house.service.day_of(term.due_at) for term in the_terms(case, house.service)}


def walked(house: make.House, person, case: Case, *moves: str, at: datetime) -> Case:
    """Taken by this person and moved on, doing on the way what each step requires."""
    case = access_case(person, case.reference)
    case = case_is_assigned(person=person, case=case, to=person.account, expected=case.handler, at=at)
    for move in moves:
        do_what_is_missing(house, person, case, move, at=at)
        case = case_moves_on(person=person, case=case, move=move, expected=case.stage, message=make.ONWARD, at=at)
    return case


def do_what_is_missing(house: make.House, person, case: Case, move: str, *, at: datetime, but: str = " ") -> None:
    for code in next(one for one in the_moves(case, person=person) if one.code == move).missing:
        if but not in code:
            make.meet(house, person, case, code, at=at)


class TestS3FactsOfFourteenMonthsAgo:
    """S-3. A Flemish public body receives on 3 February 2026 a complaint about December 2024. Bestuursdecreet, art. II.77: such a complaint
    may be refused, it need not be; with reasons, within 10 calendar days; and never while a child may be in danger."""

    @pytest.fixture
    def looked_at(self, founded):
        """As far as the look at admissibility, ground by ground; nobody decided on safety yet."""
        house = founded("kg")
        noor = house.person(people.NOOR)
        arrived = make.a_report(house, at=RECEIVED, story="In december 2024 betaalden wij te veel.", child_name="Ella")
        case = walked(house, noor, arrived.case, "take", "assess", at=RECEIVED)
        sheet_is_filled(person=noor, case=case, code="admissibility", at=RECEIVED, answers={
            "subject": "sector", "facts_on": {"month": 12, "year": 2024}, "reasons": "Ouder dan een jaar.",
            "grounds": {"older_than_a_year": {"is": "applies", "words": "December 2024"}, "unfounded": {"is": "doesnt"}}})
        do_what_is_missing(house, noor, case, "refuse", at=RECEIVED, but="answer.safety")
        return house, noor, arrived, case

    def refuse(self, noor, case, *, at):
        return case_moves_on(person=noor, case=case, move="refuse", expected=case.stage, outcome="not_admissible",
                             grounds=("older_than_a_year",), reasons=people.REASONS, message=LETTER, at=at)

    def test_it_may_be_refused_until_13_february_and_answered_until_20_march(self, looked_at):
        house, _noor, _arrived, case = looked_at
        assert due(case, house)["refuse"] == date(2026, 2, 13)
        assert due(case, house)["answer"] == date(2026, 3, 20)
        refuse = next(term for term in the_terms(case, house.service) if term.code == "refuse")
        assert refuse.source == "Bestuursdecreet, art. II.77, § 2"

    @pytest.mark.parametrize("danger", [None, "yes", "unknown"])
    def test_while_nobody_decided_that_no_child_is_in_danger_it_can_not_be_refused(self, looked_at, danger):
        _house, noor, _arrived, case = looked_at
        if danger:
            sheet_is_filled(person=noor, case=case, code="safety", at=RECEIVED, answers={"danger": danger, "reasons": "Weten we niet."})
        with pytest.raises(NotYet, match="Veiligheidsbeslissing"):
            self.refuse(noor, case, at=RECEIVED)
        assert not Case.objects.get().is_closed

    def test_it_may_and_need_not_be_refused(self, looked_at):
        """The ground applies, and the complaint can be investigated all the same."""
        house, noor, _arrived, case = looked_at
        sheet_is_filled(person=noor, case=case, code="safety", at=RECEIVED, answers={"danger": "no", "reasons": "Ella gaat er niet meer."})
        assert next(one for one in the_moves(case, person=noor) if one.code == "refuse").missing == ()
        do_what_is_missing(house, noor, case, "admit", at=RECEIVED)
        admitted = case_moves_on(person=noor, case=case, move="admit", expected=case.stage, message=make.ONWARD, at=RECEIVED)
        assert admitted.stage == "investigation"

    def test_refused_the_letter_gives_reasons_and_names_the_ombudsman(self, looked_at):
        """Reasons are kept; art. II.85: whoever is refused may go to the Flemish Ombudsman, and reads so."""
        _house, noor, arrived, case = looked_at
        sheet_is_filled(person=noor, case=case, code="safety", at=RECEIVED, answers={"danger": "no", "reasons": "Ella gaat er niet meer."})
        refused = self.refuse(noor, case, at=RECEIVED)
        assert (refused.is_closed, refused.outcome) == (True, "not_admissible")
        story = make.story_of(arrived)
        letter = what_passed(story.conversation, story.compartment)[-1].text
        assert letter.startswith(LETTER)
        assert "Vlaamse Ombudsdienst" in letter
        closed = next(known for known in case_is_opened(person=noor, case=refused, at=RECEIVED).timeline if known.row.kind == "closed")
        assert (closed.row.codes["grounds"], closed.said["text"]) == (["older_than_a_year"], people.REASONS)


class TestS8AReportForAHearingInTwelveDays:
    """S-8, without the documents. On 10 March 2026 a lawyer asks a legal helpdesk for a report; the hearing is on 22 March."""

    @pytest.fixture
    def asked(self, founded):
        house = founded("dfc")
        arrived = make.a_report(house, audience="professional", reporter_role="lawyer", contact_kind="report_request", theme="migration",
                                story="De IND hoort Amir op 22 maart in bezwaar.", child_name="Amir", child_age=15)
        return house, arrived.case

    def test_it_arrives_at_the_team_for_migration(self, asked):
        house, case = asked
        assert (case.team.code, case.kind, case.reporter_role) == ("migration", "report_request", "lawyer")
        assert case.team_id != house.team.id

    def test_the_day_of_the_hearing_goes_before_our_own_terms(self, capsys):
        """Ten calendar days before the hearing of 22 March the report is with the lawyer: 12 March. Our own promise would be 31 March."""
        terms.tell(build_parser().parse_args([
            "terms", "nl.dfc.hulpvraag", "--received", "2026-03-10", "--on", "hearing=2026-03-22", "--on", "report_asked=2026-03-10",
            "--format", "json"]))
        found = {one["id"]: one["due"] for one in json.loads(capsys.readouterr().out)}
        assert (found["report_before_hearing"], found["report_ready"]) == ("2026-03-12", "2026-03-31")

    @pytest.fixture
    def weighed(self, asked):
        """Noor, who joined that team, has the case."""
        house, case = asked
        noor = house.join(people.NOOR)
        key = house.team_privates[case.team_id]
        person_joins_team(account=noor, team=case.team, role="handler", team_private=key, by=None, at=make.NOON)
        noor = house.person(people.NOOR)
        case = access_case(noor, case.reference)
        return house, noor, case_is_assigned(person=noor, case=case, to=noor.account, expected=None, at=make.NOON)

    def fill_in(self, noor, case, **answers) -> Case:
        sheet_is_filled(person=noor, case=case, code="report_request", answers=answers, at=make.NOON)
        return access_case(noor, case.reference)

    def test_once_the_sheet_names_the_hearing_its_day_stands_among_the_terms_and_the_report_is_due_before_it(self, weighed):
        """Hearing on Sunday 22 March 2026: the report is with the lawyer on Thursday 12 March, before our own answer of 24 March. The list
        sorts by that day."""
        house, noor, case = weighed
        assert "forum_day" not in due(case, house)
        case = self.fill_in(noor, case, due_kind="hearing", due_on={"day": 22, "month": 3, "year": 2026})
        found = due(case, house)
        assert (found["forum_day"], found["report_before_hearing"]) == (date(2026, 3, 22), date(2026, 3, 12))
        report = next(term for term in the_terms(case, house.service) if term.code == "report_before_hearing")
        assert report.explanation.startswith("12 maart 2026: 10 kalenderdagen voor de zitting op 22 maart 2026")
        near = min(term.due_at for term in the_terms(case, house.service) if term.met_at is None)
        assert (case.next_due_at, house.service.day_of(near) <= date(2026, 3, 12)) == (near, True)

    def test_another_day_for_the_hearing_moves_what_is_due_before_it_and_no_day_takes_it_away(self, weighed):
        house, noor, case = weighed
        self.fill_in(noor, case, due_kind="hearing", due_on={"day": 22, "month": 3, "year": 2026})
        put_off = self.fill_in(noor, case, due_kind="hearing", due_on={"day": 16, "month": 4, "year": 2026})
        assert due(put_off, house)["report_before_hearing"] == date(2026, 4, 6)
        gone = self.fill_in(noor, case, due_kind="none")
        assert not {"forum_day", "report_before_hearing"} & set(due(gone, house))
        assert gone.next_due not in ("forum_day", "report_before_hearing")

    def test_with_the_report_handed_over_nothing_waits_but_the_hearing_itself(self, weighed):
        house, noor, case = weighed
        case = self.fill_in(noor, case, due_kind="hearing", due_on={"day": 22, "month": 3, "year": 2026})
        case.stage = "proceedings"
        found = due(case, house)
        assert ("report_before_hearing" in found, found["forum_day"]) == (False, date(2026, 3, 22))

    def test_beside_the_case_stands_the_day_and_nothing_else_of_the_sheet(self, weighed):
        _house, noor, case = weighed
        self.fill_in(noor, case, due_kind="hearing", due_on={"day": 22, "month": 3, "year": 2026}, lawyer="Mr. Janssens")
        row = case.term_changes.get()
        assert (row.term, row.on_day, row.kind) == ("report_request.due_on", date(2026, 3, 22), "appointed")
        assert row.unsealed(noor.keyring.open(case.compartment_id)) == {"reasons": ""}
        self.fill_in(noor, case, due_kind="hearing", due_on={"day": 22, "month": 3, "year": 2026})
        assert case.term_changes.count() == 1, "the same day said again is no change"

    def test_nothing_goes_to_the_lawyer_before_articles_2_3_6_and_12_and_the_conditions_of_a_child_are_weighed(self, asked):
        procedure = asked[0].service.procedure
        reporting = next(stage for stage in procedure.stages if stage.code == "reporting")
        going = [move for move in reporting.moves if move.code in ("deliver", "finish")]
        assert all({"sheet.report_articles", "sheet.bic", "sheet.report_delivery"} <= set(move.requires) for move in going)
        asks = {field.code: field for sheet in procedure.sheets if sheet.code in ("report_articles", "bic") for field in sheet.fields}
        assert asks["now"].required
        assert all(asks[f"art{article}_{part}"].required for article in (2, 3, 6, 12) for part in ("relevant", "facts", "conclusion"))


class TestS14OneStoryUnderThreeRegimes:
    """S-14. Told on 1 April 2026, about an institution, a school and a municipality: each point has the days of its own law."""

    @pytest.fixture
    def answered_by(self, founded):
        """The terms of a point under a regime: the last day and the article of each."""
        house = founded("akj")
        noor = house.person(people.NOOR)
        case = make.a_report(house, at=FIRST_OF_APRIL, story="Niemand van de drie helpt mij.", child_age=16).case

        def of(regime: str, variant: str = "") -> dict[str, tuple[date, str]]:
            item = item_is_added(person=noor, case=case, at=FIRST_OF_APRIL, point=Point(
                words="Niet geholpen", received_at=FIRST_OF_APRIL, regime=regime, variant=variant))
            [(_item, found)] = the_terms_of_points([item], house.service, []) or [(item, [])]
            return {one.code: (house.service.day_of(one.due_at), one.source) for one in found}

        return of

    def test_the_municipality_answers_in_six_weeks_and_with_a_committee_in_ten(self, answered_by):
        """Awb, art. 9:11: Wednesday 13 May, or Wednesday 10 June. If it won't handle it, it says so within four weeks: 29 April."""
        alone, with_committee = answered_by("nl.awb.klacht"), answered_by("nl.awb.klacht", "committee")
        assert alone["answer"] == (date(2026, 5, 13), "Awb, art. 9:11, lid 1")
        assert with_committee["answer"] == (date(2026, 6, 10), "Awb, art. 9:11, lid 1")
        assert alone["refuse"] == (date(2026, 4, 29), "Awb, art. 9:8, lid 3")

    def test_where_nobody_said_what_the_rules_of_the_institution_or_school_are_no_day_of_another_law_is_lent_to_them(self, answered_by):
        assert answered_by("nl.jeugdwet.klacht") == {}
        assert answered_by("nl.onderwijs.klacht") == {}
        assert answered_by("") == {}

    def test_one_story_of_three_has_three_regimes_and_the_first_of_their_days_stands_in_the_list(self, founded):
        """The institution's own rules say eight weeks (Jeugdwet, art. 4.2.1), so 27 May; the school's six, so 13 May; the municipality has
        a committee (Awb, art. 9:11), so 10 June."""
        house = founded("akj")
        noor = house.person(people.NOOR)
        case = make.a_report(house, at=FIRST_OF_APRIL, story="Niemand van de drie helpt mij.", child_age=16).case
        against = (("Jeugdbescherming De Kade", "certified_institution", "nl.jeugdwet.klacht", "", "8 weeks"),
                   ("Lyceum Het Baken", "school", "nl.onderwijs.klacht", "", "6 weeks"),
                   ("Gemeente Waterveen", "municipality", "nl.awb.klacht", "committee", ""))
        for name, kind, regime, variant, own in against:
            institution = make.an_institution(name, kind=kind)
            if own:
                OwnTerm.objects.create(institution=institution, rule=f"{regime}/judgement", within=own, source="Klachtenregeling, art. 6",
                                       holds_from=date(2026, 1, 1), is_confirmed=True)
            named = respondent_is_named(person=noor, case=case, kind="institution", words="", institution=institution, at=FIRST_OF_APRIL)
            item_is_added(person=noor, case=case, at=FIRST_OF_APRIL, point=Point(
                words=f"Niet geholpen door {name}", received_at=FIRST_OF_APRIL, respondent=named.id, regime=regime, variant=variant))
        found = the_terms_of_points(case.items.select_related("respondent"), house.service, [])
        days = {item.number: house.service.day_of(term.due_at) for item, terms in found for term in terms if not term.lapses}
        assert days == {1: date(2026, 5, 27), 2: date(2026, 5, 13), 3: date(2026, 6, 10)}
        Case.objects.update(first_seen_at=FIRST_OF_APRIL, answered_at=FIRST_OF_APRIL, last_heard_at=FIRST_OF_APRIL - timedelta(days=1),
                            last_told_at=datetime(2026, 5, 10, tzinfo=UTC))
        terms_are_computed_anew(at=FIRST_OF_APRIL)
        case.refresh_from_db()
        assert (case.next_due, case.next_due_point, case.next_due_regime) == ("judgement", 2, "nl.onderwijs.klacht")

    def test_what_the_rules_of_the_institution_say_can_be_worked_out_at_the_desk(self, capsys):
        """Jeugdwet, art. 4.2.1: its own rules say six weeks for the committee, so Wednesday 13 May 2026."""
        terms.tell(build_parser().parse_args(["terms", "nl.jeugdwet.klacht", "--received", "2026-04-01", "--own", "judgement=6 weeks",
                                              "--format", "json"]))
        found = {one["id"]: one for one in json.loads(capsys.readouterr().out)}
        assert found["judgement"]["due"] == "2026-05-13"
        assert "Jeugdwet, art. 4.2.1" in found["judgement"]["source"]


class TestS15AComplaintBeforeACommitteeUnderTheAwb:
    """S-15. A Dutch authority whose complaints go to a committee. Awb, art. 9:11: ten weeks, four more with notice, then by consent."""

    @pytest.fixture
    def awb(self, settings, tmp_path):
        """A service whose procedure follows that rule."""
        folder = a_folder(Path(tmp_path))
        for name in ("regimes", "calendars"):
            shutil.copytree(SHIPPED / name, folder.root / name)
        folder.change("procedure.yaml", OWN, "{code: answer, rule: nl.awb.klacht/answer, variant: committee, until: closed}")
        folder.change("service.yaml", "country: BE", "country: NL")
        folder.change("service.yaml", "timezone: Europe/Brussels", "timezone: Europe/Amsterdam")
        settings.GEHOOR_DECLARED, settings.GEHOOR_SERVICES = [folder.root], ["voorbeeld"]
        return make.a_house()

    def received(self, awb, at):
        noor = awb.person(people.NOOR)
        return noor, access_case(noor, make.a_report(awb, at=at).case.reference)

    def extend(self, noor, case, **how):
        how = {"until": None, "reasons": "De commissie hoort nog iemand.", "told": by_letter("complainant", "respondent"),
               "at": datetime(2026, 6, 3, 9, tzinfo=UTC)} | how
        return changed.term_is_extended(person=noor, case=case, term="answer", **how)

    def test_received_on_1_april_it_is_answered_by_10_june(self, awb):
        _noor, case = self.received(awb, FIRST_OF_APRIL)
        answer = next(term for term in the_terms(case, awb.service) if term.code == "answer")
        assert due(case, awb)["answer"] == date(2026, 6, 10)
        assert answer.explanation.startswith("10 juni 2026: 10 weken na ontvangst op 1 april 2026")
        assert "Awb, art. 9:11, lid 1" in answer.explanation

    def test_extended_it_ends_on_8_july_and_both_are_told(self, awb):
        noor, case = self.received(awb, FIRST_OF_APRIL)
        with pytest.raises(changed.NotToldYet):
            self.extend(noor, case, told=by_letter("complainant"))
        with pytest.raises(changed.TooFar, match="8 juli 2026"):
            self.extend(noor, case, until=date(2026, 7, 9))
        self.extend(noor, case)
        assert due(case, awb)["answer"] == date(2026, 7, 8)

    def test_longer_than_that_only_when_the_complainant_agreed_and_it_says_how_and_when(self, awb):
        """Awb, art. 9:11, third paragraph."""
        noor, case = self.received(awb, FIRST_OF_APRIL)
        self.extend(noor, case)
        with pytest.raises(changed.CannotBeExtended):
            self.extend(noor, case, until=date(2026, 8, 5))
        longer = {"person": noor, "case": case, "term": "answer", "until": date(2026, 8, 5), "reasons": "Er komt nog een stuk.",
                  "at": datetime(2026, 7, 1, 9, tzinfo=UTC)}
        with pytest.raises(changed.NobodyAgreed):
            changed.term_is_extended_by_consent(**longer, agreed=changed.Agreed("", "", None))
        with pytest.raises(changed.NotInWriting, match="9:11"):
            changed.term_is_extended_by_consent(**longer, agreed=changed.Agreed("Wouter", "phone", date(2026, 6, 30)))
        changed.term_is_extended_by_consent(**longer, agreed=changed.Agreed("Wouter", "letter", date(2026, 6, 30)))
        assert due(case, awb)["answer"] == date(2026, 8, 5)

    def test_on_a_point_it_is_the_same_ten_weeks_four_more_with_letters_to_both_and_then_only_in_writing(self, founded):
        """A young person's complaint about a municipality, one point of a story: 10 June, then 8 July, then what was agreed by letter."""
        akj = founded("akj")
        noor = akj.person(people.NOOR)
        case = make.a_report(akj, at=FIRST_OF_APRIL, child_age=16).case
        point = item_is_added(person=noor, case=case, at=FIRST_OF_APRIL, point=Point(
            words="Het loket antwoordt niet", received_at=FIRST_OF_APRIL, regime="nl.awb.klacht"))

        def ends() -> date:
            point.refresh_from_db()
            [(_item, terms)] = the_terms_of_points([point], akj.service, case.term_changes.all())
            return next(akj.service.day_of(term.due_at) for term in terms if term.code == "answer")

        about = {"person": noor, "case": case, "number": 1, "term": "answer"}
        assert ends() == date(2026, 5, 13)
        changed.term_is_put_in_case(**about, variant="committee", since=date(2026, 4, 20), reasons="Er adviseert een commissie.",
                                    at=datetime(2026, 4, 21, 9, tzinfo=UTC))
        assert ends() == date(2026, 6, 10)
        in_june = about | {"reasons": "De commissie hoort nog iemand.", "at": datetime(2026, 6, 3, 9, tzinfo=UTC)}
        with pytest.raises(changed.NotToldYet):
            changed.term_is_extended(**in_june, until=None, told=by_letter("complainant"))
        changed.term_is_extended(**in_june, until=None, told=by_letter("complainant", "respondent"))
        assert ends() == date(2026, 7, 8)
        by_consent = in_june | {"until": date(2026, 8, 5), "at": datetime(2026, 7, 1, 9, tzinfo=UTC)}
        with pytest.raises(changed.NotInWriting, match="9:11"):
            changed.term_is_extended_by_consent(**by_consent, agreed=changed.Agreed("Amir", "aloud", date(2026, 6, 30)))
        changed.term_is_extended_by_consent(**by_consent, agreed=changed.Agreed("Amir", "letter", date(2026, 6, 30)))
        assert ends() == date(2026, 8, 5)

    def test_after_10_june_it_is_too_late_to_extend(self, awb):
        noor, case = self.received(awb, FIRST_OF_APRIL)
        with pytest.raises(changed.EndedAlready, match="10 juni 2026"):
            self.extend(noor, case, at=datetime(2026, 6, 11, 9, tzinfo=UTC))
        assert not Case.objects.get().is_closed, "nothing is ever closed by a clock"

    def test_an_end_on_a_holiday_moves_to_the_next_working_day(self, awb):
        """Received on Monday 16 February 2026: ten weeks end on King's Day, 27 April. Algemene termijnenwet: Tuesday 28 April."""
        _noor, case = self.received(awb, datetime(2026, 2, 16, 9, tzinfo=UTC))
        assert due(case, awb)["answer"] == date(2026, 4, 28)
