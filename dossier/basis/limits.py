"""Every cap in one table, each with its reason.

Sources of the measurements: our own runs on thousands of real and damaged files.
"""

from typing import Final

MIB: Final = 1024 * 1024

# Taking in ------------------------------------------------------------------------------------
READ_SECONDS: Final = 20.0
"""Seconds for one file's reader; honest files need under 8 s on a loaded machine."""

READ_SECONDS_PER_MIB: Final = 1.0
"""Seconds added for each MiB of the file, so that a long film or scan is not called a hang."""

FILE_BYTES: Final = 2048 * MIB
"""Bytes of one original; larger ones cannot be sent to anybody and are refused with a sentence."""

FILES: Final = 5000
"""Files in one build; more is a whole disk dropped by mistake."""

ARCHIVE_RATIO: Final = 200
"""Unpacked size over packed size; zip bombs start far above, honest text stays below 50."""

ARCHIVE_MEMBERS: Final = 5000
"""Members of one archive."""

ATTACHMENTS: Final = 500
"""Attachments of one mail; more parts make the standard parser quadratic."""

NESTING: Final = 3
"""Depth of mails in mails and archives in archives that is opened."""

TEXT_CHARS: Final = 400_000
"""Characters of a piece's text kept for dates, sorting and search."""

# Archives and mailboxes ----------------------------------------------------------------------
ARCHIVE_SMALL_BYTES: Final = 16 * MIB
"""Unpacked size under which no ratio matters: a blank picture shrinks a thousand times."""

ARCHIVE_INSIDE_BYTES: Final = 256 * MIB
"""Bytes unpacked from one archive of a mail: mails above 50 MB are not delivered."""

ARCHIVE_LOCKED_BYTES: Final = 64 * MIB
"""Bytes that are unlocked from one ZIP: the standard library manages one MiB in a second."""

UNLOCKING_SECONDS_PER_MIB: Final = 3.0
"""Seconds added for each MiB of an archive when passwords are tried on it."""

ARCHIVES_OPENED: Final = 500
"""Archives opened in one; a backup of invoices has dozens."""

ARCHIVES_CLOSED: Final = 50
"""Archives in one that stay closed; more is a maze, and a page for each would bury the proofs."""

TAR_AROUND_BYTES: Final = 64 * MIB
"""Bytes of headers, long names and filling around the members of a TAR."""

TAR_ENTRIES: Final = 50_000
"""Entries of a TAR that are looked at, folders and links with them."""

MAILBOX_MAILS: Final = 2000
"""Mails of one mailbox that are taken; a mailbox with more is a whole life."""

MAILBOX_MAIL_BYTES: Final = 256 * MIB
"""Bytes of one mail of a mailbox; mails above 50 MB are not delivered."""

MAILBOX_HEADER_BYTES: Final = 4 * MIB
"""Bytes of the header of one mail of a mailbox."""

# Mails, papers, pictures, pages ---------------------------------------------------------------
CHAT_PICTURES_COMPARED: Final = 400
"""Pictures of new conversations that are compared with single ones; of thousands, nearly all tell nothing."""

CHAT_PIECES: Final = 50
"""Conversations of one file that become a piece each; a telephone with more is a whole life."""

MAIL_PARTS: Final = 6000
"""Parts of one mail that are looked at."""

MAIL_LEVELS: Final = 100
"""Levels of parts in parts; mails that people send have under ten."""

PDF_FILES_BYTES: Final = 512 * MIB
"""Unpacked bytes of all files of one PDF: they are held one by one, in a worker's memory."""

TIFF_PAGES: Final = 500
"""Pages of one TIFF; a whole binder scanned at once has fewer."""

SVG_BYTES: Final = 20 * MIB
"""Bytes of one drawing; those with more are data, not drawings."""

PAGE_INSIDE_BYTES: Final = 64 * MIB
"""Bytes that are put inside one page: the same picture may be referred to ten thousand times."""

WARC_KEPT_BYTES: Final = 512 * MIB
"""Bytes of answers of one record of the web that are kept aside while the page is made."""

WARC_BLOCK_BYTES: Final = 64 * MIB
"""Bytes of one of its records that are read; films are passed over."""

WARC_BODY_BYTES: Final = 64 * MIB
"""Bytes of one of its answers that are unpacked; larger ones are no parts of a page."""

ANNEX_END_BYTES: Final = 8 * MIB
"""How far from an annex's end its mark may stand: behind it are only the file's own tables."""

# Office documents -----------------------------------------------------------------------------
OFFICE_XML_BYTES: Final = 96 * MIB
"""Bytes of XML that are read of one document: a sheet of a million cells takes 40."""

OFFICE_TOKENS: Final = 2_400_000
"""Tags and texts that are read of one document, some 4 s; few bytes can hold very many."""

OFFICE_PICTURE_BYTES: Final = 64 * MIB
"""Unpacked bytes of one picture of a document."""

OFFICE_PICTURES_BYTES: Final = 512 * MIB
"""Unpacked bytes of all pictures of a document."""

OFFICE_STRINGS_CHARS: Final = 32_000_000
"""Characters of the texts that the cells of a workbook share."""

CSV_BYTES: Final = 16 * MIB
"""Bytes of a file of values that are read: 5,000 rows are shown of it."""

RTF_BYTES: Final = 32 * MIB
"""Bytes of a rich text that are read; its pictures are written in figures."""

RTF_PACKED_BYTES: Final = MIB
"""Packed bytes of a mail's rich text that are unpacked: more is pictures, and takes too long."""

