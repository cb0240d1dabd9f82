"""A profile is read from its file, with the rules it shares, and answers for its recipient."""

import pytest

from dossier.basis.errors import DossierError, UsageError
from dossier.model.arrangement import Arrangement, OrderBy
from dossier.model.facts import Milestone
from dossier.model.piece import Private
from dossier.model.rounds import Scope
from dossier.recipients.profile import Form, Importance, Limited, load_profile, profile_ids
from dossier.recipients.source import Mark, load_sources
from dossier.texts.catalogue import Texts

HEAD = 'names = { fr = "Essai" }\npiece_label = { fr = "Pièce n° {number}" }\n'

NOTICE = 'notices = [{ code = "x", sources = ["S2"], mark = "V2" }]\n'


def written(folder, **files):
    for name, body in files.items():
        path = folder / f"{name.replace('__', '/')}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(body, "utf-8")
    return folder


def need(name, importance="must"):
    return f'{{ id = "{name}", importance = "{importance}", sources = ["S1"], mark = "V" }}'


def needs_of(profile):
    return [(one.id, one.importance) for one in profile.needs]


def test_a_profile_stands_before_the_rules_that_it_shares(tmp_path):
    folder = written(
        tmp_path,
        trial=f'shares = ["law", "more"]\nneeds = [{need("order")}]\n{HEAD}',
        shared__law=f"needs = [{need('payment')}]\n{NOTICE}",
        shared__more=f"needs = [{need('terms')}]",
    )
    profile = load_profile("trial", folder=folder)
    assert [one.id for one in profile.needs] == ["order", "payment", "terms"]
    assert [(one.code, one.sources, one.mark) for one in profile.notices] == [
        ("x", ("S2",), Mark.SECOND_HAND)
    ]


def test_a_need_of_its_own_takes_the_place_of_the_shared_one(tmp_path):
    folder = written(
        tmp_path,
        trial=f'shares = ["law"]\nneeds = [{need("order")}]\n{HEAD}',
        shared__law=f"needs = [{need('order', 'should')}, {need('terms', 'should')}]",
    )
    assert needs_of(load_profile("trial", folder=folder)) == [
        ("order", Importance.MUST),
        ("terms", Importance.SHOULD),
    ]


def test_two_profiles_share_the_same_rules_and_nothing_of_each_other(tmp_path):
    folder = written(
        tmp_path,
        one=f'shares = ["law"]\nneeds = [{need("order")}]\n{HEAD}',
        other=f'shares = ["law"]\n{HEAD}',
        shared__law=f"needs = [{need('terms')}]",
    )
    load_profile("one", folder=folder)
    assert needs_of(load_profile("other", folder=folder)) == [("terms", Importance.MUST)]


def test_shared_rules_are_no_recipient(tmp_path):
    folder = written(tmp_path, trial=HEAD, shared__law=f"needs = [{need('terms')}]")
    assert profile_ids(folder) == ("trial",)
    with pytest.raises(UsageError, match="unknown-recipient"):
        load_profile("shared/law", folder=folder)


def test_the_one_for_anybody_comes_first(tmp_path):
    assert profile_ids(written(tmp_path, alpha=HEAD, generic=HEAD, zeta=HEAD)) == ("generic", "alpha", "zeta")


@pytest.mark.parametrize("wanted", ["nobody", "", "../generic", "GENERIC"])
def test_an_unknown_recipient_is_refused_with_those_that_there_are(wanted):
    with pytest.raises(UsageError) as caught:
        load_profile(wanted)
    assert caught.value.code == "unknown-recipient"
    assert "cmap" in str(caught.value.params["known"]).split(", ")


@pytest.mark.parametrize(
    "body",
    [
        f'kind = "oracle"\n{HEAD}',
        f'colour = "red"\n{HEAD}',
        f'needs = [{{ id = "order", mark = "V" }}]\n{HEAD}',
        f'needs = [{{ id = "order", sources = ["S1"], mark = "sure" }}]\n{HEAD}',
        f'limits = [{{ on = "weight", value = 3, sources = ["S1"], mark = "V" }}]\n{HEAD}',
        'names = { fr = "Essai" }',
    ],
    ids=["kind", "unknown-key", "no-source", "mark", "limit", "no-label"],
)
def test_a_profile_that_does_not_say_what_it_must_is_refused(tmp_path, body):
    with pytest.raises(DossierError) as caught:
        load_profile("trial", folder=written(tmp_path, trial=body))
    assert caught.value.code == "malformed"


def test_a_limit_is_the_strictest_of_its_kind(tmp_path):
    limits = ", ".join(
        f'{{ on = "file-bytes", value = {value}, sources = ["S1"], mark = "V" }}'
        for value in (7_000, 5_000, 9_000)
    )
    profile = load_profile("trial", folder=written(tmp_path, trial=f"limits = [{limits}]\n{HEAD}"))
    assert profile.limit(Limited.FILE_BYTES) == 5_000
    assert profile.limit(Limited.FILES) is None


def test_names_and_labels_fall_back_to_french():
    belgian = load_profile("ecc-be")
    assert belgian.label("4.1", "nl") == "Bijlage 4.1"
    assert belgian.label("4", "it") == "Annexe 4"
    assert belgian.name("nl") == "Europees Centrum voor de Consument België"
    assert belgian.name("it") == belgian.names["fr"]


def test_the_belgian_centre_wants_one_run_of_letters_and_the_account():
    belgian = load_profile("ecc-be")
    assert belgian.arrangement(Scope.NEW) == Arrangement(
        by=OrderBy.RUBRIC,
        correspondence=("correspondence", "complaint", "amicable"),
        recipient="ecc-be",
        scope=Scope.NEW,
    )
    assert belgian.wants == ("iban",)
    assert [one.address for one in belgian.sending if one.reply] == ["ECCNET-BE@ec.europa.eu"]


