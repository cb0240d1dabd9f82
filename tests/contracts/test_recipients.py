"""Every recipient's file says only what was read, where, and in words that the program knows."""

import dataclasses
import re
import string
import tomllib
from datetime import date
from pathlib import Path

import pytest

from dossier.model.facts import Dispute, Payment, Question
from dossier.model.span import Span
from dossier.recipients.conditions import CONDITIONS
from dossier.recipients.needs import load_needs
from dossier.recipients.profile import Colour, Form, Importance, Kind, Limited, load_profile, profile_ids
from dossier.recipients.source import Mark, Rule, load_sources
from dossier.texts.catalogue import Texts, language_codes

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
RULES = (
    *("order_rules", "conditions", "needs", "windows", "limits", "formats", "colours"),
    *("notices", "privacy_rules", "sending"),
)
FRENCH_HEADS = ("mediator", "conciliator", "court")
CLOSED_PLATFORM = re.compile(
    r"consumers/odr|\bRLL\b|règlement en ligne des litiges|online dispute resolution|\bODR\b", re.IGNORECASE
)
COUNTRY = re.compile("[A-Z]{2}")
QUESTIONS = {"answered-yes", "answered-no"}
COUNTRIES = {"consumer-country", "trader-country", "either-country", "delivered-in"}
KNOWN = {
    "payment-by": set(Payment),
    "dispute-among": set(Dispute),
    "dispute-not": set(Dispute),
}
ASKED_FOR = {
    *("ecc-fr", "ecc-be", "ecc-lu", "ecc-nl", "ecc-de", "ecc-ie", "ecc-at", "ecc-other", "mediator", "cmap"),
    *("fevad", "mtv", "cm2c", "cnpm", "sas-mediation", "anm", "ame", "smp", "energy-mediator-fr"),
    *("telecom-mediator-fr", "insurance-mediator-fr", "la-poste", "sncf", "fbf", "smc-be", "consumerconnect"),
    *("telecom-ombudsman-be", "energy-ombudsman-be", "cwape", "travel-disputes-be", "mediator-lu"),
    *("ufc-que-choisir", "clcv", "test-achats", "group-action", "legal-protection", "conciliator"),
    *("court-fr", "payment-order-fr", "small-claims-eu", "signalconso", "chargeback", "paypal"),
    *("chargeback-mastercard", "chargeback-visa", "chargeback-amex", "telerecours", "generic"),
}

PROFILES = [load_profile(one) for one in profile_ids()]
SOURCES = load_sources()
NEEDS = set(load_needs())
RUBRICS = {
    one["id"] for one in tomllib.loads((RESOURCES / "rubrics" / "standard.toml").read_text("utf-8"))["rubric"]
}
for_each = pytest.mark.parametrize("profile", PROFILES, ids=lambda one: one.id)


def rules_of(profile):
    return [(f"{name}[{at}]", one) for name in RULES for at, one in enumerate(_items(getattr(profile, name)))]


def named_sources(plain):
    """Yields every id under a key ``sources``, however deep."""
    if isinstance(plain, dict):
        yield from plain.get("sources", ())
        plain = list(plain.values())
    if isinstance(plain, list):
        for one in plain:
            yield from named_sources(one)


def test_the_recipients_that_were_asked_for_are_there_the_one_for_anybody_first():
    assert set(profile_ids()) == ASKED_FOR
    assert profile_ids()[0] == "generic"
    assert len(PROFILES) >= 40


def test_no_rule_of_a_profile_escapes_this_contract():
    typed = {
        field.name
        for field in dataclasses.fields(PROFILES[0])
        if any(isinstance(rule, Rule) for one in PROFILES for rule in _items(getattr(one, field.name)))
    }
    assert typed == set(RULES)


def _items(value):
    """Gives all rules, none where nothing was read."""
    return value if isinstance(value, tuple) else () if value is None else (value,)


@for_each
def test_every_rule_says_where_it_was_read(profile):
    wrong = [
        where for where, rule in rules_of(profile) if not rule.sources or set(rule.sources) - set(SOURCES)
    ]
    assert wrong == []


@for_each
def test_what_it_asks_of_order_form_names_and_privacy_has_its_rules(profile):
    own_order = profile.correspondence or profile.form is Form.SEPARATE or profile.file_names.pattern
    own_privacy = profile.wants or profile.forbids or profile.nameless
    # SignalConso takes files one by one: its limit on their number says so.
    assert not own_order or profile.order_rules or profile.limit(Limited.FILES)
    assert not own_privacy or profile.privacy_rules


@for_each
def test_it_has_a_name_and_a_sentence_in_every_language(profile):
    for language in language_codes():
        assert profile.names[language].strip()
        if profile.kind is not Kind.ANY:
            assert profile.about[language].endswith(".")
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", profile.id)
    assert profile.country == "" or COUNTRY.fullmatch(profile.country)
    assert all(re.fullmatch("[a-z]{2}", language) for language in profile.languages)


@for_each
def test_its_words_break_nowhere_before_high_punctuation_and_have_true_apostrophes(profile):
    for words in (profile.names["fr"], profile.about.get("fr", ""), profile.about.get("en", "")):
        assert not re.search(r"'|\d €", words)
    assert not re.search(r" [:;?!]", profile.names["fr"] + profile.about.get("fr", ""))


@for_each
def test_the_words_on_the_marks_end_with_the_number(profile):
    assert set(language_codes()) <= set(profile.piece_label)
    for words in profile.piece_label.values():
        assert words.endswith("{number}")
        assert words.count("{") == 1
        assert words.removesuffix("{number}").strip()