RTF_TOKENS: Final = 300_000
"""Tokens of one rich text that are read: a letter of a hundred pages has a third of them."""

# Drawing --------------------------------------------------------------------------------------
IMAGE_PIXELS: Final = 300_000_000
"""Pixels decoded at most; 200-megapixel phones exist, decompression bombs start above."""

PDF_PAGES: Final = 2000
"""Pages of one PDF; longer ones are cut and said to be."""

PDF_PAGE_BYTES: Final = 64 * MIB
"""Bytes of one page's unpacked content whose words are read; a bomb of 1 GB makes pdfium abort."""

PDF_PAGES_LOOKED_AT: Final = 5
"""First pages of a PDF that are drawn to know which of their words a reader sees: some 15 ms each."""

PDF_OBJECTS_LOOKED_AT: Final = 20_000
"""Objects of a page that is drawn only for that; a map of more would cost seconds."""

PDF_PIXELS_LOOKED_AT: Final = 40_000_000
"""Pixels of the pictures of such a page; unpacked they are 120 MB."""

FLOW_PAGES: Final = 1000
"""Pages of one text, list or chat that we lay out; more is a log, and takes too long to be laid out."""

FLOW_PAGE_BYTES: Final = 2000
"""Bytes of a text, list or chat that fill a page, about: from them is known how long it may take."""

START_SECONDS: Final = 30.0
"""Seconds to start a worker or to import a job's module; a cold disk takes ten of them."""

SHEET_SECONDS: Final = 40.0
"""Seconds for one piece's sheet, before the pages count."""

SHEET_SECONDS_PER_PAGE: Final = 0.5
"""Seconds added for each page of a sheet: two drawings of it are compared."""

EXAMINE_SECONDS: Final = 20.0
"""Seconds to look in one sheet for what stands in the way of PDF/A, before its size counts."""

EXAMINE_SECONDS_PER_MIB: Final = 1.0
"""Seconds added for each MiB of the sheet."""

VERIFY_SECONDS: Final = 300.0
"""Seconds to hold a finished annex against itself; 2,000 pages need about 60."""

INSIDE_SECONDS: Final = 60.0
"""Seconds to look for the files inside one original: the largest archive is unpacked for it."""

STAMP_SECONDS: Final = 20.0
"""Seconds to read one answer of a time stamp; its chain of certificates is short."""

PRINTER_START_SECONDS: Final = 60.0
"""Seconds for the web engine to start: 200 MB of libraries are read from a cold disk."""

PRINT_SECONDS: Final = 20.0
"""Seconds for the web engine to print one page; 60,000 nested boxes never end."""

OFFICE_SECONDS: Final = 60.0
"""Seconds for LibreOffice to print one document: a cold start took 8, the longest honest one 20."""

OFFICE_SECONDS_PER_MIB: Final = 5.0
"""Seconds added for each MiB of the document."""

PRINT_PAGES: Final = 400
"""Pages of one printed web page; endless pages are cut."""

PRINT_BYTES: Final = 1024 * MIB
"""Bytes of one file that the web engine or LibreOffice writes; an honest print has some hundred."""

WORKER_MEMORY_BYTES: Final = 1024 * MIB
"""Memory a worker may take above what it has at its start (RLIMIT_AS, or the watched memory)."""

WORKER_OUTPUT_BYTES: Final = 2 * FILE_BYTES + 512 * MIB
"""Bytes a worker may write for one job: the largest member of an archive is unpacked, and then kept."""

WORKER_OPEN_FILES: Final = 1024
"""Files a worker may hold open; an annex of 500 sheets needs as many, and the system has an end."""

MESSAGE_BYTES: Final = 64 * MIB
"""Bytes of one answer of a worker; files travel by path, so that the longest honest one is a few MiB."""

PRINTER_MEMORY_BYTES: Final = 2048 * MIB
"""Watched memory of the web printer's whole process tree; an ordinary mail takes 600 MB."""

RECOGNISE_SECONDS: Final = 60.0
"""Seconds to read the words of one page; a dense one takes 5, and three times that on a busy machine."""

RECOGNISED_PAGES: Final = 60
"""Pages without text of one PDF whose words are recognised; more would take a quarter of an hour."""

# Making an annex fit --------------------------------------------------------------------------
FIT_PHOTO_BYTES: Final = 24_000
"""Bytes under which a picture is left alone: a logo, an icon; nothing is won there."""

FIT_PIXELS: Final = 100_000_000
"""Pixels of a picture coded without loss that is made smaller; unpacked, more takes the worker's memory."""

FIT_PLACEMENTS: Final = 50_000
"""Drawings that are followed through one sheet to see how large its pictures stand; then none is changed."""

FIT_KEPT_BYTES: Final = 1024 * MIB
"""Bytes of decoded photos kept on disk while an annex is fitted; beyond, each is decoded again: 0.1 s."""

FIT_SECONDS_PER_MB: Final = 3.0
"""Seconds added for each megabyte of a sheet's photos: 0.3 s on a quiet machine, decoding and sampling."""

# Keeping ------------------------------------------------------------------------------------
KEPT_SHEETS_BYTES: Final = 1024 * MIB
"""Bytes of finished sheets kept for the next export; five hundred pieces with photographs take that."""

KEPT_LOOKS_BYTES: Final = 256 * MIB
"""Bytes of pictures kept for the window: some hundred large pages and all thumbnails."""

LOOK_SECONDS: Final = 20.0
"""Seconds to draw one page for the window; an honest page of a large plan takes 3."""
