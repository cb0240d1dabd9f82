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

# Drawing --------------------------------------------------------------------------------------
IMAGE_PIXELS: Final = 300_000_000
"""Pixels decoded at most; 200-megapixel phones exist, decompression bombs start above."""

PDF_PAGES: Final = 2000
"""Pages of one PDF; longer ones are cut and said to be."""

SHEET_SECONDS: Final = 40.0
"""Seconds for one piece's sheet, before the pages count."""

SHEET_SECONDS_PER_PAGE: Final = 0.5
"""Seconds added for each page of a sheet: two drawings of it are compared."""

VERIFY_SECONDS: Final = 300.0
"""Seconds to hold a finished annex against itself; 2,000 pages need about 60."""

PRINT_SECONDS: Final = 20.0
"""Seconds for the web engine to print one page; 60,000 nested boxes never end."""

PRINT_PAGES: Final = 400
"""Pages of one printed web page; endless pages are cut."""

WORKER_MEMORY_BYTES: Final = 1024 * MIB
"""Memory a worker may take above what it has at its start (RLIMIT_AS, or the watched memory)."""

PRINTER_MEMORY_BYTES: Final = 2048 * MIB
"""Watched memory of the web printer's whole process tree; an ordinary mail takes 600 MB."""

# Keeping ------------------------------------------------------------------------------------
KEPT_SHEETS_BYTES: Final = 1024 * MIB
"""Bytes of finished sheets kept for the next export; five hundred pieces with photographs take that."""

KEPT_LOOKS_BYTES: Final = 256 * MIB
"""Bytes of pictures kept for the window: some hundred large pages and all thumbnails."""

LOOK_SECONDS: Final = 20.0
"""Seconds to draw one page for the window; an honest page of a large plan takes 3."""
