"""What is wrong with a whole folder: stages that hang loose, pages and files that are missing, everything at once."""

from tests.domain.services.declared import Folder


def test_the_example_itself_has_no_problem(folder: Folder):
    assert folder.check() == []


def test_a_stage_that_cannot_be_reached_is_named(folder: Folder):
    line = folder.change(
        "procedure.yaml",
        "  - code: closed\n",
        "  - code: waiting\n    label: {nl: Wacht}\n    tells: {nl: Wacht., plain: "
        "{nl: Wacht.}}\n    moves: [{code: on, label: {nl: Verder}, to: admitted}]\n  - code: closed\n",
    )
    assert [(p.line, p.cause) for p in folder.check()] == [(line, 'stage "waiting" can\'t be reached from "received".')]


def test_a_stage_without_a_way_out_is_named(folder: Folder):
    line = folder.change("procedure.yaml", "    final: true\n", "")
    causes = {p.cause: p.line for p in folder.check()}
    assert causes['from stage "closed" no move leads to a final stage.'] == line - 1


def test_a_page_that_is_missing_is_asked_for_each_audience(folder: Folder):
    (folder.service / "pages" / "receipt_lost.nl.md").unlink()
    (folder.service / "pages" / "privacy.child.nl.md").unlink()
    assert {(p.file.name, p.cause) for p in folder.check()} == {
        ("service.yaml", 'page "receipt_lost" in Dutch is missing for audience "child".'),
        ("service.yaml", 'page "receipt_lost" in Dutch is missing for audience "adult".'),
        ("service.yaml", 'page "privacy" of its own, in plain Dutch, is missing for audience "child".'),
    }


def test_every_mistake_in_every_file_is_told_at_once(folder: Folder):
    changes = {
        "service.yaml": ('fri: ["20:00-24:00"]', 'fri: ["20:00-25:00"]', "25:00 is no time of the day"),
        "axes.yaml": ("value: OND", "value: OD", '"OD" is no value of the common axis domain'),
        "figures.yaml": ("unit: contact", "unit: contacts", '"contacts" is no unit of core.yaml'),
        "look.yaml": ('field: "#12444f"', 'field: "#eeeeee"', "on-field on field (light)"),
        "intake.yaml": ("any_of: [phone]", "any_of: [phnoe]", '"phnoe" is no answer to "contact_how"'),
        "pages/accessibility.nl.md": ("page: accessibility", "page: accessability", 'nobody finds page "accessability"'),
    }
    for file, (old, new, _) in changes.items():
        folder.change(file, old, new)
    told = {problem.file.name: problem.cause for problem in folder.check()}
    assert all(cause in told[file.split("/")[-1]] for file, (_, _, cause) in changes.items())


def test_a_file_of_another_name_is_noticed(folder: Folder):
    (folder.service / "procedure.yaml").rename(folder.service / "procedures.yaml")
    assert [str(p) for p in folder.check()] == [
        f'{folder.service / "procedure.yaml"}:1: service "voorbeeld" has no procedure.yaml.',
        f'{folder.service / "procedures.yaml"}:1: "procedures.yaml" is no file of a service. Did you mean "procedure.yaml"?',
    ]


def test_a_file_that_is_no_text_is_refused_at_its_line(folder: Folder):
    path = folder.service / "look.yaml"
    path.write_bytes(path.read_bytes() + b"version: \xff\n")
    assert [(p.line, p.cause) for p in folder.check()] == [(5, "is no text in UTF-8.")]


def test_an_empty_file_is_refused(folder: Folder):
    (folder.service / "figures.yaml").write_text("", encoding="utf-8")
    assert [(p.file.name, p.line, p.cause) for p in folder.check()] == [("figures.yaml", 1, "is empty.")]


def test_a_folder_under_another_name_is_refused(folder: Folder):
    folder.service.rename(folder.root / "services" / "ander")
    assert [(p.file.name, p.line, p.cause, p.suggestion) for p in folder.check()] == [
        ("service.yaml", 1, 'service "voorbeeld" stands in the folder "ander".', "ander")
    ]
