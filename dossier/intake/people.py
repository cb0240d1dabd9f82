"""The people of a header line, whatever stands in it."""

import re
from email.utils import getaddresses
from typing import Final

_ADDRESS: Final = re.compile(r"[^\s<>()\[\]:;,\"@]{1,64}@[^\s<>()\[\]:;,\"@]{1,255}")


def people_in(*lines: str) -> list[tuple[str, str]]:
    """Gives names and addresses (RFC 5322, 3.4), each "" where it is missing.

    Comments in comments and groups in groups, thousands deep, are nobody's header: the standard library
    falls over them, and only the addresses are found then.
    """
    try:
        return getaddresses(lines)
    except RecursionError:
        return [("", address) for line in lines for address in _ADDRESS.findall(line)]
