"""Versions by date, an instance's folder over the package's, and pages by language and reader."""

import shutil
from datetime import date

from gehoor.domain.services.checking import check
from gehoor.domain.services.loading import read_declarations
from tests.domain.services.declared import EXAMPLE, SHIPPED, Folder, the_example


def newer(folder: Folder, name: str = "procedure.2027-01-01.yaml", begins: str = "2027-01-01") -> str:
    text = (folder.service / "procedure.yaml").read_text(encoding="utf-8")
    text = text.replace("valid_from: 2026-01-01", f"valid_from: {begins}").replace("45 calendar days", "30 calendar days")
    (folder.service / name).write_text(text, encoding="utf-8")
    return name


def test_what_is_shipped_has_no_problem():
    assert list(map(str, check([SHIPPED]))) == []


def test_a_newer_version_holds_from_its_day(folder: Folder):
    newer(folder)
    old, new = folder.load()
    assert (old.valid_from, new.valid_from) == (date(2026, 1, 1), date(2027, 1, 1))
    assert [str(one.procedure.terms[2].within) for one in (old, new)] == ["45 calendar days", "30 calendar days"]
    assert old.hash != new.hash
    assert old.intake == new.intake


def test_two_versions_from_the_same_day_are_refused(folder: Folder):
    name = newer(folder, begins="2026-01-01")
    assert [(p.file.name, p.line, p.cause) for p in folder.check()] == [
        ("procedure.yaml", 1, f"holds on 2026-01-01, and {name} does too.")
    ]


def test_a_version_may_not_go_on_into_the_next(folder: Folder):
    newer(folder)
    folder.change("procedure.yaml", "valid_from: 2026-01-01", "valid_from: 2026-01-01\nvalid_to: 2027-01-01")
    assert [(p.file.name, p.line, p.cause) for p in folder.check()] == [
        ("procedure.2027-01-01.yaml", 1, "holds on 2027-01-01, and procedure.yaml does too.")
    ]


def test_a_gap_between_versions_is_refused(folder: Folder):
    newer(folder)
    folder.change("procedure.yaml", "valid_from: 2026-01-01", "valid_from: 2026-01-01\nvalid_to: 2026-11-30")
    assert [(p.file.name, p.line, p.cause) for p in folder.check()] == [
        ("procedure.yaml", 2, "ends on 2026-11-30, and the next version begins only on 2027-01-01.")
    ]


def test_a_newer_version_is_checked_against_the_files_of_its_day(folder: Folder):
    folder.change(newer(folder), "kind: promise, alarm_before: 1 hour", "kind: promise, stages: [gone]")
    cause = '"gone" is no stage. There are: received, admitted, closed.'
    assert [(p.file.name, p.cause) for p in folder.check()] == [("procedure.2027-01-01.yaml", cause)]


def test_an_instance_lays_its_files_over_the_package_one_by_one(folder: Folder, tmp_path_factory):
    instance = tmp_path_factory.mktemp("instance")
    own = instance / "services" / "voorbeeld"
    own.mkdir(parents=True)
    text = (EXAMPLE / "service.yaml").read_text(encoding="utf-8").replace("number: 0800 00 000", "number: 0800 11 111")
    (own / "service.yaml").write_text(text, encoding="utf-8")
    assert check([folder.root, instance]) == []
    service = read_declarations([folder.root, instance]).drafts[0].versions()[0]
    assert service.about.channels[0].number == "0800 11 111"
    assert service.intake == the_example().intake


def test_a_mistake_in_the_overlay_is_told_with_the_file_of_the_overlay(folder: Folder, tmp_path_factory):
    instance = tmp_path_factory.mktemp("instance")
    (instance / "services" / "voorbeeld").mkdir(parents=True)
    (instance / "services" / "voorbeeld" / "look.yaml").write_text("valid_from: 2026-01-01\n", encoding="utf-8")
    assert {p.file for p in check([folder.root, instance])} == {instance / "services" / "voorbeeld" / "look.yaml"}


def test_an_instance_may_bring_a_service_of_its_own(folder: Folder, tmp_path_factory):
    instance = tmp_path_factory.mktemp("instance")
    shutil.copytree(folder.service, instance / "services" / "eigen")
    path = instance / "services" / "eigen" / "service.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("code: voorbeeld", "code: eigen"), encoding="utf-8")
    assert check([folder.root, instance]) == []
    assert [draft.folder.code for draft in read_declarations([folder.root, instance]).drafts] == ["eigen", "voorbeeld"]


def test_hidden_and_left_behind_files_are_passed_over(folder: Folder):
    (folder.service / ".procedure.yaml.swp").write_text("x", encoding="utf-8")
    (folder.service / "procedure.yaml~").write_text("x", encoding="utf-8")
    assert folder.check() == []


def test_the_same_content_has_the_same_name_wherever_it_stands(folder: Folder):
    assert folder.load()[0].hash == the_example().hash
    path = folder.service / "look.yaml"
    path.write_text("# a remark changes nothing\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert folder.load()[0].hash == the_example().hash


def test_kept_content_makes_the_same_service_again():
    again = type(the_example()).from_content(the_example().content)
    assert again == the_example()
    assert again.hash == the_example().hash


def test_a_child_reads_its_own_page_and_others_the_common_one():
    service = the_example()
    titles = {
        (name, audience, language): service.page(name, audience=audience, language=language).title
        for name, audience, language in [
            ("privacy", "child", "nl"),
            ("privacy", "adult", "nl"),
            ("expectations", "adult", "en"),
            ("expectations", "child", "en"),
            ("receipt_lost", "child", "nl"),
        ]
    }
    assert titles == {
        ("privacy", "child", "nl"): "Wat wij bewaren",
        ("privacy", "adult", "nl"): "Uw gegevens",
        ("expectations", "adult", "en"): "What to expect",
        ("expectations", "child", "en"): "Wat je mag verwachten",
        ("receipt_lost", "child", "nl"): "Code kwijt",
    }
    assert service.page("limit", audience="child", language="nl") is None


def test_a_service_answers_for_its_audiences():
    service = the_example()
    assert service.audience_at("jij").code == "child"
    assert service.audience_at("elders") is None
    assert service.team_for("adult") == "line"
    assert [role.code for role in service.roles_of("adult")] == ["parent", "teacher"]
    assert (service.speaks_plainly_to("child"), service.speaks_plainly_to("adult")) == (True, False)
