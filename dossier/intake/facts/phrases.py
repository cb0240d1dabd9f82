"""Words by which papers tell what happened, in fr, nl, de, en, es and it."""

import re
from typing import Final

_UP_TO: Final = r"[^.\n]{0,60}?"

COMPLAINT_NAMES: Final = (
    r"(?:réclamation|plainte|klacht|beschwerde|reklamation|complaint|reclamo|reclamación)"
)

NOTICE: Final = re.compile(
    r"(?i)(?:mise en demeure|mets en demeure|formal notice|ingebrekestelling|in gebreke|mahnung|"
    r"messa in mora|requerimiento formal)"
)
CLAIM: Final = re.compile(
    rf"(?i)(?:{COMPLAINT_NAMES}|indemnisation|au titre de la garantie|je conteste|"
    rf"(?:je|nous) (?:vous |en )?(?:demande|réclame|exige)(?:ons)?\b{_UP_TO}"
    r"(?:rembours|remplac|répar|échang|livrer|livraison|indemni|dédommag|réduction|annul)|"
    r"\b(?:i|we) (?:hereby )?(?:claim|demand|request|ask for|want)\b"
    rf"{_UP_TO}(?:refund|replace|repair|compensat|money back)|"
    r"please (?:refund|replace|repair|find us another)|not acceptable|"
    rf"\b(?:ik|wij|we) (?:eis|eisen|vraag|vragen)\b{_UP_TO}(?:terugbeta|vervang|herstel|vergoed|lever)|"
    r"\b(?:ich|wir) (?:fordere|fordern|verlange|verlangen|bitte|bitten)\b"
    rf"{_UP_TO}(?:erstatt|rückzahl|ersatz|reparatur|nachbesser|nacherfüll|liefer|austausch)|"
    r"mängelrüge|\breklamiere|"
    rf"(?:pido|pedimos|solicito|exijo|exigimos)\b{_UP_TO}(?:reembols|devolución|reparación|reducción|sustitu)|"
    rf"(?:chiedo|chiediamo|richiedo|pretendo)\b{_UP_TO}(?:rimbors|riparazione|sostituzione|riduzione))"
)
"""The consumer asks the trader to put something right."""

REGISTERED: Final = re.compile(
    rf"(?i)\b(?:votre|your|uw|je|ihre|sua|tua|su|tu) {COMPLAINT_NAMES}\b{_UP_TO}"
    r"(?:geregistreerd|ontvangen|enregistrée|reçue|registered|received|submitted|eingegangen|erfasst|"
    r"registrat[oa]|ricevut[oa]|registrada|recibida)"
)
"""The trader's page or mail says that a complaint came in."""

ACKNOWLEDGED: Final = re.compile(
    r"(?i)(?:(?:bien reçu|accus\w+ (?:bonne )?réception de) votre (?:\w+ )?"
    r"(?:courrier|lettre|réclamation|plainte|mise en demeure|courriel|mail|e-mail|message)|"
    r"(?:received|acknowledge receipt of) your (?:letter|complaint|e-?mail|message|claim)|"
    rf"\buw (?:brief|klacht|e-?mail|bericht|ingebrekestelling)\b{_UP_TO}ontvangen|"
    rf"\bihr(?:e|en)? (?:schreiben|brief|reklamation|beschwerde|e-?mail|nachricht)\b{_UP_TO}"
    r"(?:erhalten|eingegangen)|"
    r"(?:ricevuto|esaminato) (?:il|la) (?:suo|sua|vostro|vostra) (?:reclamo|lettera|mail|messaggio)|"
    r"recibido (?:su|la) (?:carta|reclamación|correo|mensaje))"
)

DELIVERED: Final = re.compile(
    r"(?i)\b(?:livré(?:es|e|s)?\b|distribué(?:es|e|s)?\b|"
    r"remise? (?:contre|en main|en boîte|au destinataire|à (?:son|sa|votre|un|une|la) )|"
    r"was delivered|has been delivered|delivered\b|bezorgd\b|geleverd\b|zugestellt\b|consegnat[oa]\b|"
    r"entregad[oa]\b)"
)
NOT_YET: Final = re.compile(
    r"(?i)\b(?:pas|non|sera|seront|être|si|be|not|niet|nicht|wird|werden|wordt|sarà|no|será)\W{0,3}$"
)
PARTLY: Final = re.compile(
    r"(?i)(?:teillieferung|partiel|partial|gedeeltelijk|deels|parzial|parcial|"
    r"\b\d{1,3} (?:von|sur|of|van|di|de) \d)"
)
REGISTERED_POST: Final = re.compile(
    r"(?i)(?:recommandée?|avis de réception|accusé de réception|aangetekend|einschreiben|rückschein|"
    r"raccomandata|certificad[oa]|registered (?:letter|mail|post)|recorded delivery)"
)

