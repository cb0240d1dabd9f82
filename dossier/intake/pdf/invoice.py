"""The invoice for machines that lies inside many PDF invoices (Factur-X, ZUGFeRD), or comes by itself."""

from dataclasses import replace

from dossier.intake.pdf.files import OF_HYBRIDS
from dossier.intake.read_text import read_text
from dossier.intake.reader import Source
from dossier.model.draft import Draft
from dossier.model.finding import note
from dossier.model.piece import FileKind, State


def read_invoice_data(source: Source) -> Draft:
    """Reads an invoice in XML.

    Inside a PDF it says again, for programs, what the PDF shows: it is kept and left out, and that is
    said. One that comes by itself is all there is of the invoice, and is shown as the text it is.

    Raises:
        OSError: It cannot be read.
    """
    if source.depth and source.name.lower() in OF_HYBRIDS:
        told = note("invoice-data", file=source.name)
        return Draft(kind=FileKind.TEXT, state=State.LEFT_OUT, findings=(told,))
    return replace(read_text(source), subject="")  # its first line names no more than XML
