"""The seller's pages as browsers save them: one file by SingleFile, one web archive by Chrome."""

import base64
import html
import quopri
import re
from pathlib import Path

from tests.support.sample_mime import LINE, encoded_word
from tests.support.sample_story import PRODUCT, SELLER, SELLER_ADDRESS, SELLER_PHONE, SELLER_SITE, french

TERMS_TITLE = f"Conditions générales de vente - {SELLER}"

_TERMS_STYLE = """\
body{margin:0;background:#fff;color:#24313a;font:16px/1.6 Helvetica,Arial,sans-serif}
header{border-bottom:3px solid #8a5a2b;padding:22px 0}
header .in,main,footer .in{max-width:820px;margin:0 auto;padding:0 24px}
header b{font-size:22px;letter-spacing:.02em}
header span{float:right;color:#7a746c;font-size:14px;line-height:34px}
main{padding-top:12px;padding-bottom:30px}h1{font-size:30px;line-height:1.25;margin:22px 0 6px}
.maj{color:#7a746c;margin:0 0 22px}h2{font-size:19px;margin:30px 0 8px;break-after:avoid}
p{margin:0 0 12px}ul{margin:0 0 14px;padding-left:22px}li{margin:0 0 5px}
.box{background:#f9f6f1;border-left:4px solid #8a5a2b;padding:14px 18px;margin:0 0 14px;break-inside:avoid}
footer{background:#f4f1ec;color:#7a746c;font-size:13px;padding:22px 0}
"""

_SINGLE_FILE = """\
<!DOCTYPE html> <html lang=fr><!--
 Page saved with SingleFile{space}
 url: https://{site}/cgv{space}
 saved date: Mon Mar 02 2026 22:05:41 GMT+0100 (heure normale d’Europe centrale)
--><head><meta charset=utf-8>
<meta http-equiv=content-security-policy content="default-src 'none'; font-src 'self' data:; \
img-src 'self' data:; style-src 'unsafe-inline'; media-src 'self' data:; script-src 'unsafe-inline' data:; \
object-src 'self' data:; frame-src 'self' data:;">
<meta name=viewport content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
<link rel=canonical href="https://{site}/cgv"></head>
<body>
{body}
</body></html>
"""


def _terms_block(line: str) -> str:
    """Turns a line of ``sample_terms.txt`` into HTML: "# " heading, "- " point, "| " box, else text."""
    written = html.escape(line, quote=False)
    match written[:2]:
        case "# ":
            return f"<h2>{written[2:]}</h2>"
        case "- ":
            return f"<li>{written[2:]}"
        case "| ":
            return f"<p class=box>{written[2:].replace(' | ', '<br>')}"
        case _:
            return f"<p>{written}"


def _terms() -> str:
    lines = Path(__file__).with_name("sample_terms.txt").read_text("utf-8").splitlines()
    blocks = "\n".join(_terms_block(line) for line in lines if line)
    return re.sub(r"(?:<li>.*\n)+", lambda points: f"<ul>\n{points[0]}</ul>\n", blocks)


def terms_page() -> bytes:
    """The general terms on the evening of the order, saved by SingleFile."""
    body = (
        f"<header><div class=in><span>Livraison offerte dès 600 €</span><b>{SELLER}</b></div></header>\n"
        "<main>\n<h1>Conditions générales de vente</h1>\n"
        "<p class=maj>Version en vigueur depuis le 15 janvier 2026\n"
        f"{_terms()}\n</main>\n"
        f"<footer><div class=in>{SELLER} SAS, {', '.join(SELLER_ADDRESS)} · {SELLER_PHONE}<br>"
        "Société par actions simplifiée au capital de 40 000 € · RCS Nantes 000 000 000</div></footer>"
    )
    page = _SINGLE_FILE.format(
        space=" ", site=SELLER_SITE, title=TERMS_TITLE, style=_TERMS_STYLE, body=french(body)
    )
    return page.encode("utf-8")


_OFFER_URL = f"https://{SELLER_SITE}/bureaux/solveig-140-chene"
_OFFER_PICTURE = f"https://{SELLER_SITE}/images/solveig-140-chene.jpg"
_OFFER_TITLE = f"{PRODUCT}, chêne massif – {SELLER}"