@for_each
def test_it_names_only_needs_checks_questions_and_spans_that_there_are(profile):
    assert {need.id for need in profile.needs} <= NEEDS
    for condition in profile.conditions:
        assert condition.check in CONDITIONS
        assert set(condition.values) <= KNOWN.get(condition.check, set(condition.values))
        if condition.check in QUESTIONS:
            assert len(condition.values) == 1
            assert set(condition.values) <= set(Question)
        if condition.check in COUNTRIES:
            assert condition.values
            assert all(COUNTRY.fullmatch(value) for value in condition.values)
        if condition.check == "claim-at-most":
            assert int(condition.values[0]) == 500_000
    for window in profile.windows:
        assert window.after or window.latest
        assert all(Span.read(span) for span in (window.after, window.latest) if span)


@for_each
def test_it_asks_for_nothing_twice(profile):
    for names in (
        [(need.id, dispute) for need in profile.needs for dispute in (need.disputes or tuple(Dispute))],
        [(condition.check, condition.values) for condition in profile.conditions],
        [notice.code for notice in profile.to_know],
    ):
        assert len(names) == len(set(names))


@for_each
def test_its_rubrics_and_its_file_names_can_be_made(profile):
    assert set(profile.correspondence) <= RUBRICS
    names = profile.file_names
    places = {place for _, place, _, _ in string.Formatter().parse(names.pattern) if place}
    assert places == ({"number", "title"} if names.pattern else set())
    if names.plain:
        literal = names.pattern.replace("{number}", "").replace("{title}", "")
        assert re.fullmatch(f"[A-Za-z0-9{re.escape(names.signs)}]*", literal)
        assert names.longest == profile.limit(Limited.NAME_CHARS)


@for_each
def test_its_limits_leave_room(profile):
    for limit in profile.limits:
        assert limit.value > 0
    if profile.formats is not None:
        assert "pdf" in profile.formats.suffixes  # What we make must be taken.
        assert all(re.fullmatch("[a-z0-9]+", suffix) for suffix in profile.formats.suffixes)
        assert len(set(profile.formats.suffixes)) == len(profile.formats.suffixes)
    if profile.colours is not None:
        assert profile.colour is not Colour.ANY  # A rule that asks for nothing is none.
    file_bytes, total_bytes = profile.limit(Limited.FILE_BYTES), profile.limit(Limited.TOTAL_BYTES)
    if file_bytes and total_bytes:
        assert file_bytes <= total_bytes


def test_formats_and_colour_are_those_that_were_read():
    formats = {one.id: set(one.formats.suffixes) for one in PROFILES if one.formats}
    assert formats == {
        "signalconso": {"jpg", "jpeg", "pdf", "png", "gif", "docx", "heic"},
        "chargeback-mastercard": {"jpeg", "tiff", "pdf"},
        "paypal": {"jpg", "jpeg", "gif", "png", "pdf"},
    }
    little = {one.id for one in PROFILES if one.colour is Colour.LITTLE}
    assert little == {"chargeback-mastercard", "chargeback-amex"}
    assert little == {one.id for one in PROFILES for told in one.to_know if told.code == "little-colour"}


@pytest.mark.parametrize("language", language_codes())
def test_every_way_and_notice_has_its_sentence_and_no_sentence_is_dead(language):
    keys = Texts(language).keys()
    codes = {f"notice_to.{one.code}" for profile in PROFILES for one in profile.to_know}
    ways = {f"way.{way}" for profile in PROFILES for one in profile.sending for way in one.ways}
    assert {key for key in keys if key.startswith(("notice_to.", "way."))} == codes | ways


def test_every_source_is_used_and_was_read():
    used = {
        one
        for path in RESOURCES.rglob("*.toml")
        if path.name != "sources.toml"
        for one in named_sources(tomllib.loads(path.read_text("utf-8")))
    }
    assert used == set(SOURCES)
    for source in SOURCES.values():
        assert source.name
        assert source.addresses
        assert source.read <= date(2026, 11, 21)


def test_every_shared_file_is_shared():
    names = {path.stem for path in (RESOURCES / "recipients" / "shared").iterdir()}
    files = (RESOURCES / "recipients").glob("*.toml")
    plain = [tomllib.loads(path.read_text("utf-8")) for path in files]
    assert {name for one in plain for name in one.get("shares", ())} == names


def test_the_closed_platform_is_named_nowhere():
    named = [
        path.name
        for path in RESOURCES.rglob("*.toml")
        if path.parent.name != "rubrics" and CLOSED_PLATFORM.search(path.read_text("utf-8"))
    ]
    assert named == []


def test_no_mediator_is_anybodys_by_our_own_word():
    """Who a trader's mediator is stands in its general terms: nothing opens one for everybody."""
    french = [one for one in PROFILES if one.kind is Kind.MEDIATOR and one.country == "FR"]
    unnamed = {one.id for one in french if all(rule.check != "mediator-is" for rule in one.conditions)}
    assert unnamed == {"mediator"}


def test_a_rule_that_was_not_verified_is_never_one_to_insist_on():
    insisting = [
        (profile.id, rule)
        for profile in PROFILES
        for rule in (*profile.windows, *profile.limits, *profile.needs)
        if rule.mark is Mark.NOT_VERIFIED and getattr(rule, "importance", None) is not Importance.SHOULD
    ]
    # Its two months are those of most mediators; the word "à vérifier" stands beside them.
    assert [(one, rule.after, rule.latest) for one, rule in insisting] == [
        ("insurance-mediator-fr", "P2M", "")
    ]


def test_french_courts_conciliator_and_mediators_speak_of_pieces():
    for profile in PROFILES:
        if profile.country == "FR" and profile.kind in FRENCH_HEADS and profile.id != "telerecours":
            assert profile.label("4", "fr") == "Pièce n° 4"
