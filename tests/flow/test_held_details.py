"""Details held back from a recipient stand nowhere in what is made for it, and the person hears of it."""

import json
import unicodedata
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from dossier.cli import main
from dossier.model.commands.edit import set_title
from dossier.model.commands.facts import set_dossier_title, set_facts, set_parties
from dossier.model.commands.privacy import hold_details
from dossier.model.commands.rubrics import rename_rubric
from dossier.model.detail import Detail
from dossier.model.facts import Facts, Payment, Reference, ReferenceKind
from dossier.model.finding import Level
from dossier.model.party import Party, Role
from dossier.model.wish import NO_WISH, Wish
from dossier.recipients.profile import load_profile
from dossier.workspace.exporting import ExportOrder
from dossier.workspace.handing import Bordereau, Handing
from dossier.workspace.opening import open_desk
from tests.support.desks import DAY, write_project

CONSUMER = Party(
    role=Role.CONSUMER,
    name="Anne-Élise Lefèvre-Dubois",
    postal="3 quai des Tanneurs\n1000 Bruxelles",
    addresses=("courrier.perso@exemple.test",),
    phone="+32 2 555 01 23",
    iban="BE68 5390 0754 7034",
    bic="AGRIFRPP",
)
FACTS = Facts(
    references=(Reference(kind=ReferenceKind.ORDER, value="FR-2026-004471"),),
    price_cents=124990,
    payment=Payment.PAYPAL,
    happened="Le bureau est arrivé fendu dans son carton.",
    tried="Trois appels au vendeur restés sans réponse.",
)
SAID = {
    Detail.NAME: ("lefevre", "dubois"),
    Detail.POSTAL: ("quaidestanneurs", "1000bruxelles"),
    Detail.ADDRESSES: ("courrierperso",),
    Detail.PHONE: ("5550123",),
    Detail.IBAN: ("5390075470", "agrifrpp"),
    Detail.REFERENCE: ("004471",),
    Detail.PRICE: ("124990", "paypal"),
    Detail.HAPPENED: ("arrivefendu",),
    Detail.TRIED: ("troisappels",),
}
"""What each reads like, without case, accents and whatever stands between."""
TITLES = (
    "Réclamation de Mme Dubois, 3 quai des Tanneurs",
    "1000 BRUXELLES ; tél. 02/555.01.23, Courrier.Perso@exemple.test",
    "Virement sur BE68-5390-0754-7034 (AGRI FRPP)",
    "Commande fr 2026 004471 à 1 249,90 €",
    "Le bureau est arrivé fendu dans son carton – trois appels au vendeur restés sans réponse",
)
FILES = (
    "3-Quai-des-Tannéurs-lefevre_dubois.txt",
    "appel 0032 2 555 01 23 à courrier.perso@exemple.test.txt",
    "be68539007547034-agrifrpp.txt",
    "commande_FR2026004471-1249,90.txt",
    "LE-BUREAU-EST-ARRIVE-FENDU-DANS-SON-CARTON. trois appels au vendeur restés sans réponse.txt",
)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("details")
    proofs = folder / "proofs"
    proofs.mkdir()
    for place, name in enumerate(FILES):
        (proofs / name).write_text(f"Rien de tel {place}.", "utf-8")
    write_project(folder / "a.dossier", [proofs])
    with open_desk(folder / "a.dossier").result() as desk:
        seller = Party(role=Role.SELLER, name="Atelier Brume")
        desk.act(partial(set_parties, parties=(CONSUMER, seller))).result()
        desk.act(partial(set_facts, facts=FACTS)).result()
        desk.act(partial(set_dossier_title, title="Commande FR-2026-004471, payée 1249.90")).result()
        for piece, title in zip(desk.present.dossier.pieces, TITLES, strict=True):
            desk.act(partial(set_title, piece=piece.id, title=title)).result()
    return (folder / "a.dossier").read_bytes()