_OFFER_STYLE = """\
body { margin: 0; background: #fff; color: #24313a; font: 16px/1.55 Helvetica, Arial, sans-serif; }
header { border-bottom: 3px solid #8a5a2b; padding: 18px 32px; }
header b { font-size: 22px; } nav { float: right; color: #7a746c; font-size: 14px; line-height: 34px; }
.path { color: #7a746c; font-size: 13px; padding: 14px 32px 0; }
.offer { display: flex; gap: 32px; padding: 18px 32px 8px; } .offer > div { flex: 1; }
.offer img { width: 100%; display: block; background: #f4f1ec; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 10px; }
.price { font-size: 30px; font-weight: 700; margin: 8px 0; }
.soft { color: #7a746c; font-size: 14px; } .stock { color: #2f7d4f; font-weight: 600; }
.buy { display: inline-block; background: #8a5a2b; color: #fff; padding: 12px 26px;
  border-radius: 4px; font-weight: 600; }
ul { padding-left: 20px; margin: 12px 0; } li { margin: 4px 0; }
table { border-collapse: collapse; margin: 6px 32px 28px; width: calc(100% - 64px); font-size: 15px; }
td { border-bottom: 1px solid #e6e0d8; padding: 8px 0; } td:first-child { color: #7a746c; width: 38%; }
h2 { font-size: 19px; margin: 22px 32px 4px; }
"""

_OFFER_BODY = """\
<header><nav>Bureaux · Tables · Rangements · Notre atelier</nav><b>{seller}</b></header>
<div class="path">Accueil › Bureaux › Assis-debout › Solveig 140</div>
<div class="offer">
<div><img src="{picture}" alt="Bureau Solveig, plateau chêne et piétement noir"></div>
<div>
<h1>{product}</h1>
<div class="soft">Plateau chêne massif huilé, piétement électrique noir · Réf. SOL-140-CH</div>
<div class="price">489,00 €</div>
<div class="soft">TVA comprise, dont 2,40 € d'éco-participation</div>
<ul>
<li>Plateau en chêne massif de 26 mm, bords arrondis
<li>Réglage de 72 à 118 cm, quatre hauteurs en mémoire
<li>Livraison à domicile, dans la pièce de votre choix : 39,00 €
<li>Plateau garanti 5 ans contre la fente et le voilage
</ul>
<p class="stock">En stock – livré entre le 10 et le 13 mars</p>
<span class="buy">Ajouter au panier</span>
</div>
</div>
<h2>Caractéristiques</h2>
<table>
<tr><td>Dimensions du plateau<td>140 × 70 × 2,6 cm
<tr><td>Poids du colis<td>41 kg, en un carton renforcé
<tr><td>Charge admise<td>80 kg, répartis sur le plateau
<tr><td>Bois<td>chêne européen, séché à cœur, huile naturelle
<tr><td>Montage<td>30 minutes à deux, outils fournis
</table>
"""


def _archive_part(boundary: str, kind: str, location: str, encoding: str, data: str, extra: str = "") -> str:
    return (
        f"--{boundary}{LINE}Content-Type: {kind}{LINE}{extra}"
        f"Content-Transfer-Encoding: {encoding}{LINE}Content-Location: {location}{LINE}{LINE}{data}{LINE}"
    )


def _printable(text: str) -> str:
    return quopri.encodestring(text.encode("utf-8")).decode("ascii").replace("\n", LINE)


def offer_page(picture_jpeg: bytes) -> bytes:
    """The product's page on the eve of the order, as Chrome's "web page, single file"."""
    boundary = "----MultipartBoundary--Qf3zK81sVw4471LbYt0pRx6mD2nHcJ7u----"
    body = french(_OFFER_BODY.format(seller=SELLER, product=PRODUCT, picture=_OFFER_PICTURE))
    page = (
        '<!DOCTYPE html><html lang="fr"><head><meta http-equiv="Content-Type" content="text/html; '
        f'charset=UTF-8"><title>{french(_OFFER_TITLE)}</title>'
        '<link rel="stylesheet" type="text/css" href="cid:css-1@mhtml.blink"></head>\n'
        f"<body>\n{body}</body></html>\n"
    )
    picture = base64.encodebytes(picture_jpeg).decode("ascii").replace("\n", LINE)
    frame = f"Content-ID: <frame-1@mhtml.blink>{LINE}"
    fields = (
        f"From: <Saved by Blink>{LINE}Snapshot-Content-Location: {_OFFER_URL}{LINE}"
        f"Subject: {encoded_word(_OFFER_TITLE)}{LINE}Date: Sun, 1 Mar 2026 21:14:36 +0100{LINE}"
        f'MIME-Version: 1.0{LINE}Content-Type: multipart/related;{LINE}\ttype="text/html";{LINE}'
        f'\tboundary="{boundary}"{LINE}{LINE}{LINE}'
    )
    parts = (
        _archive_part(boundary, "text/html", _OFFER_URL, "quoted-printable", _printable(page), frame),
        _archive_part(
            boundary, "text/css", "cid:css-1@mhtml.blink", "quoted-printable", _printable(_OFFER_STYLE)
        ),
        _archive_part(boundary, "image/jpeg", _OFFER_PICTURE, "base64", picture),
    )
    return (fields + "".join(parts) + f"--{boundary}--{LINE}").encode("ascii")
