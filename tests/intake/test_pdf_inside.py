"""What a PDF holds besides its pages: files, portfolios, signatures, forms, and what is behind a lock."""

import logging

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.basis import limits
from dossier.basis.codec import from_json
from dossier.basis.errors import UnreadableError
from dossier.intake.pdf.read_pdf import read_pdf
from dossier.intake.pdf.unlock import unlock
from dossier.intake.reader import ReadTask, read_file
from dossier.model.body import FlowBody, PdfBody
from dossier.model.flow import Flow, Notice
from dossier.model.piece import FileKind, State
from tests.support import pdf_boxes as make
from tests.support.desks import mail_with
from tests.support.documents import INVOICES, locked, paper, source_of


def read(folder, data, name="facture.pdf", **more):
    return read_pdf(source_of(folder, data, name, **more))


def codes(draft):
    return [found.code for found in draft.findings]


def held(folder, draft):
    """Gives the files that were taken out, by their names."""
    assets = source_of(folder, b"x", "x").assets
    return {one.name: assets.read(one.asset) for one in draft.attached}


def test_files_that_are_listed_pinned_or_named_twice_are_taken_out_once(tmp_path):
    draft = read(tmp_path, make.make_factur_x())
    assert held(tmp_path, draft) == {"factur-x.xml": make.INVOICE_XML}
    assert codes(draft) == []  # the data of the invoice say by themselves what becomes of them
    mail = mail_with("a.pdf", paper(["A"]))
    pinned = read(tmp_path, make.make_pinned("Réclamation.eml", mail))
    assert held(tmp_path, pinned) == {"Réclamation.eml": mail}
    assert [one.size for one in pinned.attached] == [len(mail)]
    assert [(found.code, found.params["n"]) for found in pinned.findings] == [("pdf-attachments", 1)]


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.exe", "x.exe"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("é\n.txt", "é .txt"),
    ],
)
def test_names_of_files_lead_nowhere(tmp_path, written, safe):
    draft = read(tmp_path, make.make_with_files({written: b"x"}))
    assert [one.name for one in draft.attached] == [safe]


def test_a_list_of_files_that_leads_back_to_itself_ends(tmp_path):
    assert held(tmp_path, read(tmp_path, make.make_looping())) == {"une.txt": b"une fois"}


def test_a_file_that_unpacks_to_far_too_much_is_named_and_the_others_are_taken(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "ARCHIVE_RATIO", 20)
    draft = read(tmp_path, make.make_bomb(40 * limits.MIB))
    assert held(tmp_path, draft) == {"bonne.txt": b"bonne"}
    lost = [found.params for found in draft.findings if found.code == "pdf-attachment-lost"]
    assert lost == [{"file": "facture.pdf", "name": "bombe.txt"}]


def test_what_all_files_unpack_to_has_a_bound(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "PDF_FILES_BYTES", 1000)
    draft = read(tmp_path, make.make_with_files({name: name.encode() * 600 for name in "abc"}))
    assert list(held(tmp_path, draft)) == ["a"]
    assert codes(draft).count("pdf-attachment-lost") == 2


def test_more_files_than_one_proof_may_hold_are_told(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "ATTACHMENTS", 3)
    draft = read(tmp_path, make.make_with_files({f"{n}.txt": b"%d" % n for n in range(5)}))
    assert [one.name for one in draft.attached] == ["0.txt", "1.txt", "2.txt"]
    assert codes(draft) == ["pdf-attachments", "attachments-cut"]


@pytest.mark.parametrize("filters", [["/LZWDecode"], ["/JBIG2Decode"], ["/FlateDecode", "/FlateDecode"]])
def test_a_file_under_a_filter_that_does_not_fit_is_lost_alone(tmp_path, filters):
    with make.opened() as document:
        stream = make.attached(document, b"x" * 99)
        stream.stream_dict.Filter = pikepdf.Array([pikepdf.Name(name) for name in filters])
        good = make.specification(document, "b.txt", make.attached(document, b"bonne", packed=False))
        make.listing(document, {"a.txt": make.specification(document, "a.txt", stream), "b.txt": good})
        draft = read(tmp_path, make.written(document))
    assert held(tmp_path, draft) == {"b.txt": b"bonne"}
    assert codes(draft) == ["pdf-attachments", "pdf-attachment-lost"]


