"""The mails of the sample dispute, each as one mail program would have exported it."""

from tests.support.sample_mail_page import ORDER_PLAIN, order_page
from tests.support.sample_mime import LINE, address, attached, encoded_word, head, multipart, quoted
from tests.support.sample_story import (
    CARRIER,
    CARRIER_DOMAIN,
    CARRIER_PHONE,
    CASE,
    CONSUMER,
    CONSUMER_MAIL,
    CONSUMER_PHONE,
    INVOICE,
    ORDER,
    PARCEL,
    SELLER,
    SELLER_ADDRESS,
    SELLER_DOMAIN,
    french,
)

TO_CONSUMER = address(CONSUMER, CONSUMER_MAIL)
SERVICE = address("Service client Maison Chênelier", f"service.client@{SELLER_DOMAIN}")
COMPLAINT_ID = f"<d4f0a7c2-51be-4c07-9e0b-8c1f2a6e7713@{CONSUMER_MAIL.split('@')[1]}>"
REPLY_ID = f"<88214.reponse.1@{SELLER_DOMAIN}>"
LOGO_ID = f"logo@{SELLER_DOMAIN}"

COMPLAINT_SUBJECT = f"Réclamation – plateau fendu à la livraison (commande {ORDER})"

COMPLAINT = french(f"""\
Madame, Monsieur,

J'ai reçu hier, jeudi 12 mars, le bureau assis-debout Solveig de ma commande {ORDER}. Le carton \
était enfoncé à un angle et le livreur, pressé, n'a pas attendu que je l'ouvre. J'ai donc écrit sur \
le bon de livraison : « carton enfoncé, contenu non vérifié ».

En le déballant le soir même avec mon frère, nous avons trouvé le plateau fendu sur 23 cm depuis \
l'angle avant droit, et le chant éclaté. La fente s'ouvre dès que l'on s'appuie dessus : le bureau \
n'est pas utilisable.

Je vous demande de remplacer le plateau, à vos frais et dans les trente jours, comme le prévoient \
les articles L. 217-8 et suivants du code de la consommation. Une photo de la fente et ma lettre \
sont jointes à ce message. Tout est resté dans son emballage, à votre disposition.

Je vous remercie par avance de votre réponse.

Bien cordialement,

{CONSUMER}
{CONSUMER_PHONE}
""")

REPLY = french(f"""\
Bonjour Madame Marchadier,

Nous avons bien reçu votre message et nous sommes désolés de cette mauvaise surprise. Votre demande \
porte le numéro {CASE}.

Nous avons interrogé notre transporteur. Le bon de livraison a été signé sans réserve précise sur \
l'état du plateau ; une mention telle que « contenu non vérifié » ne suffit malheureusement pas à \
ouvrir un dossier d'avarie. Nous ne pouvons donc ni remplacer le plateau, ni rembourser la commande.

À titre commercial, nous vous proposons un bon d'achat de 50 €, valable un an sur tout notre site.

Bien à vous,

Julie Perrin
Service client – {SELLER}
""")

# No curly apostrophe and no dash: ISO 8859-15 has neither, but it has the euro sign and « œ ».
REFUSAL = french(f"""\
Madame,

Nous avons relu votre dossier {CASE} à la suite de votre appel du 19 mars.

Notre position ne change pas : le colis a été remis contre signature, et le dommage n'a pas été \
décrit sur le bon au moment de la livraison. Le remboursement de 528,00 € que vous demandez est donc \
refusé, de même que l'échange du plateau.

Une réparation reste possible dans nos ateliers. Le transport et la main-d'œuvre, soit 189,00 €, \
seraient à votre charge.

Nous vous prions d'agréer, Madame, l'expression de nos salutations distinguées.

Marc Delorme-Vasseur
Responsable de la relation client
{SELLER}, {SELLER_ADDRESS[0]}, {SELLER_ADDRESS[1]}
""").replace("’", "'")

NOTICE = french(f"""\
Bonjour Hélène Marchadier,

Votre colis {PARCEL} (1 colis, 41 kg), expédié par {SELLER}, sera livré demain, jeudi 12 mars, \
entre 13 h et 17 h, à l'adresse suivante :

    14 montée des Glycines
    69005 Lyon

Merci de vérifier l'état du colis en présence du livreur avant de signer.

Suivre mon colis : https://suivi.{CARRIER_DOMAIN}/TV4471009362
Une question ? {CARRIER_PHONE}, du lundi au vendredi de 8 h à 18 h

{CARRIER}
Message automatique, merci de ne pas y répondre.
""")


def order_confirmation(logo_png: bytes, invoice_pdf: bytes) -> bytes:
    """The seller's confirmation: HTML with its logo inside, the invoice attached."""
    related = multipart(
        "related",
        "----=_Part_4471_rel.260302",
        quoted(order_page(f"cid:{LOGO_ID}"), kind="text/html"),
        attached(logo_png, kind="image/png", name="logo.png", disposition="inline", content_id=LOGO_ID),
    )
    body = multipart("alternative", "----=_Part_4471_alt.260302", quoted(ORDER_PLAIN), related)
    invoice = attached(invoice_pdf, kind="application/pdf", name=f"Facture {INVOICE}.pdf")
    fields = head(
        Return_Path=f"<commandes@{SELLER_DOMAIN}>",
        Received=f"from mta3.{SELLER_DOMAIN} (mta3.{SELLER_DOMAIN} [203.0.113.24]){LINE}"
        f" by mx2.courriel.example with ESMTPS id 4fQz7k0Wm1;{LINE} Mon, 02 Mar 2026 21:47:15 +0100 (CET)",
        Date="Mon, 02 Mar 2026 21:47:12 +0100",
        From=address(SELLER, f"commandes@{SELLER_DOMAIN}"),
        To=TO_CONSUMER,
        Message_ID=f"<commande.4471.260302@{SELLER_DOMAIN}>",
        Subject=encoded_word(f"Confirmation de votre commande n°\u00a0{ORDER}"),
        MIME_Version="1.0",
    )
    return (fields + multipart("mixed", "----=_Part_4471_mix.260302", body, invoice)).encode("ascii")


