"""The web page printer: a program of its own around QtWebEngine, and the only Qt below the window.

``python -m dossier.press.web`` takes orders from its standard input and answers on its standard
output, in the frames of ``dossier.workers.messages``; its caller is ``dossier.press.print_web``. The
page that it shows is untrusted: no script, no network, no file, no second page.
"""

import os
import re
import sys
import threading
from pathlib import Path
from typing import IO, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QObject, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import QFontDatabase, QPageLayout, QPageRanges, QPageSize
from PySide6.QtWebEngineCore import (
    QWebEngineDownloadRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from PySide6.QtWidgets import QApplication

from dossier.basis import limits
from dossier.basis.codec import from_json, to_json
from dossier.basis.resources import resources_folder
from dossier.press.web_page import HEADER_POLICY, Order, Outcome, prepared
from dossier.workers.caps import no_core_dump, no_endless_file, no_network
from dossier.workers.messages import ProtocolError, receive, send
from dossier.workers.worker import take_pipes

READY: Final = b"ready"

_SCHEME: Final = b"piece"
_ALLOWED: Final = frozenset({"piece", "data"})
_HOSTS: Final = 50
_QUOTED_HOST = re.compile(r"'(?:https?|wss?|ftp)://([^/'?#:@]{1,253})")

_Setting = QWebEngineSettings.WebAttribute
_OFF: Final = (
    _Setting.AutoLoadIconsForPage,
    _Setting.DnsPrefetchEnabled,
    _Setting.ErrorPageEnabled,
    _Setting.ForceDarkMode,
    _Setting.FullScreenSupportEnabled,
    _Setting.HyperlinkAuditingEnabled,
    _Setting.JavascriptEnabled,
    _Setting.LocalContentCanAccessFileUrls,
    _Setting.LocalContentCanAccessRemoteUrls,
    _Setting.LocalStorageEnabled,
    _Setting.PdfViewerEnabled,
    _Setting.PluginsEnabled,
    _Setting.ScreenCaptureEnabled,
    _Setting.ShowScrollBars,
    _Setting.WebGLEnabled,
)


class _Blocker(QWebEngineUrlRequestInterceptor):
    """Blocks every request but for the page itself and what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.hosts: set[str] = set()

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 - Qt's name
        url = info.requestUrl()
        if url.scheme() not in _ALLOWED:
            info.block(True)
            self.hosts.add(url.host())


class _Shelf(QWebEngineUrlSchemeHandler):
    """Serves one document, at one address, to its own page.

    Not ``setHtml``: that turns a page above 2 MB into an empty print without an error.
    """

    def __init__(self) -> None:
        super().__init__()
        self.url = QUrl()
        self.document = b""

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:  # noqa: N802 - Qt's name
        if job.requestUrl() != self.url:
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        buffer = QBuffer(job)
        buffer.setData(QByteArray(self.document))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        policy = {QByteArray(b"Content-Security-Policy"): QByteArray(HEADER_POLICY.encode())}
        job.setAdditionalResponseHeaders(policy)
        job.reply(QByteArray(b"text/html"), buffer)


class _Page(QWebEnginePage):
    """A page that goes nowhere; what it was refused is noted."""

    def __init__(self, profile: QWebEngineProfile, url: QUrl, hosts: set[str]) -> None:
        super().__init__(profile)
        self._url = url
        self._hosts = hosts
        self._went = False
        for setting in _OFF:
            self.settings().setAttribute(setting, False)
        self.settings().setAttribute(_Setting.PrintElementBackgrounds, True)
        self.permissionRequested.connect(QWebEnginePermission.deny)

    def acceptNavigationRequest(  # noqa: N802 - Qt's name
        self, url: QUrl | str, _kind: QWebEnginePage.NavigationType, main: bool
    ) -> bool:
        first = main and not self._went and QUrl(url) == self._url
        self._went = self._went or first
        return first

    def createWindow(  # type: ignore[override]  # noqa: N802 - Qt's name; None is Qt's "no window"
        self, _kind: QWebEnginePage.WebWindowType
    ) -> None:
        """Opens nothing."""
        return None  # noqa: RET501 - said, because it is the refusal

    def javaScriptConsoleMessage(  # noqa: N802 - Qt's name
        self, _level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, _line: int, _source: str
    ) -> None:
        """Notes what the policy refused: the interceptor never sees it."""
        self._hosts.update(_QUOTED_HOST.findall(message))


class _Printer(QObject):
    """Prints one order after the other."""

    asked = Signal(bytes)

    def __init__(self, outgoing: IO[bytes]) -> None:
        super().__init__()
        self._outgoing = outgoing
        self._serial = 0
        self._page: _Page | None = None
        self._order: Order | None = None
        self._shelf = _Shelf()
        self._blocker = _Blocker()
        # Without a name it keeps nothing on the disk.
        self._profile = QWebEngineProfile(self)
        self._profile.installUrlSchemeHandler(QByteArray(_SCHEME), self._shelf)
        self._profile.setUrlRequestInterceptor(self._blocker)
        self._profile.downloadRequested.connect(QWebEngineDownloadRequest.cancel)
        self.asked.connect(self._begin, Qt.ConnectionType.QueuedConnection)

    def _begin(self, message: bytes) -> None:
        self._order = from_json(Order, bytes(message))
        self._serial += 1
        self._blocker.hosts.clear()
        try:
            self._shelf.document = prepared(Path(self._order.html).read_bytes(), self._order)
        except OSError as error:
            sys.stderr.write(f"{error}\n")
            self._answer(done=False)
            return
        self._shelf.url = QUrl(f"{_SCHEME.decode()}://page{self._serial}/")
        self._page = _Page(self._profile, self._shelf.url, self._blocker.hosts)
        self._page.loadFinished.connect(self._loaded, Qt.ConnectionType.SingleShotConnection)
        self._page.pdfPrintingFinished.connect(self._printed, Qt.ConnectionType.QueuedConnection)
        self._page.renderProcessTerminated.connect(self._died, Qt.ConnectionType.QueuedConnection)
        self._page.load(self._shelf.url)

    def _loaded(self, well: bool) -> None:
        if not well or self._page is None or self._order is None:
            self._answer(done=False)
            return
        order = self._order
        size = QPageSize(
            QSizeF(order.width_pt, order.height_pt),
            QPageSize.Unit.Point,
            "",
            QPageSize.SizeMatchPolicy.ExactMatch,
        )
        layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
        ranges = QPageRanges()
        ranges.addRange(1, order.pages)
        self._page.printToPdf(order.target, layout, ranges)

    def _printed(self, _path: str, well: bool) -> None:
        self._answer(done=well)

    def _died(self, _status: QWebEnginePage.RenderProcessTerminationStatus, _code: int) -> None:
        self._answer(done=False)

    def _answer(self, *, done: bool) -> None:
        if self._order is None:
            return  # answered already: a page that dies while it is printed says so twice
        if self._page is not None:
            # Before the profile: Qt warns of trouble otherwise.
            self._page.deleteLater()
        self._order = self._page = None
        self._shelf.document = b""
        hosts = sorted(host for host in self._blocker.hosts if host)[:_HOSTS]
        send(self._outgoing, to_json(Outcome(done=done, blocked=tuple(hosts))))


def _listen(incoming: IO[bytes], printer: _Printer) -> None:
    while True:
        try:
            message = receive(incoming)
        except (OSError, ProtocolError):
            message = None
        if message is None:
            os._exit(0)
        printer.asked.emit(message)


def _register_scheme() -> None:
    scheme = QWebEngineUrlScheme(QByteArray(_SCHEME))
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


def _add_fonts() -> None:
    for path in sorted((resources_folder() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def main() -> int:
    """Serves until the caller is gone."""
    incoming, outgoing = take_pipes()
    no_network()
    no_core_dump()
    no_endless_file(limits.PRINT_BYTES)
    _register_scheme()
    application = QApplication([sys.argv[0]])
    application.styleHints().setColorScheme(Qt.ColorScheme.Light)
    _add_fonts()
    printer = _Printer(outgoing)
    threading.Thread(target=_listen, args=(incoming, printer), daemon=True).start()
    send(outgoing, READY)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
