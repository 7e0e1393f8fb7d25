"""What a procedure lets nobody decide alone."""

from gehoor.domain.services.approvals import about_sheet, covered_by, the_wanted
from gehoor.domain.services.procedures import moves_from
from tests.domain.services.declared import Folder


def test_a_move_waits_for_a_second_person_where_the_procedure_says_so(folder: Folder):
    folder.change("procedure.yaml", "to: admitted, requires:", "to: admitted, approval: supervisor, requires:")
    service = folder.load()[0]

    def admit(*met: str):
        return moves_from(service, stage="received", met={"handler_assigned", "theme_chosen", *met})[0]

    assert admit().missing == ("approval.move.admit",)
    assert admit().why_not[0].startswith("het akkoord van een leidinggevende: “")
    assert admit("approval.move.admit").allowed


def test_a_sheet_that_needs_a_second_person_counts_once_they_agreed(folder: Folder):
    folder.change("procedure.yaml", "- code: child_heard", "- code: child_heard\n    approval: colleague")
    service = folder.load()[0]

    def close(*met: str):
        return moves_from(service, stage="admitted", met={"answer_sent", *met})[0]

    assert close().missing == ("sheet.child_heard", "approval.sheet.child_heard")
    assert close("sheet.child_heard").why_not == ("het akkoord van een collega: “Kind gehoord”",)
    assert close("sheet.child_heard", "approval.sheet.child_heard").allowed


def test_an_outcome_can_need_a_second_person_where_the_others_dont(folder: Folder):
    folder.change("procedure.yaml", "- {code: solved,", "- {code: solved, approval: supervisor,")
    service = folder.load()[0]
    met = {"answer_sent", "sheet.child_heard"}
    close = moves_from(service, stage="admitted", met=met)[0]
    assert close.allowed
    assert len(close.missing_for(outcome="solved")) == 1 and close.missing_for(outcome="advised") == []
    assert moves_from(service, stage="admitted", met={*met, "approval.outcome.solved"})[0].missing_for(outcome="solved") == []


def test_only_what_can_be_done_from_here_is_asked(folder: Folder):
    folder.change("procedure.yaml", "- {code: solved,", "- {code: solved, approval: supervisor,")
    procedure = folder.load()[0].procedure
    assert set(the_wanted(procedure, "admitted")) == {"outcome.solved"}
    assert the_wanted(procedure, "received") == {}


def test_an_agreement_is_about_the_sheet_itself_and_those_that_it_covers(folder: Folder):
    folder.change("procedure.yaml", "- {code: solved,", "- {code: solved, approval: supervisor, covers: [child_heard],")
    folder.change("procedure.yaml", "- code: child_heard", "- code: child_heard\n    approval: colleague")
    procedure = folder.load()[0].procedure
    assert covered_by(procedure, "sheet.child_heard") == covered_by(procedure, "outcome.solved") == ["child_heard"]
    assert covered_by(procedure, "move.admit") == covered_by(procedure, "outcome.gone") == []
    assert about_sheet(procedure, "child_heard") == ["sheet.child_heard", "outcome.solved"]


def test_without_an_approval_no_agreement_is_about_a_sheet(folder: Folder):
    assert about_sheet(folder.load()[0].procedure, "child_heard") == []
