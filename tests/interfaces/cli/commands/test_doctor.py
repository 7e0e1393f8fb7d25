import pytest
from django.conf import settings

from gehoor.domain.accounts.models import Team
from gehoor.foundation.audit.lines import chain_batches
from gehoor.foundation.audit.models import AuditLine
from gehoor.foundation.vault.models import CompartmentKey, KeyHolder
from gehoor.interfaces.cli.commandline import build_parser
from gehoor.interfaces.cli.commands import doctor
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    arrived = make.a_report(make.a_house())
    settings.GEHOOR_DATA.chmod(0o700)
    return arrived


def examined(capsys, *typed) -> tuple[int, str]:
    ended = doctor.run(build_parser().parse_args(["doctor", *typed]))
    return ended, capsys.readouterr().out


def test_a_whole_instance_is_called_whole(report, capsys):
    ended, said = examined(capsys)
    assert ended == 0, said
    assert said.endswith("All is whole.\n")
    assert "✗" not in said


def test_the_head_of_the_audit_is_printed_to_be_kept_outside(report, capsys):
    chain_batches(at=make.NOON + make.DAY)
    _, said = examined(capsys, "--day", "2026-03-11")
    assert "audit head to keep outside: 2026-03-11 batch 1 " in said


def test_a_changed_audit_line_is_found(report, capsys):
    AuditLine.objects.filter(id=AuditLine.objects.first().id).update(action="nothing.happened")
    ended, said = examined(capsys)
    assert ended == 1
    assert "was changed" in said


def test_a_removed_audit_line_is_found(report, capsys):
    chain_batches(at=make.NOON + make.DAY)
    AuditLine.objects.order_by("id").first().delete()
    ended, said = examined(capsys)
    assert ended == 1
    assert "a line was removed or added" in said


def test_a_key_that_a_stranger_put_there_is_found(report, capsys):
    KeyHolder.objects.filter(kind="team").update(public_key=b"x" * 32)
    ended, said = examined(capsys)
    assert ended == 1
    assert "nobody vouches for the public key of team" in said


def test_keys_that_are_gone_without_being_erased_are_found(report, capsys):
    CompartmentKey.objects.filter(compartment_id=report.case.compartment_id).delete()
    ended, said = examined(capsys)
    assert ended == 1
    assert "restore the keys database" in said


def test_a_declared_team_without_a_key_is_found(report, capsys):
    Team.objects.exclude(id=report.case.team_id).delete()
    ended, said = examined(capsys)
    assert ended == 1
    assert "is declared, but has no key" in said


def test_a_folder_that_others_may_read_is_found(report, capsys):
    settings.GEHOOR_DATA.chmod(0o755)
    ended, said = examined(capsys)
    assert ended == 1
    assert "chmod 0700" in said


def test_databases_of_another_instance_are_found_and_the_rest_is_still_looked_at(report, capsys):
    KeyHolder.objects.filter(kind="root").delete()
    ended, said = examined(capsys)
    assert ended == 1
    assert "✗ secret.key, main database and keys database belong together" in said
    assert "✓ audit" in said
