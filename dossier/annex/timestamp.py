"""A time stamp of somebody else's clock: asking for one, and reading the answer (RFC 3161).

The program asks nobody itself: it writes the question, and reads the answer that the person was given.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from dossier.basis.digest import Digest, digest_of_file
from dossier.basis.errors import UnreadableError
from dossier.model.stamped import Stamped

_REQUEST: Final = "30390201013031300d060960864801650304020105000420{digest}0101ff"
"""TimeStampReq, section 2.4.1: version 1, SHA-256, no nonce (the answer may come days later), the
certificate is wanted."""

_Asn1: TypeAlias = Any
"""A value of asn1crypto, which has no types."""

_MOST_BYTES: Final = 1024 * 1024
_GRANTED: Final = ("granted", "granted_with_mods")


@dataclass(frozen=True, slots=True, kw_only=True)
class StampTask:
    """An answer to be held against a file.

    Attributes:
        answer: Path of the ``.tsr``.
        file: Path of what was stamped.
        name: What the person calls the answer.
    """

    answer: str
    file: str
    name: str = ""


def timestamp_request(digest: Digest) -> bytes:
    """Writes the question (``.tsq``) for a file of that SHA-256; always the same bytes."""
    return bytes.fromhex(_REQUEST.format(digest=digest))


def run_stamp(task: StampTask) -> Stamped:
    """Reads an answer; the pool's job.

    Raises:
        UnreadableError: ``not-a-timestamp``, ``timestamp-refused``; ``cannot-read``.
    """
    answer = Path(task.answer)
    name = task.name or answer.name
    try:
        with answer.open("rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
        digest = digest_of_file(Path(task.file))
    except OSError as error:
        raise UnreadableError("cannot-read", file=name) from error
    return read_timestamp(data[:_MOST_BYTES], digest, name=name)


def read_timestamp(data: bytes, digest: Digest, *, name: str) -> Stamped:
    """Reads an answer and holds it against the fingerprint of a file.

    Whether its maker is to be trusted is not told: that needs the lists of the European Union of the
    day, which an offline program has not.

    Raises:
        UnreadableError: ``not-a-timestamp``; ``timestamp-refused``, the answer is a no.
    """
    try:
        signed, info = _token(data, name)
        signer = signed["signer_infos"][0]
        imprint = info["message_imprint"]
        certificates = list(_certificates(signed))
        maker = _maker(signer, certificates)
        return Stamped(
            at=info["gen_time"].native,
            maker=_named(maker) if maker is not None else "",
            serial=str(info["serial_number"].native),
            policy=str(info["policy"].dotted),
            fits=_fits(imprint, digest),
            sound=maker is not None and _is_signed(signed, signer, maker),
        )
    except UnreadableError:
        raise
    except Exception as error:  # untrusted bytes
        raise UnreadableError("not-a-timestamp", file=name) from error


def _token(data: bytes, name: str) -> tuple[_Asn1, _Asn1]:
    from asn1crypto import core, tsp

    # A no has no token, without which the library would not read on.
    parts = core.SequenceOf.load(data, strict=True, spec=core.Any)
    status = tsp.PKIStatusInfo.load(parts[0].dump(), strict=True)["status"].native
    if status not in _GRANTED:
        raise UnreadableError("timestamp-refused", file=name)
    answer = tsp.TimeStampResp.load(data, strict=True)
    signed = answer["time_stamp_token"]["content"]
    return signed, signed["encap_content_info"]["content"].parsed


def _certificates(signed: _Asn1) -> Iterator[_Asn1]:
    for choice in signed["certificates"] or ():
        if choice.name == "certificate":
            yield choice.chosen


def _maker(signer: _Asn1, certificates: list[_Asn1]) -> _Asn1:
    """Finds the certificate that the signer names."""
    named = signer["sid"]
    for certificate in certificates:
        if named.name == "issuer_and_serial_number":
            same = named.chosen["serial_number"].native == certificate.serial_number
            if same and named.chosen["issuer"] == certificate.issuer:
                return certificate
        elif certificate.key_identifier == named.chosen.native:
            return certificate
    return None


def _named(certificate: _Asn1) -> str:
    subject = certificate.subject.native
    name = subject.get("common_name") or subject.get("organization_name") or ""
    return str(name)


def _fits(imprint: _Asn1, digest: Digest) -> bool:
    return bool(
        imprint["hash_algorithm"]["algorithm"].native == "sha256"
        and imprint["hashed_message"].native.hex() == digest
    )


def _is_signed(signed: _Asn1, signer: _Asn1, certificate: _Asn1) -> bool:
    """Tells whether the certificate's key signed the token as it stands (RFC 5652, section 5.4)."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    algorithm = signer["digest_algorithm"]["algorithm"].native
    kinds = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
    if algorithm not in kinds:
        return False
    content = signed["encap_content_info"]["content"].contents
    told = [
        one["values"][0].native for one in signer["signed_attrs"] if one["type"].native == "message_digest"
    ]
    if told != [hashlib.new(algorithm, content).digest()]:
        return False
    attributes = signer["signed_attrs"].untag().dump()
    key = load_der_public_key(certificate.public_key.dump())
    signature, hashed = signer["signature"].native, kinds[algorithm]
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, attributes, padding.PKCS1v15(), hashed)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, attributes, ec.ECDSA(hashed))
        else:
            return False
    except InvalidSignature:
        return False
    return True
