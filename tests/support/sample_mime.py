"""Mail in bytes, written out by hand so that every Python writes the same (RFC 5322, 2045, 2047)."""

import base64
import quopri

LINE = "\r\n"


def encoded_word(text: str, charset: str = "utf-8", *, in_base64: bool = False) -> str:
    """Writes a header text as encoded words of at most 75 characters, folded (RFC 2047)."""
    words: list[str] = []
    piece = ""
    for char in text:
        if len(_word(piece + char, charset, in_base64=in_base64)) > 75:
            words.append(_word(piece, charset, in_base64=in_base64))
            piece = ""
        piece += char
    words.append(_word(piece, charset, in_base64=in_base64))
    return f"{LINE} ".join(words)


def _word(text: str, charset: str, *, in_base64: bool) -> str:
    data = text.encode(charset)
    if in_base64:
        return f"=?{charset}?B?{base64.b64encode(data).decode()}?="
    written = "".join(chr(b) if chr(b).isascii() and chr(b).isalnum() else f"={b:02X}" for b in data)
    return f"=?{charset}?Q?{written.replace('=20', '_')}?="


def address(name: str, mail: str, *, charset: str = "utf-8") -> str:
    """Writes a name and its address, the name encoded when it needs to be."""
    shown = name if name.isascii() else encoded_word(name, charset)
    return f"{shown} <{mail}>"


def head(**fields: str) -> str:
    """Writes header lines; ``Message_ID`` becomes ``Message-ID``."""
    return "".join(f"{name.replace('_', '-')}: {value}{LINE}" for name, value in fields.items())


def quoted(text: str, *, kind: str = "text/plain", charset: str = "utf-8", fields: str = "") -> str:
    """Writes a text part in quoted-printable; ``fields`` are further header lines of the part."""
    data = quopri.encodestring(text.encode(charset)).decode("ascii")
    lines = head(
        Content_Type=f'{kind}; charset="{charset.upper()}"', Content_Transfer_Encoding="quoted-printable"
    )
    return lines + fields + LINE + data.replace("\n", LINE) + LINE


def attached(
    data: bytes, *, kind: str, name: str, disposition: str = "attachment", content_id: str = ""
) -> str:
    """Writes a binary part in base64 with its file name."""
    fields = head(
        Content_Type=f'{kind}; name="{_parameter(name)}"',
        Content_Transfer_Encoding="base64",
        Content_Disposition=f'{disposition}; filename="{_parameter(name)}"',
    )
    if content_id:
        fields += head(Content_ID=f"<{content_id}>")
    body = base64.encodebytes(data).decode("ascii").replace("\n", LINE)
    return fields + LINE + body


def _parameter(name: str) -> str:
    return name if name.isascii() else encoded_word(name)


def multipart(kind: str, boundary: str, *parts: str) -> str:
    """Joins parts under a fixed boundary, header line included."""
    fields = head(Content_Type=f'multipart/{kind}; boundary="{boundary}"')
    inner = "".join(f"--{boundary}{LINE}{part}{LINE}" for part in parts)
    return f"{fields}{LINE}{inner}--{boundary}--{LINE}"
