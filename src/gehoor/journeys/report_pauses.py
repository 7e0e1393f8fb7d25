"""Someone stops telling and wants to go on later: what was told is kept for the holder of a receipt, and for nobody else."""

from datetime import datetime

from gehoor.domain.contacts.actions import keep_unfinished
from gehoor.foundation.action import journey
from gehoor.foundation.ids import new_id
from gehoor.foundation.vault.compartments import create_compartment
from gehoor.foundation.vault.keyring import Keyring, NoKey
from gehoor.foundation.vault.receipts import PreparedReceipt, ReceiptCode, issue_receipt


def report_pauses(*, service: str, said: dict, prepared: PreparedReceipt, at: datetime) -> ReceiptCode:
    """Keep an unfinished story under a new receipt. Who works here can't read it: it was not sent.

    :param said: audience, language, answers and the keys of held files, as the form needs them to go on.
    """
    with journey("report.pauses", at=at, actor_kind="reporter"):
        receipt = issue_receipt(prepared)
        compartment = create_compartment(kind="intake", about=new_id(), holders=[receipt.holder_id])
        keep_unfinished(compartment=compartment, service=service, receipt=receipt.holder_id, said=said, at=at)
    return receipt.code


def report_pauses_again(*, service: str, said: dict, keyring: Keyring, compartment_id, at: datetime) -> None:
    """Keep the story again under the receipt that its teller came back with; under a new key where the former went, because it was sent
    or answered from another tab."""
    with journey("report.pauses", at=at, actor_kind="reporter"):
        try:
            compartment = keyring.open(compartment_id)
        except NoKey:
            compartment = create_compartment(kind="intake", about=new_id(), holders=[keyring.holder_id])
        keep_unfinished(compartment=compartment, service=service, receipt=keyring.holder_id, said=said, at=at)
