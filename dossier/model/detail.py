"""What the person tells of themselves and of the dispute that can be kept from one recipient."""

from enum import StrEnum


class Detail(StrEnum):
    """One such fact, called as it is typed; names stand under ``[detail]``.

    What a consumer is called stands with all their data: who is not named has no address either.
    """

    NAME = "consumer.name"
    POSTAL = "consumer.postal"
    ADDRESSES = "consumer.addresses"
    """Mail addresses."""
    PHONE = "consumer.phone"
    IBAN = "consumer.iban"
    """The account, and every other number of an account or card."""
    REFERENCE = "reference"
    """Order, customer, parcel … numbers."""
    PRICE = "price"
    """What it cost, and how it was paid."""
    HAPPENED = "happened"
    TRIED = "tried"