REFUSED: Final = re.compile(
    r"(?i)(?:\brefus(?:ons|e|é|ée)?\b|maintenons notre (?:position|décision|refus)|"
    r"exclu\w* (?:de )?la garantie|"
    r"\baucun(?:e)? (?:indemni\w+|remboursement|dédommagement|geste|suite favorable)|"
    rf"(?:ne (?:pouvons|pourrons)|n['’]est pas possible)\b{_UP_TO}"
    r"(?:rembours|donner suite|répondre favorabl|prendre en charge|accéder|indemnis)|"
    r"\b(?:rejected|declined|denied|refuse)\b|"
    rf"\b(?:cannot|can ?not|can't|unable to|will not)\b{_UP_TO}"
    r"(?:refund|replace|repair|compensat|accept|offer)|"
    r"\bniet terug(?:betalen)?\b|\bgeen (?:terugbetaling|vergoeding|recht op)|\bweigeren\b|\bwijzen\b"
    rf"{_UP_TO}\baf\b|\bkunnen\b{_UP_TO}niet (?:ingaan|terugbetalen|vergoeden|vervangen)|"
    rf"erstattung\b{_UP_TO}nicht möglich|\blehnen\b{_UP_TO}\bab\b|abgelehnt|"
    rf"\bkönnen\b{_UP_TO}nicht (?:erstatten|ersetzen|übernehmen|entsprechen)|"
    rf"non (?:possiamo|è possibile)\b{_UP_TO}(?:rimbors|accoglier|sostitu)|respingiamo|rifiutiamo|"
    rf"no (?:podemos|voy a|vamos a|procede)\b{_UP_TO}(?:devolver|reembols|devolución|indemni)|rechazamos)"
)

WITHDRAWS: Final = re.compile(
    r"(?i)(?:\bme rétracte|nous rétractons|(?:exerce|exercer|exerçons) (?:mon|notre) droit de rétractation|"
    r"rétractation de (?:ma|notre) |\b(?:i|we) (?:hereby )?(?:give notice that i )?withdraw from|"
    r"\bherroep (?:ik|ik hierbij)\b|\bik herroep\b|\bwiderrufe\b|recedo dal contratto|desisto del contrato)"
)

POSTED: Final = re.compile(
    r"(?i)(?:(?:preuve|récépissé|reçu|justificatif|attestation) de dépôt|proof of posting|"
    r"certificate of posting|drop-?off receipt|verzendbewijs|bewijs van (?:afgifte|verzending)|"
    r"einlieferungs(?:beleg|schein)|ricevuta di (?:spedizione|accettazione)|resguardo de (?:envío|admisión))"
)
_RETURNED_GOODS: Final = r"(?:colis|retour|paquet|article|produit|appareil|marchandise)"
CAME_BACK: Final = re.compile(
    rf"(?i)(?:avons (?:bien )?(?:reçu|réceptionné) (?:votre|le) {_RETURNED_GOODS}|"
    rf"votre {_RETURNED_GOODS} (?:a |est |nous est )?(?:bien )?(?:été )?(?:bien )?"
    r"(?:reçue?|réceptionnée?|parvenue?|arrivée?)\b|"
    r"\b(?:colis|retour) (?:bien )?(?:reçu|réceptionné)\b|"
    r"received your (?:return|parcel|item)|your return (?:has been|was) received|"
    r"\bretour(?:zending)?\b (?:is )?(?:goed |door ons )?ontvangen|"
    r"rücksendung (?:ist )?(?:bei uns )?(?:eingegangen|erhalten)|"
    r"ricevuto il (?:suo |tuo )?(?:reso|pacco)|recibido (?:su|tu|la) devolución)"
)
CONDITION: Final = re.compile(
    r"(?i)\b(?:dès|après|une fois|quand|lorsque|si|once|after|when|if|as soon as|zodra|nadat|na|als|sobald|"
    r"nachdem|wenn|nach|quando|dopo|cuando|tras|una vez)\b[^.\n]{0,40}$"
)
"""Words before what has not happened yet."""

ORDERED: Final = re.compile(
    r"(?i)(?:date (?:de |d['’])(?:la )?(?:votre )?(?:commande|achat)|commandé le|order date|order placed|"
    r"date of (?:order|purchase)|besteldatum|bestelldatum|data (?:dell['’])?ordine|fecha de(?:l)? pedido|"
    r"(?:commande|order|bestelling|bestellung)(?: n[°º]\s?\S+)? (?:du|of|van|vom))"
    r"(?: (?:on|le|am|op))?\s*:?\s*$"
)
INVOICE: Final = re.compile(r"(?i)\b(?:facture|invoice|rechnung|factuur|fattura|factura)")
MEDIATION: Final = re.compile(r"(?i)médiat|mediat|ombuds|schlicht")
