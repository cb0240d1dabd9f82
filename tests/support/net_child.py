"""Programs that are run watched: all that is done with hostile files; and some that do dial out."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.support.patience import AMPLE_SECONDS, give_ample_time

DAY = date(2026, 11, 22)


def take_all_in(folder: str, out: str) -> None:
    """Takes files in, makes the annex, looks at the pieces; prints what became of them."""
    give_ample_time()
    from dossier.workspace.exporting import ExportOrder
    from dossier.workspace.looking import LookOrder
    from dossier.workspace.opening import empty_dossier, new_desk
    from dossier.workspace.orders import AddOrder

    with new_desk(Path(out) / "a.dossier", empty_dossier(title="Loin d’ici")).result() as desk:
        added = desk.add(AddOrder(paths=(Path(folder),), day=DAY)).result()
        built = desk.export(ExportOrder(target=Path(out) / "a.pdf", day=DAY)).result()
        pieces = added.present.dossier.pieces
        for piece in pieces:
            if piece.bodies:
                desk.look(LookOrder(piece=piece.id, width_px=200)).result()
    json.dump(
        {
            "states": {piece.originals[0].name: piece.state for piece in pieces},
            "codes": [found.code for found in added.findings],
            "blocked": [str(found.params) for found in added.findings if "remote" in found.code],
            "pages": built.annex.pages if built.annex else 0,
        },
        sys.stdout,
    )


def dial(how: str) -> None:
    """Tries to reach a machine that there is not (RFC 5737)."""
    import socket

    if how == "child":
        subprocess.run([sys.executable, "-m", "tests.support.net_child", "dial", "datagram"], check=False)
        return
    kind = socket.SOCK_DGRAM if how == "datagram" else socket.SOCK_STREAM
    try:
        with socket.socket(type=kind) as line:
            line.settimeout(1)
            line.connect(("192.0.2.1", 9))
    except OSError as error:
        sys.stdout.write(f"refused: {error}")


def look_in() -> None:
    """Asks only of this machine: a socket with a name in the file system, and one for the kernel's news."""
    import socket

    with socket.socket(socket.AF_UNIX) as here, socket.socket(socket.AF_NETLINK, socket.SOCK_RAW):
        try:
            here.connect("/nowhere")
        except OSError as error:
            sys.stdout.write(f"asked: {error}")


def browse() -> None:
    """Opens a page on the network with the same web engine, and none of what holds it back."""
    from PySide6.QtCore import QTimer, QUrl
    from PySide6.QtWebEngineCore import QWebEnginePage
    from PySide6.QtWidgets import QApplication

    application = QApplication(["browse"])
    page = QWebEnginePage()
    page.loadFinished.connect(lambda well: sys.stdout.write(f"loaded: {well}"))
    page.loadFinished.connect(application.quit)
    page.load(QUrl("http://192.0.2.1/"))
    QTimer.singleShot(round(AMPLE_SECONDS * 1000), application.quit)
    application.exec()
    del page


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])