@pytest.fixture
def place(template, tmp_path, monkeypatch):
    (tmp_path / "a.dossier").write_bytes(template)
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def plain(words):
    """Gives letters and digits alone, as one run, without case and accents."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(char for char in apart if char.isalnum())


def said_in(path: Path) -> Iterator[str]:
    """Gives every word that a file says, its own name first."""
    yield path.name
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as box:
            yield from (box.read(name).decode("utf-8", "replace") for name in box.namelist())
    elif path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as pdf:
            yield from (page.get_textpage().get_text_range() for page in pdf)
            yield str(pdf.get_metadata_dict())
            yield from (one.get_title() for one in pdf.get_toc())
        reader = pypdf.PdfReader(path)
        for name, data in reader.attachments.items():
            yield name
            yield from (one.decode("utf-8", "replace") for one in data)
        metadata = reader.trailer["/Root"].get("/Metadata")
        yield metadata.get_object().get_data().decode() if metadata else ""
    else:
        yield path.read_text("utf-8")


def shown_by(folder: Path) -> set[Detail]:
    words = plain("".join(word for path in folder.rglob("*") if path.is_file() for word in said_in(path)))
    return {detail for detail, some in SAID.items() if any(one in words for one in some)}


def export(desk, folder: Path, recipient: str, wish: Wish = NO_WISH):
    folder.mkdir()
    order = ExportOrder(
        target=folder / "annexe.pdf",
        day=DAY,
        recipient=recipient,
        report=folder / "r.json",
        wish=wish,
        handing=Handing(bordereau=frozenset(Bordereau), sums=True),
    )
    return desk.export(order).result()


ALL, NONE = tuple(Detail), ()


@pytest.mark.parametrize(
    ("recipient", "helds"),
    [
        ("ecc-be", (NONE, ALL[::2], ALL[1::2], ALL)),
        ("telerecours", (ALL[1:],)),
        ("signalconso", (NONE, ALL)),
    ],
)
def test_what_is_held_back_is_in_no_word_of_what_is_made_and_the_rest_is(place, recipient, helds):
    profile, own = load_profile(recipient), {one for one in Detail if one.startswith("consumer.")}
    never = {Detail.IBAN} if profile.forbids else set()
    never |= own if profile.nameless else set()
    with open_desk(place / "a.dossier").result() as desk:
        desk.act(partial(hold_details, recipient="generic", details=ALL)).result()
        for step, held in enumerate(helds):
            desk.act(partial(hold_details, recipient=recipient, details=held)).result()
            built = export(desk, folder := place / str(step), recipient)
            gone = never | set(held) | (own if Detail.NAME in held else set())
            assert shown_by(folder) == set(Detail) - gone
            codes = {one.code for one in built.findings}
            assert ("details-held-back" in codes) is bool(held)
            assert {"name-on-our-pages", "name-in-file-name"}.isdisjoint(codes)
            assert "details-held-back" not in (folder / "r.json").read_text("utf-8")


def facts(*words):
    return main(["facts", "a.dossier", *words])


def held(place):
    with open_desk(place / "a.dossier").result() as desk:
        return desk.present.dossier.held_back


def test_details_are_held_back_told_again_kept_and_taken_back(place, capsys):
    assert facts("--hide-from", "ecc-be=consumer.phone,price") == 0
    assert facts("--hide-from=ecc-be=consumer.iban", "--show-to", "ecc-be=price") == 0
    assert held(place) == {"ecc-be": (Detail.PHONE, Detail.IBAN)}
    with open_desk(place / "a.dossier").result() as desk:
        assert desk.undo().result().dossier.held_back == {"ecc-be": (Detail.PHONE, Detail.PRICE)}
        assert desk.redo().result().dossier.held_back == {"ecc-be": (Detail.PHONE, Detail.IBAN)}
    capsys.readouterr()
    assert facts() == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "Non montré à « Centre européen des consommateurs Belgique » : votre téléphone" in said
    assert facts("--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["held_back"] == {"ecc-be": ["consumer.phone", "consumer.iban"]}
    assert facts("--show-to", "ecc-be=consumer.phone, consumer.iban") == 0
    assert held(place) == {}


def test_wishes_add_up_and_never_swallow_the_file(place):
    hide = (
        "--hide-from",
        "cmap=price",
        "--hide-from",
        "court-fr=consumer.phone",
        "--hide-from",
        "cmap=tried",
    )
    assert main(["facts", *hide, "a.dossier"]) == 0
    assert held(place) == {"cmap": (Detail.PRICE, Detail.TRIED), "court-fr": (Detail.PHONE,)}
    assert (
        main(["facts", "--show-to", "cmap=price", "--show-to", "court-fr=consumer.phone", "a.dossier"]) == 0
    )
    assert held(place) == {"cmap": (Detail.TRIED,)}


@pytest.mark.parametrize("wish", ["--hide-from", "--show-to"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("nobody=price", "« nobody » n’est pas connu"),
        ("ecc-be=seller.name", "La donnée « seller.name » n’est pas de celles"),
        ("ecc-be", "Il manque : consumer.name, consumer.postal"),
        ("ecc-be=", "Il manque : consumer.name, consumer.postal"),
    ],
)
def test_what_cannot_be_held_back_is_refused_and_nothing_is_kept(place, capsys, wish, words, said):
    assert facts("consumer.phone=1", wish, words) == 2
    assert said in capsys.readouterr().err.replace("\u00a0", " ")
    assert held(place) == {}


def test_what_still_stands_on_a_finished_page_stops_the_sending(place):
    with open_desk(place / "a.dossier").result() as desk:
        rubric = desk.present.dossier.pieces[0].rubric
        desk.act(partial(rename_rubric, rubric=rubric, name="Commande FR-2026-004471")).result()
        desk.act(partial(hold_details, recipient="ecc-be", details=[Detail.REFERENCE])).result()
        (said,) = (one for one in export(desk, place / "r", "ecc-be").findings if one.level is Level.BLOCKER)
        assert (said.code, said.params["words"]) == ("name-on-our-pages", "FR-2026-004471")
        assert said.params["pages"]


def test_remarks_call_files_by_their_names_and_the_report_does_not(place):
    (place / "rappel FR-2026-004471.txt").write_text("Sans date.", "utf-8")
    assert main(["add", "a.dossier", "rappel FR-2026-004471.txt"]) in (0, 1)
    with open_desk(place / "a.dossier").result() as desk:
        desk.act(partial(hold_details, recipient="ecc-be", details=[Detail.REFERENCE])).result()
        built = export(desk, place / "r", "ecc-be", Wish(with_originals=True))
    told = " ".join(str(one.params) for one in built.findings)
    assert "FR-2026-004471" in told
    named = {one.params["file"] for one in built.findings if one.code == "original-not-carried"}
    assert "rappel FR-2026-004471.txt" in named
    report = json.loads((place / "r" / "r.json").read_text("utf-8"))
    assert "004471" not in json.dumps(report)
    assert "[…]" in json.dumps(report["findings"], ensure_ascii=False)


def test_what_is_asked_for_and_held_back_is_missing_in_the_checklist(place, capsys):
    assert main(["check", "a.dossier", "--recipient", "ecc-be", "--json"]) in (0, 1)
    needs = {one["need"]: one for one in json.loads(capsys.readouterr().out)["needs"]}
    assert needs["iban"]["verdict"] == "met"
    assert facts("--hide-from", "ecc-be=consumer.iban,happened") == 0
    capsys.readouterr()
    assert main(["check", "a.dossier", "--recipient", "ecc-be"]) in (0, 1)
    lines = capsys.readouterr().out.splitlines()
    (iban,) = (line for line in lines if "IBAN et BIC du compte à rembourser" in line)
    assert "✗" in iban
    assert "vous ne le montrez pas à ce destinataire" in iban
    assert any("2 éléments que vous ne lui montrez pas" in line for line in lines)
