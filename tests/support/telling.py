"""A dossier that tells everything which can be held back."""

from dataclasses import replace

from dossier.annex.withheld import Veil, veil_of
from dossier.model.commands.privacy import hold_details
from dossier.model.detail import Detail
from dossier.model.dossier import Dossier
from dossier.model.facts import Facts, Reference, ReferenceKind
from dossier.model.party import Party, Role
from dossier.recipients.profile import load_profile

HAPPENED = "Le bureau est arrivé fendu le 12.05.2026 au matin"
TRIED = "Deux appels au vendeur, restés sans la moindre réponse"
PERSON = Party(
    role=Role.CONSUMER,
    name="Hélène Zwart",
    addresses=("helene.zwart@courriel.example",),
    phone="06 12 34 56 78",
    postal="12 rue des Lilas, 1000 Bruxelles",
    iban="FR76 3000 6000 0112 3456 7890 189",
    bic="AGRIFRPP",
)
FACTS = Facts(
    references=(Reference(kind=ReferenceKind.ORDER, value="CH-260302-4471"),),
    price_cents=134990,
    happened=HAPPENED,
    tried=TRIED,
)
TELLING = Dossier(parties=(PERSON,), facts=FACTS)


def veil_over(dossier: Dossier, *details: Detail) -> Veil:
    """Gives what hides details of a dossier in words."""
    held = hold_details(dossier, "generic", details).dossier
    return veil_of(held, load_profile("generic"), instead="[…]")


def veil_of_person(detail: Detail, **fields: str) -> Veil:
    """Gives what hides a detail of somebody, called Hélène Zwart unless another name is given."""
    return veil_over(Dossier(parties=(replace(PERSON, **fields),)), detail)  # type: ignore[arg-type]
