"""Lists of values: told from texts, and laid out as tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.office.csv_shape import csv_sign
from dossier.model.flow import Table
from dossier.model.piece import FileKind, State
from tests.support.make_office import make_csv
from tests.support.reading import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


def test_a_bank_list_is_a_table_with_its_signs(desk):
    draft = desk.read(make_csv(rows=2), "operations.csv")

    [table] = desk.flow(draft).blocks
    assert (draft.kind, draft.state, draft.findings) == (FileKind.TEXT, State.OK, ())
    assert table == Table(
        rows=(
            ("Date", "Libellé", "Débit", "Crédit"),
            ("02/03/2026", "Achat n° 1", "1,90", ""),
            ("03/03/2026", "Achat n° 2", "2,90", ""),
        )
    )


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a;b\n1;2\n3;4\n5;6\n", ";"),
        ("a\tb\n1\t2\n3\t4\n5\t6\n", "\t"),
        ("jour,ref,montant\n1,a,2\n2,b,3\n3,c,4\n", ","),
        ('jour,"nom, prénom",x\n1,"Roche, C",2\n2,"Perrin, L",3\n3,"a, b",4\n', ","),
        ("Compte;12345\n\nDate;Libellé;Montant\n1;a;2,5\n2;b;3,5\n3;c;4,5\n4;d;1,5\n5;e;6\n6;f;7\n", ";"),
        ("1,5 €;a\n2,5 €;b\n3,5 €;c\n", ";"),
    ],
)
def test_the_sign_between_columns_is_found(text, sign):
    assert csv_sign(text) == sign


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Bonjour,\n\nJe vous écris, comme convenu, au sujet du colis.\nIl manque, dit-on, deux pièces.\n",
        "Bonjour ;\nmerci ;\nà bientôt ;\n",
        "un, deux, trois\nquatre, cinq, six\nsept, huit, neuf\n",
        "a;b\n1;2\n",
        'a;"b\n1;2\n3;4\n',
        "- point ; détail\n- autre ; détail ; encore\n- fin\n",
    ],
)
def test_prose_is_no_list(text):
    assert csv_sign(text) == ""


def test_a_text_of_another_name_keeps_its_lines(desk):
    draft = desk.read("Bonjour,\nmerci, et à bientôt.\n".encode(), "note.csv")

    assert [block.text for block in desk.paragraphs(draft)] == ["Bonjour,\nmerci, et à bientôt."]
    assert draft.findings == ()


_CELLS = st.text("abcé 019.-\u00a0", max_size=12)


@given(rows=st.lists(st.lists(_CELLS, min_size=4, max_size=4), min_size=4, max_size=12))
def test_no_cell_is_lost_or_moved(tmp_path_factory, rows):
    desk = Desk(tmp_path_factory.mktemp("assets"))
    written = [[f"x{cell}" for cell in row] for row in rows]
    data = "".join(";".join(row) + "\n" for row in written).encode()

    [table] = desk.flow(desk.read(data)).blocks

    assert isinstance(table, Table)
    assert [list(row) for row in table.rows] == [[cell.strip() for cell in row] for row in written]


@given(st.text("a,;\t\"\n 1'", max_size=300))
def test_any_text_gets_an_answer(text):
    assert csv_sign(text) in {"", ";", "\t", ","}


@pytest.mark.parametrize(
    ("above", "subject"),
    [
        ("Dépenses du séjour VC-7K2Q9;;", "Dépenses du séjour VC-7K2Q9"),
        ("Dépenses;;", ""),
        ("Compte : courant;;", ""),
        ("Compte FR76 3000 4000 0312 3456;;", ""),
        ("Compte courant;ouvert;", ""),
        ("Date;Libellé;Montant", ""),
    ],
)
def test_what_a_person_wrote_above_the_columns_is_the_lists_name(desk, above, subject):
    rows = "".join(f"0{n}/03/2026;Achat {n};{n},90\n" for n in range(1, 7))
    assert desk.read(f"{above}\nDate;Libellé;Montant\n{rows}".encode(), "liste.csv").subject == subject
