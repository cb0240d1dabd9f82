"""Writes the README's list of formats from the table of readers, so that it never says less or more.

    python -m tests.support.readme_formats

renews what stands between the two marks; a contract test compares it.
"""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath
from typing import Final

from dossier.intake.reader import Format, Shown, reader_table
from dossier.intake.sniff import UNKNOWN
from dossier.model.piece import FileKind
from dossier.texts.catalogue import Texts
from tests.support.formats import FORMATS

README: Final = Path(__file__).resolve().parents[2] / "README.md"
BEGIN: Final = "<!-- formats: python -m tests.support.readme_formats -->"
END: Final = "<!-- /formats -->"

GROUPS: Final = (
    ("Courriels", (FileKind.EMAIL,)),
    ("Conversations", (FileKind.CHAT,)),
    ("Pages web", (FileKind.WEB,)),
    ("Images", (FileKind.IMAGE,)),
    ("PDF", (FileKind.PDF,)),
    ("Bureautique et textes", (FileKind.OFFICE, FileKind.TEXT)),
    ("Sons et vidéos", (FileKind.MEDIA,)),
    ("Archives et autres", (FileKind.OTHER,)),
)
"""Every kind stands in one group; the order is that of the list."""

_EXPORTED: Final = frozenset({FileKind.CHAT, FileKind.TEXT})
"""Kinds whose files end as many others do; only their content tells them."""

HOW: Final = (
    (Shown.WHOLE, "montré en entier"),
    (Shown.PRINTED, "mis en page par LibreOffice s’il est installé, sinon le contenu sans la mise en page"),
    (Shown.PRINTED_ONLY, "mis en page par LibreOffice s’il est installé, sinon une page en tient lieu"),
    (Shown.OPENED, "ouvert : chaque fichier qu’il contient est pris pour lui-même"),
    (Shown.BESIDE, "une page le décrit, le fichier est joint à côté de l’annexe"),
    (Shown.PAGE, "gardé ; une page en tient lieu et dit ce qui aide"),
)


def section(table: Sequence[Format], texts: Texts) -> str:
    """Writes the list: a table row for each group and each way to be shown."""
    rows = [BEGIN, "", "| genre | formats | dans l’annexe |", "|---|---|---|"]
    for title, kinds in GROUPS:
        for shown, how in HOW:
            names = [_name(line, texts) for line in table if line.kind in kinds and line.shown is shown]
            if names:
                rows.append(f"| {title} | {' ; '.join(names)} | {how} |")
                title = ""
    return "\n".join((*rows, "", END))


def _name(line: Format, texts: Texts) -> str:
    name = texts.say(f"format.{line.key}")
    if line.key == UNKNOWN:
        return f"tout autre fichier ({name})"
    # Where no ending promises the format, that of the sample says how exports are called.
    usual = (PurePath(FORMATS[line.key].name).suffix[1:],) if line.kind in _EXPORTED else ()
    return " ".join((name, ", ".join(f"`.{suffix}`" for suffix in line.suffixes or usual))).strip()


def with_section(readme: str, table: Iterable[Format], texts: Texts) -> str:
    """Gives the README with the list renewed.

    Raises:
        ValueError: One of the marks is missing.
    """
    begin, end = readme.index(BEGIN), readme.index(END) + len(END)
    return readme[:begin] + section(tuple(table), texts) + readme[end:]


def main() -> int:
    """Renews the list in place."""
    README.write_text(with_section(README.read_text("utf-8"), reader_table(), Texts("fr")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