def test_filters_one_over_the_other_are_undone(tmp_path):
    with make.opened() as document:
        stream = make.attached(document, b"", packed=False)
        stream.write(make.zlib.compress(b"bonne").hex().encode() + b" >")
        stream.stream_dict.Filter = pikepdf.Array([pikepdf.Name.ASCIIHexDecode, pikepdf.Name.FlateDecode])
        make.listing(document, {"b.txt": make.specification(document, "b.txt", stream)})
        draft = read(tmp_path, make.written(document))
    assert held(tmp_path, draft) == {"b.txt": b"bonne"}


def test_files_inside_a_locked_paper_come_out_readable(tmp_path):
    data = locked(make.make_with_files({"a.txt": b"lisible"}), user="", strength=6)
    draft = read(tmp_path, data)
    assert held(tmp_path, draft) == {"a.txt": b"lisible"}
    assert draft.state is State.OK


def test_a_portfolio_is_its_files_and_its_empty_cover_is_not_shown(tmp_path):
    draft = read(tmp_path, make.make_portfolio({"a.pdf": paper(["A"]), "b.pdf": paper(["B"])}))
    (body,) = draft.bodies
    assert isinstance(body, FlowBody)
    flow = from_json(Flow, source_of(tmp_path, b"x", "x").assets.read(body.asset))
    assert flow.blocks == (Notice(code="pdf-portfolio", params={"n": 2}),)
    assert [one.name for one in draft.attached] == ["a.pdf", "b.pdf"]
    assert codes(draft) == ["pdf-portfolio"]


def test_a_portfolio_whose_cover_says_something_shows_it(tmp_path):
    cover = paper(["Correspondance avec VéloNova", "du 3 au 9 mars 2026"])
    draft = read(tmp_path, make.make_portfolio({"a.pdf": paper(["A"])}, cover))
    assert [type(body) for body in draft.bodies] == [FlowBody, PdfBody]


def test_a_portfolio_without_a_file_is_the_paper_that_it_is(tmp_path):
    draft = read(tmp_path, make.make_portfolio({}, make.make_pdf()))
    assert ([type(body) for body in draft.bodies], codes(draft)) == ([PdfBody], [])


def test_a_signature_is_told_and_a_place_for_one_is_not(tmp_path):
    assert [(f.code, f.params) for f in read(tmp_path, make.make_signed()).findings] == [
        ("signed", {"file": "facture.pdf"})
    ]
    assert codes(read(tmp_path, make.make_signed(filled=False))) == []


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (make.make_form(dynamic=True), True),
        (make.make_form(dynamic=False, waiting=True), True),
        (make.make_form(dynamic=False), False),
        (paper(list(make.WAITING), title_pt=11), False),
    ],
)
def test_a_form_that_only_its_own_program_shows_says_what_helps(tmp_path, data, told):
    draft = read(tmp_path, data)
    assert codes(draft) == ["xfa-form"] * told
    assert draft.state is (State.PARTIAL if told else State.OK)
    assert not (told and draft.subject)


@pytest.mark.parametrize("strength", [2, 3, 4, 6])
def test_a_locked_paper_opens_with_one_of_the_persons_passwords(tmp_path, caplog, strength):
    caplog.set_level(logging.DEBUG)
    word = "s€cret é" if strength == 6 else "secret é"  # older locks know no euro
    data = locked(make.make_with_files({"a.txt": b"lisible"}), user=word, strength=strength)
    source = source_of(tmp_path, data, "relevé.pdf", passwords=("faux", "secret é", "s€cret é"))
    draft = read_pdf(source)
    assert [(found.code, found.params["file"]) for found in draft.findings] == [
        ("opened-with-password", "relevé.pdf"),
        ("pdf-attachments", "relevé.pdf"),
    ]
    assert "Date de facture" in draft.text
    assert held(tmp_path, draft) == {"a.txt": b"lisible"}
    (body,) = draft.bodies
    assert body.asset != source.path.name
    assert source.path.read_bytes() == data
    with pikepdf.open(source.assets.path(body.asset)) as shown:
        assert not shown.is_encrypted
    said = f"{draft!r} {caplog.text}"
    assert "secret" not in said
    assert "s€cret" not in said


