"""What the files of the confidants keep of the requirements under A: taken out of a file, the test of that requirement fails."""

from tests.path.declaring import choices, codes, moves, sheet


def test_a3_a_case_can_carry_what_an_institution_will_do_better(declared):
    better = sheet(declared("akj"), "improvement")
    assert all(better[code].required for code in ("institution", "what", "state"))


def test_a4_the_grounds_of_complaints_can_be_chosen(declared):
    akj = declared("akj")
    assert {"boundary", "unsafe", "worrying", "no_help", "wrong_help", "waiting"} <= codes(akj.axes.failings)


def test_a5_crossing_of_boundaries_is_coded_by_kind_and_by_whom_in_complaints_and_in_children(declared):
    akj = declared("akj")
    assert {"psychological_verbal", "sexual", "physical"} <= codes(akj.axes.violence)
    assert {"staff", "group_peer", "parent", "other"} <= codes(akj.axes.by_whom)
    assert {"complaints", "children"} <= {code for code, field in sheet(akj, "boundary").items() if field.required}
    assert {one.unit: one.number for one in akj.procedure.sheet("boundary").counts} == {
        "complaint": "complaints", "child_supported": "children"}
    units = {table.unit for table in akj.figures.tables if table.by == ["violence", "by_whom"]}
    assert {"case", "complaint", "child_supported"} == units, "side by side, and never added up"


def test_a6_a7_a_signal_has_a_day_an_institution_a_reaction_and_names_nobody_without_consent(declared):
    signal = sheet(declared("akj"), "signal")
    assert {"institution", "sent_on", "answer_before", "reaction"} <= set(signal)
    assert choices(signal["identifying"]) == {"no", "with_consent"}
    assert signal["identifying"].required and signal["consent_on"].required


def test_a8_a_measure_that_takes_freedom_says_on_what_it_rests_and_whether_the_law_allows_it(declared):
    akj = declared("akj")
    assert {"no_school", "locked_in_room", "fixation", "other"} <= codes(akj.axes.measures)
    measure = sheet(akj, "restriction")
    assert {"law", "order", "house_rules"} <= choices(measure["basis"])
    assert {"open", "closed"} <= choices(measure["setting"])
    assert measure["legal_basis"].required


def test_a9_a_crisis_has_a_tag(declared):
    assert "corona" in codes(declared("akj").axes.tags)


def test_a17_past_violence_is_a_kind_of_its_own_told_by_an_adult(declared):
    akj = declared("akj")
    assert "past_abuse" in codes(akj.procedure.kinds)
    assert "past_client" in {role for door in akj.about.audiences for role in door.roles}


def test_a25_upheld_is_no_end_before_what_was_promised_was_followed_and_the_young_person_was_told(declared):
    akj = declared("akj")
    upheld = next(one for one in akj.procedure.outcomes if one.code == "upheld")
    assert "sheet.follow_up" in upheld.requires
    looked_at_again = {one.code for one in akj.procedure.findings if one.needs_follow_up}
    assert looked_at_again == {"upheld", "partly"}
    followed = sheet(akj, "follow_up")
    assert all(followed[code].required for code in ("promised", "state", "why_not", "told_on"))


def test_in_the_steps_of_a_confidant_going_on_stands_before_every_end(declared):
    procedure = declared("akj").procedure
    order = [stage.code for stage in procedure.stages]
    assert order.index("external") < order.index("follow_up"), "the ombudsman is a step; looking after it comes then"
    for stage in procedure.stages:
        ends_at = [place for place, move in enumerate(stage.moves) if move.outcomes]
        onward_at = [place for place, move in enumerate(stage.moves) if not move.outcomes]
        assert not ends_at or not onward_at or max(onward_at) < min(ends_at), stage.code


def test_a28_no_institution_is_asked_for_leave_before_somebody_is_heard(declared):
    akj = declared("akj")
    asked = {code for stage in akj.procedure.stages if stage.code in ("received", "seen") for move in stage.moves for code in move.requires}
    assert not asked & {"consent_recorded", "respondent_named"}
    assert all(move.approval is None for move in moves(akj))
