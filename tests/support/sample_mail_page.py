"""The order confirmation as a shop's mail shows it: one table of 600 px, styles in the elements."""

from tests.support.sample_story import (
    CONSUMER,
    HOME,
    ORDER,
    PRODUCT,
    PRODUCT_DETAIL,
    SELLER,
    SELLER_ADDRESS,
    SELLER_PHONE,
    SELLER_SITE,
    french,
)

ORDER_PLAIN = french(f"""\
Bonjour Hélène,

Merci pour votre commande n° {ORDER} du 2 mars 2026.

1 × {PRODUCT} ({PRODUCT_DETAIL}) : 489,00 €
Livraison dans la pièce de votre choix : 39,00 €
Total TTC : 528,00 €, payé par carte bancaire

Livraison prévue entre le 10 et le 13 mars 2026. Votre facture est jointe à ce message.

À bientôt,
L'équipe {SELLER}
""")

_CELL = "padding:12px 0;border-bottom:1px solid #e6e0d8;"
_SOFT = "color:#7a746c;font-size:13px;line-height:19px;"
_HEAD = "font-size:12px;letter-spacing:.06em;text-transform:uppercase;color:#8a5a2b;padding-bottom:6px;"

_FRAME = """\
<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body style="margin:0;padding:0;background:#f4f1ec;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f1ec;">
<tr><td align="center" style="padding:24px 12px;">
<table role="presentation" width="600" cellpadding="0" cellspacing="0"
 style="width:600px;max-width:100%;background:#ffffff;font-family:Helvetica,Arial,sans-serif;\
color:#24313a;font-size:15px;line-height:22px;">
{rows}
</table>
</td></tr>
</table>
</body>
</html>
"""


def order_page(logo: str) -> str:
    """Writes the HTML of the confirmation.

    Args:
        logo: Where the picture of the logo stands, a ``cid:`` address.
    """
    rows = "\n".join((_banner(logo), _greeting(), _basket(), _addresses(), _foot()))
    return french(_FRAME.format(title=f"Confirmation de votre commande {ORDER}", rows=rows))


def _row(inner: str, style: str = "padding:0 40px 28px 40px;") -> str:
    return f'<tr><td style="{style}">\n{inner}\n</td></tr>'


def _banner(logo: str) -> str:
    picture = f'<img src="{logo}" width="220" height="55" alt="{SELLER}" style="display:block;border:0;">'
    return _row(picture, "padding:28px 40px 22px 40px;border-bottom:3px solid #8a5a2b;")


def _greeting() -> str:
    return _row(
        '<h1 style="margin:0 0 14px 0;font-size:24px;line-height:30px;font-weight:600;">'
        "Merci pour votre commande, Hélène !</h1>\n"
        "<p style=\"margin:0 0 12px 0;\">Nous l'avons bien reçue et nos ateliers s'en occupent déjà. "
        "Vous recevrez un message du transporteur la veille de la livraison, prévue "
        "<strong>entre le 10 et le 13 mars 2026</strong>.</p>\n"
        f'<p style="margin:0;{_SOFT}">Commande n° {ORDER} · passée le 2 mars 2026 à 21 h 46</p>',
        "padding:30px 40px 26px 40px;",
    )


def _line(label: str, detail: str, count: str, price: str) -> str:
    return (
        f'<tr><td style="{_CELL}"><strong>{label}</strong><br><span style="{_SOFT}">{detail}</span></td>'
        f'<td align="center" style="{_CELL}">{count}</td>'
        f'<td align="right" style="{_CELL}white-space:nowrap;">{price}</td></tr>'
    )


def _basket() -> str:
    head = (
        f'<tr><td style="{_HEAD}border-bottom:1px solid #8a5a2b;">Article</td>'
        f'<td align="center" style="{_HEAD}border-bottom:1px solid #8a5a2b;">Qté</td>'
        f'<td align="right" style="{_HEAD}border-bottom:1px solid #8a5a2b;">Prix TTC</td></tr>'
    )
    lines = _line(PRODUCT, f"{PRODUCT_DETAIL}<br>Réf. SOL-140-CH", "1", "489,00 €")
    lines += _line("Livraison à domicile", "dans la pièce de votre choix, à deux livreurs", "1", "39,00 €")
    total = (
        '<tr><td style="padding:14px 0 0 0;"><strong>Total TTC</strong><br>'
        f'<span style="{_SOFT}">dont TVA 20 % : 88,00 €</span></td><td></td>'
        '<td align="right" style="padding:14px 0 0 0;font-size:18px;white-space:nowrap;">'
        "<strong>528,00 €</strong></td></tr>"
    )
    table = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0">'
    return _row(f"{table}\n{head}\n{lines}\n{total}\n</table>")


def _addresses() -> str:
    cell = '<td width="50%" valign="top" style="padding:18px 20px;background:#f9f6f1;">'
    delivery = f'<div style="{_HEAD}">Livraison</div>{CONSUMER}<br>{HOME[0]}<br>{HOME[1]}'
    payment = (
        f'<div style="{_HEAD}">Paiement</div>Carte bancaire •••• 4417<br>'
        f'<span style="{_SOFT}">528,00 € débités le 3 mars 2026</span>'
    )
    table = '<table role="presentation" width="100%" cellpadding="0" cellspacing="0">'
    return _row(f"{table}<tr>{cell}{delivery}</td>{cell}{payment}</td></tr></table>")


def _foot() -> str:
    link = f'<a href="https://{SELLER_SITE}/cgv" style="color:#8a5a2b;">conditions générales de vente</a>'
    return _row(
        f"Votre facture est jointe à ce message. Nos {link} s'appliquent à cette commande ; vous disposez "
        "de 14 jours à compter de la réception pour changer d'avis.<br><br>"
        f"{SELLER} · {SELLER_ADDRESS[0]}, {SELLER_ADDRESS[1]} · {SELLER_PHONE}",
        f"padding:20px 40px 28px 40px;border-top:1px solid #e6e0d8;{_SOFT}",
    )