def test_the_same_lock_opened_twice_gives_the_same_copy(tmp_path):
    data = locked(make.make_pdf(), user="x", strength=6)
    assets = [read(tmp_path, data, passwords=("x",)).bodies[0].asset for _ in range(2)]
    assert assets[0] == assets[1]


def test_wrong_passwords_leave_it_locked_and_only_some_are_tried(tmp_path, monkeypatch):
    data = locked(make.make_pdf(), user="richtig", strength=3)
    with pytest.raises(UnreadableError, match="locked"):
        read(tmp_path, data, passwords=("faux", ""))
    monkeypatch.setattr("dossier.intake.pdf.unlock._TRIED", 2)
    with pytest.raises(UnreadableError, match="locked"):
        read(tmp_path, data, passwords=("a", "b", "richtig"))


def test_pdfium_is_asked_where_qpdf_does_not_open_it(tmp_path, monkeypatch):
    source = source_of(tmp_path, locked(make.make_pdf(), user="x", strength=6), "a.pdf")

    def refuse(password, path, target):
        raise pikepdf.PdfError("not known")

    monkeypatch.setattr("dossier.intake.pdf.unlock._by_qpdf", refuse)
    assert unlock(source.path, ["y", "x"], tmp_path / "open.pdf")
    with pikepdf.open(tmp_path / "open.pdf") as shown:
        assert not shown.is_encrypted


def by_file(folder, data, name, depth):
    source = source_of(folder, data, name)
    task = ReadTask(
        asset=source.path.name, name=name, assets=str(source.assets.folder), zone="Europe/Paris", depth=depth
    )
    return read_file(task)


def test_an_invoices_data_is_left_out_inside_the_invoice_and_shown_by_itself(tmp_path):
    inside = by_file(tmp_path, make.INVOICE_XML, "Factur-X.xml", 1)
    assert (inside.state, codes(inside), inside.bodies) == (State.LEFT_OUT, ["invoice-data"], ())
    for name, depth in (("factur-x.xml", 0), ("RE-2026-7.xml", 1)):
        alone = by_file(tmp_path, make.INVOICE_XML, name, depth)
        assert (alone.kind, alone.state, len(alone.bodies)) == (FileKind.TEXT, State.OK, 1)


def boxes():
    """Makes one of each, to be spoiled."""
    return [
        make.make_factur_x(),
        make.make_pinned("a.txt", b"abc"),
        make.make_portfolio({"a.pdf": b"%PDF-"}),
        make.make_signed(),
        make.make_looping(),
        make.make_form(dynamic=True),
        locked(make.make_pdf(), user="", strength=4),
        locked(make.make_pdf(), user="x", strength=6),
    ]


@given(
    which=st.integers(0, 7), at=st.integers(0, 10_000), size=st.integers(1, 40), data=st.binary(max_size=8)
)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_spoiled_box_ends_in_a_draft_or_a_refusal(tmp_path_factory, caplog, which, at, size, data):
    good = boxes()[which]
    place = at % len(good)
    spoiled = good[:place] + data + good[place + size :]
    refusal, draft = outcome(source_of(tmp_path_factory.mktemp("box"), spoiled, "x.pdf", passwords=("x",)))
    assert refusal in {"damaged", "locked"} or draft.bodies
    assert draft is None or len(draft.attached) <= limits.ATTACHMENTS
    loud = {record.name.partition(".")[0] for record in caplog.records if record.levelno >= logging.WARNING}
    assert loud <= {"pypdf", "pikepdf"}


def outcome(source):
    """Gives the code of a refusal, or what was read."""
    try:
        return "", read_pdf(source)
    except UnreadableError as refusal:
        return refusal.code, None


@pytest.mark.parametrize("language", INVOICES)
def test_a_paper_that_every_engine_reads_is_not_shown_to_the_slow_one(tmp_path, language, monkeypatch):
    asked = []
    monkeypatch.setattr(
        "dossier.intake.pdf.read_pdf._by_pypdf", lambda path: asked.append(path) or (1, False)
    )
    draft = read(tmp_path, paper(INVOICES[language], pages=3))
    assert (draft.bodies[0].pages, asked) == (3, [])