def test_the_french_centre_waits_three_weeks_whatever_the_trader_answers():
    (window,) = load_profile("ecc-fr").windows
    assert (window.milestone, window.after, window.latest) == (Milestone.COMPLAINT, "P3W", "")
    assert not window.answer_ends


@pytest.mark.parametrize(
    ("recipient", "after"),
    [("mediator", "P2M"), ("cmap", "P1M"), ("sncf", "P1M"), ("mtv", "P2M"), ("fevad", "")],
)
def test_french_mediators_wait_each_their_time_and_close_a_year_after_the_complaint(recipient, after):
    windows = load_profile(recipient).windows
    assert {window.milestone for window in windows} == {Milestone.COMPLAINT}
    assert {window.latest for window in windows} - {""} == {"P1Y"}
    assert next((window.after for window in windows if window.after), "") == after


def test_signalconso_gets_files_without_name_bank_or_medical_data():
    authority = load_profile("signalconso")
    assert authority.form is Form.SEPARATE
    assert authority.nameless
    assert set(authority.forbids) == {Private.BANK, Private.MEDICAL}
    limits = (Limited.FILE_BYTES, Limited.FILES, Limited.DESCRIPTION_CHARS)
    assert [authority.limit(one) for one in limits] == [5_000_000, 12, 5_000]


def test_the_strict_conventions_name_files_by_number():
    court, scheme = load_profile("telerecours"), load_profile("chargeback-mastercard")
    assert court.file_names.pattern.format(number=4, title="facture") == "PJ4_facture"
    assert court.label("4", "fr") == "PJ 4"
    assert (court.file_names.longest, court.file_names.signs) == (80, "-_")
    assert (scheme.file_names.longest, scheme.file_names.signs) == (16, "")


def test_sources_say_whose_page_it_is_and_when_it_was_read():
    sources = load_sources()
    assert all(source.id == key for key, source in sources.items())
    assert sources["S22"].addresses[0].startswith("https://www.legifrance.gouv.fr/")
    assert len(sources["S3"].addresses) == 2


def test_only_the_two_centres_whose_pages_say_so_want_one_run_of_letters():
    runs = {one for one in profile_ids() if load_profile(one).correspondence}
    assert runs == {"ecc-at", "ecc-be"}


def test_the_associations_ask_for_the_same():
    consumers, families = load_profile("ufc-que-choisir"), load_profile("clcv")
    for rules in ("needs", "notices", "order_rules"):
        assert getattr(consumers, rules) == getattr(families, rules) != ()


def test_a_german_centre_asks_for_nothing_that_an_austrian_page_says():
    said = load_profile("ecc-de")
    rules = (*said.conditions, *said.needs, *said.notices, *said.sending)
    assert not {"S13", "S15", "S16", "S17"} & {source for rule in rules for source in rule.sources}


def test_a_kind_of_file_is_taken_however_its_suffix_is_spelt_and_any_where_nothing_was_read():
    card, signal = load_profile("chargeback-mastercard"), load_profile("signalconso")
    assert [card.takes(suffix) for suffix in (".PDF", ".jpg", ".tif", ".png", "")] == [True] * 3 + [False] * 2
    assert not signal.takes(".mp3")
    assert load_profile("generic").takes(".mp3")


def test_little_colour_is_told_from_where_it_was_read():
    card = load_profile("chargeback-amex")
    assert card.notices + card.to_know[-1:] == card.to_know
    told = card.to_know[-1]
    assert (told.code, told.sources, told.mark) == ("little-colour", ("S118",), Mark.SECOND_HAND)


def test_where_to_send_is_said_where_it_was_read():
    def addresses(recipient):
        return [one.address for one in load_profile(recipient).sending]

    assert addresses("signalconso") == ["http://signal.conso.gouv.fr/en/litige"]
    assert all("" not in addresses(one) for one in ("cm2c", "fevad", "mtv", "fbf", "smc-be", "test-achats"))


FORMATS = 'formats = {{ suffixes = {}, sources = ["S1"], mark = "V" }}\n'


@pytest.mark.parametrize(
    ("trial", "law"),
    [
        (HEAD + FORMATS.format('"pdf"'), ""),
        (HEAD + FORMATS.format("[]"), ""),
        (f"{HEAD}country = \n", ""),
        (f"{HEAD}unheard = 1\n", ""),
        (f'shares = "law"\n{HEAD}', ""),
        (f'shares = ["nowhere"]\n{HEAD}', ""),
        (f'shares = ["law"]\n{HEAD}needs = ["order"]\n', "notices = []\n"),
        (f'shares = ["law"]\n{HEAD}needs = [{{ sources = [] }}]\n', "notices = []\n"),
        (f'shares = ["law"]\n{HEAD}', "needs = 1\n"),
        (f'shares = ["law"]\n{HEAD}', "needs = [\n"),
        (f'shares = ["law"]\n{HEAD}', "\udce9"),
    ],
)
def test_a_profile_that_says_something_else_is_refused_by_the_name_of_its_file(tmp_path, trial, law):
    folder = written(tmp_path, trial=trial)
    (folder / "shared").mkdir()
    (folder / "shared" / "law.toml").write_text(law, "utf-8", errors="surrogateescape")
    with pytest.raises(DossierError, match="malformed") as caught:
        load_profile("trial", folder=folder)
    assert caught.value.code == "malformed"
    assert "trial.toml: " in Texts("fr").error(caught.value)
