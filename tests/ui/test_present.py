"""The model in the words of the window."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from dossier.model.commands.done import Act
from dossier.model.finding import warning
from dossier.model.moment import UNKNOWN, Moment, Precision, Source, month
from dossier.texts.catalogue import Texts, language_codes
from tests.contracts.test_languages import uttered
from tests.support.dossiers import PARIS, instant, on
from ui.present import act, finding_action, span, sureness, when, when_source
from ui.theme import Tone

FRENCH, ENGLISH = Texts("fr"), Texts("en")
JUNE = month(2026, 6, source=Source.PAGE_TEXT, evidence="")
YEAR = Moment(precision=Precision.YEAR, at=datetime(2026, 1, 1), until=datetime(2026, 12, 31))
OF_THE_EXPORT = {
    "cut-into-volumes",
    "description-too-long",
    "file-over-pages",
    "file-over-size",
    "files-over-size",
    "detail-inside",
    "files-too-many",
    "format-not-taken",
    "mediation-step-tells",
    "name-in-file-name",
    "name-inside",
    "name-not-taken",
    "name-on-our-pages",
    "original-not-carried",
    "pdfa-not-colour",
    "pdfa-not-drawing",
    "pdfa-not-font",
    "pdfa-not-glyph",
    "pdfa-not-picture",
    "pdfa-not-unsure",
    "pdfa-yes",
    "photos-capped",
    "photos-not-reduced",
    "photos-reduced",
    "pieces-joined",
    "sheet-not-reduced",
}
NOTHING_HELPS = OF_THE_EXPORT | {
    "nothing-new",
    "nothing-sent-yet",
    "old-files-stay",
    "actions-removed",
    "already-there",
    "annotations-hidden",
    "archive-opened",
    "blank-page",
    "chat-gps",
    "chat-media-missing",
    "chat-not-all",
    "chat-apart",
    "chat-several",
    "chat-unsent",
    "chat-with-media",
    "fields-drawn",
    "film-removed",
    "form-flattened",
    "gps-removed",
    "held-back",
    "hidden-layers",
    "invoice-data",
    "links-removed",
    "macros-never-run",
    "mail-broken",
    "mail-header-twice",
    "mail-signed",
    "mailbox-deleted",
    "mailbox-opened",
    "mails-inside-rewritten",
    "media-owner",
    "media-place",
    "media-removed",
    "not-read-yet",
    "not-searchable",
    "office-failed",
    "office-missing",
    "opened-with-password",
    "pipe-skipped",
    "socket-skipped",
    "device-skipped",
    "own-annex",
    "owner-removed",
    "page-with-folder",
    "pages-chosen",
    "pages-not-read",
    "pdf-attachments",
    "pdf-portfolio",
    "picture-colours-converted",
    "picture-data-removed",
    "picture-moving",
    "picture-not-read",
    "picture-reduced",
    "picture-series",
    "picture-sliced",
    "print-cut",
    "printer-missing",
    "printer-root",
    "re-rendered",
    "read-in-part",
    "remote-pictures",
    "repeat",
    "repeat-of-attachment",
    "seal-in-original",
    "search-cut",
    "signed",
    "slides-noted",
    "system-files-skipped",
    "terms-after-contract",
    "terms-after-order",
    "terms-saved-after-contract",
    "terms-saved-after-order",
    "text-cut",
    "web-as-text",
}
"""Remarks that only tell; a missing printer is mended outside the window."""


@pytest.mark.parametrize(
    ("moment", "french", "english"),
    [
        (UNKNOWN, "sans date", "undated"),
        (on(6, 10), "mer. 10 juin 2026", "Wed 10 June 2026"),
        (on(4, 1), "mer. 1er avril 2026", "Wed 1 April 2026"),
        (instant("2026-06-10T19:12:08+02:00"), "mer. 10 juin 2026, 19:12", "Wed 10 June 2026, 19:12"),
        (
            instant("2026-06-23T15:20:00-07:00"),
            "mer. 24 juin 2026, 00:20 (23 juin, 15:20 chez l’expéditeur)",
            "Wed 24 June 2026, 00:20 (23 June, 15:20 for the sender)",
        ),
        (
            instant("2026-06-10T15:20:00+01:00"),
            "mer. 10 juin 2026, 16:20 (15:20 chez l’expéditeur)",
            "Wed 10 June 2026, 16:20 (15:20 for the sender)",
        ),
        (instant("2026-06-10T15:20:00+00:00"), "mer. 10 juin 2026, 17:20", "Wed 10 June 2026, 17:20"),
        (JUNE, "juin 2026", "June 2026"),
        (YEAR, "2026", "2026"),
        (replace(on(6, 10), precision=Precision.ABOUT), "vers le 10 juin 2026", "about 10 June 2026"),
        (replace(JUNE, precision=Precision.ABOUT), "vers juin 2026", "about June 2026"),
        (replace(YEAR, precision=Precision.ABOUT), "vers 2026", "about 2026"),
        (
            Moment(precision=Precision.RANGE, at=datetime(2026, 5, 12), until=datetime(2026, 5, 12)),
            "le 12 mai 2026",
            "12 May 2026",
        ),
    ],
)
def test_when(moment, french, english):
    assert (when(FRENCH, moment, PARIS), when(ENGLISH, moment, PARIS)) == (french, english)


def test_only_a_mails_own_clock_is_the_senders():
    taken = replace(instant("2026-06-10T15:20:00+01:00"), source=Source.EXIF)
    assert when(FRENCH, taken, PARIS) == "mer. 10 juin 2026, 16:20 (15:20 sur l’appareil)"
    assert when(ENGLISH, taken, PARIS) == "Wed 10 June 2026, 16:20 (15:20 on the device)"
    assert when(FRENCH, taken, ZoneInfo("Atlantic/Canary"), spoken=True) == "mercredi 10 juin 2026, 15:20"
    late = replace(instant("2026-05-16T22:40:00+00:00"), source=Source.EXIF)  # a camera's zero is a place
    assert when(FRENCH, late, PARIS) == "dim. 17 mai 2026, 00:40 (16 mai, 22:40 sur l’appareil)"
    saved = replace(instant("2026-06-10T15:20:00+01:00"), source=Source.WEB_CAPTURE)
    assert when(FRENCH, saved, PARIS) == "mer. 10 juin 2026, 16:20"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 6, 8), date(2026, 6, 24), "du 8 au 24 juin 2026"),
        (date(2026, 6, 1), date(2026, 7, 3), "du 1er juin au 3 juillet 2026"),
        (date(2025, 12, 30), date(2026, 1, 1), "du 30 décembre 2025 au 1er janvier 2026"),
    ],
)
def test_spans_name_month_and_year_once(first, last, words):
    assert span(FRENCH, first, last) == words


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["fr", "en"])
@pytest.mark.parametrize("source", Source)
def test_every_source_has_a_sentence_that_quotes_the_words(texts, source):
    bare = when_source(texts, replace(on(6, 10), source=source))
    quoted = when_source(texts, replace(on(6, 10), source=source, evidence="Paris, le 10 juin"))
    assert bare
    assert bare not in quoted or quoted != bare
    assert "Paris, le 10 juin" in quoted
    assert when_source(texts, UNKNOWN) == ""


def test_a_date_is_sure_to_be_looked_at_or_missing():
    tones = {source: sureness(FRENCH, replace(on(6, 10), source=source)).tone for source in Source}
    sure = {source for source, tone in tones.items() if tone is Tone.GOOD}
    assert sure == {Source.USER, Source.MAIL_DATE, Source.CHAT, Source.WEB_CAPTURE, Source.EXIF}
    assert {tone for source, tone in tones.items() if source not in sure} == {Tone.LOOK}
    assert {sureness(FRENCH, replace(on(6, 10), source=one), doubted=True).tone for one in sure} == {
        Tone.LOOK
    }
    assert sureness(FRENCH, UNKNOWN).tone is Tone.MISSING
    assert sureness(FRENCH, replace(on(6, 10), precision=Precision.ABOUT)).text == "approximative"


def test_acts_are_named_in_the_persons_words():
    assert act(FRENCH, Act(code="place", params={"n": 2})) == "déplacer 2 pièces"
    undone = Act(code="undo", params={"act": "place", "n": 2})
    assert act(FRENCH, undone) == "annuler\xa0: déplacer 2 pièces"
    assert act(ENGLISH, replace(undone, code="redo")).startswith("redo: ")
    assert act(FRENCH, Act(code="new"))
    assert "2026-06-10x" in act(FRENCH, Act(code="set-title", params={"title": "2026-06-10x"}))
    assert "10/06/2026" in act(FRENCH, Act(code="set-title", params={"title": "2026-06-10"}))
    assert "abcdefghij" in act(FRENCH, Act(code="set-title", params={"title": "abcdefghij"}))


@pytest.fixture(scope="module")
def codes():
    """Lists the codes of remarks: the catalogue's, and refusals that stop one file only."""
    keys = FRENCH.keys()
    named = {key.removeprefix("finding.") for key in keys if key.startswith("finding.")}
    files = ("dossier/intake", "dossier/press", "dossier/workers")
    stops = {code for where, section, code, _ in uttered() if section == "error" and where.startswith(files)}
    ours = {"malformed", "cancelled", "fault", "unknown-zone", "sheet-malformed"}
    places = {"disk-full", "cannot-write", "too-many-files", "scratch-full", "not-a-file"}
    return named | (stops - ours - places)


def test_every_remark_has_an_act_that_helps_or_is_known_to_need_none(codes):
    helped = {code for code in codes if finding_action(warning(code))}
    assert helped.isdisjoint(NOTHING_HELPS)
    assert codes - helped - NOTHING_HELPS == set()
    assert NOTHING_HELPS - codes <= {"printer-missing", "printer-root"}, "of a printer, not of a file"


@pytest.mark.parametrize("language", language_codes())
def test_every_act_that_helps_has_a_word(codes, language):
    for code in codes:
        action = finding_action(warning(code))
        assert not action or Texts(language).say(f"window.do_{action}")