def carrier_notice() -> bytes:
    """The carrier's notice: no Date line, only the Received lines of two servers, in UTC."""
    fields = head(
        Received=f"from sortie2.{CARRIER_DOMAIN} (sortie2.{CARRIER_DOMAIN} [198.51.100.61]){LINE}"
        f" by mx1.courriel.example with ESMTPS id 8hTs20aLp4{LINE}"
        f" for <{CONSUMER_MAIL}>; Wed, 11 Mar 2026 17:32:09 +0000"
    )
    fields += head(
        Received=f"from avis-12.intra.{CARRIER_DOMAIN} ([198.51.100.12]){LINE}"
        f" by sortie2.{CARRIER_DOMAIN} with ESMTP id 77120; Wed, 11 Mar 2026 17:32:04 +0000",
        From=address(CARRIER, f"suivi@{CARRIER_DOMAIN}"),
        To=TO_CONSUMER,
        Subject=encoded_word("Votre colis arrive demain – avis de livraison", in_base64=True),
        Message_ID=f"<avis.tv4471009362@{CARRIER_DOMAIN}>",
        MIME_Version="1.0",
    )
    return (fields + quoted(NOTICE)).encode("ascii")


def complaint(photo_jpeg: bytes, letter_pdf: bytes) -> bytes:
    """The consumer's complaint, from her own sent mails: a photo and her letter attached."""
    fields = head(
        Message_ID=COMPLAINT_ID,
        Date="Fri, 13 Mar 2026 19:26:44 +0100",
        MIME_Version="1.0",
        User_Agent="Mozilla Thunderbird",
        Content_Language="fr",
        From=TO_CONSUMER,
        To=SERVICE,
        Subject=encoded_word(COMPLAINT_SUBJECT),
    )
    body = multipart(
        "mixed",
        "------------0qV7Xh2c4471",
        quoted(COMPLAINT),
        attached(photo_jpeg, kind="image/jpeg", name="fente du plateau.jpg"),
        attached(letter_pdf, kind="application/pdf", name="Lettre de réclamation.pdf"),
    )
    return (fields + body).encode("ascii")


def reply() -> bytes:
    """The seller's first answer, with the complaint quoted below it."""
    return _reply_fields().encode("ascii") + _reply_text().encode("ascii")


def reply_exported_again() -> bytes:
    """The same mail as another program exported it: its own status lines, line ends of Unix."""
    status = head(X_Mozilla_Status="0001", X_Mozilla_Status2="00000000")
    return (status + _reply_fields() + _reply_text()).replace(LINE, "\n").encode("ascii")


def _reply_fields() -> str:
    return head(
        Return_Path=f"<service.client@{SELLER_DOMAIN}>",
        Received=f"from mta1.{SELLER_DOMAIN} (mta1.{SELLER_DOMAIN} [203.0.113.22]){LINE}"
        f" by mx2.courriel.example with ESMTPS id 4fRb51cNx7;{LINE} Tue, 17 Mar 2026 09:12:33 +0100 (CET)",
        Date="Tue, 17 Mar 2026 09:12:30 +0100",
        From=SERVICE,
        To=TO_CONSUMER,
        Message_ID=REPLY_ID,
        In_Reply_To=COMPLAINT_ID,
        References=COMPLAINT_ID,
        Subject=encoded_word(f"RE: {COMPLAINT_SUBJECT} [{CASE}]"),
        MIME_Version="1.0",
    )


def _reply_text() -> str:
    said = f"Le ven. 13 mars 2026 à 19:26, {CONSUMER} <{CONSUMER_MAIL}> a écrit\u00a0:\n"
    quotation = "".join(f"> {line}".rstrip() + "\n" for line in COMPLAINT.splitlines())
    return quoted(f"{REPLY}\n{said}{quotation}")


def refusal() -> bytes:
    """The seller's last word, from a help desk that writes ISO 8859-15 and stamps in UTC."""
    charset = "iso-8859-15"
    fields = head(
        Date="Tue, 24 Mar 2026 15:40:05 +0000",
        From=address("Maison Chênelier – Relation client".replace("–", "-"), f"sav@{SELLER_DOMAIN}",
                     charset=charset),
        To=address(CONSUMER, CONSUMER_MAIL, charset=charset),
        Subject=encoded_word(f"Réponse définitive - dossier {CASE} (remboursement de 528,00 €)", charset),
        Message_ID=f"<88214.cloture@{SELLER_DOMAIN}>",
        In_Reply_To=REPLY_ID,
        MIME_Version="1.0",
    )  # fmt: skip
    return (fields + quoted(REFUSAL, charset=charset)).encode("ascii")
