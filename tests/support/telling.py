"""A dossier that tells everything which can be held back."""

from dossier.model.dossier import Dossier
from dossier.model.facts import Facts, Reference, ReferenceKind
from dossier.model.party import Party, Role

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
