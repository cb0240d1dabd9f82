"""What a Linux system must bring: the parts of Python that Debian sells apart, Qt's libraries, a font.

Each library is looked for by loading it, which is what Qt will do; the names of Debian's packages are
only needed to tell, or to fetch, what is missing. Nothing here concerns Windows or macOS: their wheels
hold everything.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from words import Refusal, sentence


@dataclass(frozen=True, slots=True)
class Need:
    """Something the system must bring.

    Attributes:
        what: Its name on every distribution: a library's file, a Python module, a font.
        packages: Its package's names on Debian and Ubuntu, newest first.
    """

    what: str
    packages: tuple[str, ...]


# What PySide6 6.11 links to and does not ship, for pages and HTML printing without a screen: read
# with readelf from its libraries, less those that every Python already needs. The names with t64 are
# those of Debian 13 and Ubuntu 24.04.
LIBRARIES = (
    Need("libglib-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    Need("libgthread-2.0.so.0", ("libglib2.0-0t64", "libglib2.0-0")),
    Need("libGL.so.1", ("libgl1",)),
    Need("libEGL.so.1", ("libegl1",)),
    Need("libX11.so.6", ("libx11-6",)),
    Need("libxkbcommon.so.0", ("libxkbcommon0",)),
    Need("libfontconfig.so.1", ("libfontconfig1",)),
    Need("libfreetype.so.6", ("libfreetype6",)),
    Need("libdbus-1.so.3", ("libdbus-1-3",)),
    Need("libbrotlidec.so.1", ("libbrotli1",)),
    Need("libgssapi_krb5.so.2", ("libgssapi-krb5-2",)),
    Need("libzstd.so.1", ("libzstd1",)),
    Need("libstdc++.so.6", ("libstdc++6",)),
    # The web engine's own.
    Need("libnss3.so", ("libnss3",)),
    Need("libnspr4.so", ("libnspr4",)),
    Need("libasound.so.2", ("libasound2t64", "libasound2")),
    Need("libexpat.so.1", ("libexpat1",)),
    Need("libgbm.so.1", ("libgbm1",)),
    Need("libudev.so.1", ("libudev1",)),
    Need("libxcb.so.1", ("libxcb1",)),
    Need("libxcb-dri3.so.0", ("libxcb-dri3-0",)),
    Need("libXcomposite.so.1", ("libxcomposite1",)),
    Need("libXdamage.so.1", ("libxdamage1",)),
    Need("libXext.so.6", ("libxext6",)),
    Need("libXfixes.so.3", ("libxfixes3",)),
    Need("libXrandr.so.2", ("libxrandr2",)),
    Need("libXtst.so.6", ("libxtst6",)),
    Need("libxkbfile.so.1", ("libxkbfile1",)),
)
# What the window itself needs on top, on X11; Wayland's own libraries come with every Wayland desktop.
WINDOW_LIBRARIES = (
    Need("libX11-xcb.so.1", ("libx11-xcb1",)),
    Need("libxcb-cursor.so.0", ("libxcb-cursor0",)),
    Need("libxcb-icccm.so.4", ("libxcb-icccm4",)),
    Need("libxcb-image.so.0", ("libxcb-image0",)),
    Need("libxcb-keysyms.so.1", ("libxcb-keysyms1",)),
    Need("libxcb-randr.so.0", ("libxcb-randr0",)),
    Need("libxcb-render.so.0", ("libxcb-render0",)),
    Need("libxcb-render-util.so.0", ("libxcb-render-util0",)),
    Need("libxcb-shape.so.0", ("libxcb-shape0",)),
    Need("libxcb-shm.so.0", ("libxcb-shm0",)),
    Need("libxcb-sync.so.1", ("libxcb-sync1",)),
    Need("libxcb-util.so.1", ("libxcb-util1",)),
    Need("libxcb-xfixes.so.0", ("libxcb-xfixes0",)),
    Need("libxcb-xkb.so.1", ("libxcb-xkb1",)),
    Need("libxkbcommon-x11.so.0", ("libxkbcommon-x11-0",)),
)
FONT = Need("DejaVu Sans", ("fonts-dejavu-core",))  # a page without any font prints as empty boxes
EMOJI = Need("Noto Color Emoji", ("fonts-noto-color-emoji",))  # asked for only beside something else
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def has_display() -> bool:
    """Tells whether a window would be seen."""
    if os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
        return False
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def provide(*, window: bool = False) -> None:
    """Finds what the system lacks; as root on Debian or Ubuntu, installs it.

    Args:
        window: Whether a window will be shown, which needs more than pages do.

    Raises:
        Refusal: ``ask-apt``, ``ask-system`` or ``system-failed``.
    """
    if sys.platform != "linux":
        return
    needs = missing(window=window)
    if not needs:
        return
    if shutil.which("apt-get") is None:
        raise Refusal("ask-system", names=", ".join(need.what for need in needs))
    if not is_root():
        raise Refusal("ask-apt", names=" ".join(packages_of(needs, _apt_knows)))
    _install(needs)
    still = missing(window=window)
    if still:
        raise Refusal("system-failed", reason=", ".join(need.what for need in still))


def is_root() -> bool:
    """Tells whether we run as root on Linux."""
    return sys.platform == "linux" and os.geteuid() == 0


def missing(*, window: bool = False) -> list[Need]:
    """Lists what this system lacks."""
    wanted = (*LIBRARIES, *WINDOW_LIBRARIES) if window else LIBRARIES
    needs = [need for need in wanted if not _loads(need.what)]
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        needs.insert(0, Need("ensurepip (venv)", (f"python{version}-venv", "python3-venv")))
    if not _has_font(""):
        needs.append(FONT)
    if needs and not _has_font("emoji"):
        needs.append(EMOJI)
    return needs


def packages_of(needs: Iterable[Need], is_known: Callable[[str], bool]) -> list[str]:
    """Names the packages to ask for: of each need the first that the system knows, else the oldest."""
    chosen = (next(filter(is_known, need.packages), need.packages[-1]) for need in needs)
    return list(dict.fromkeys(chosen))


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_font(word: str) -> bool:
    """Tells whether a font whose name holds a word stands where fontconfig looks."""
    return any(
        word in name.lower()
        for folder in FONT_FOLDERS
        for _, _, names in os.walk(Path(folder).expanduser())
        for name in names
        if name.lower().endswith((".ttf", ".otf", ".ttc"))
    )


def _apt_knows(package: str) -> bool:
    found = _run(["apt-cache", "show", "--no-all-versions", package])
    return found.returncode == 0 and bool(found.stdout.strip())


def _install(needs: Sequence[Need]) -> None:
    print(sentence("installing-system", names=", ".join(need.what for need in needs)))
    _apt_get("update")
    packages = packages_of(needs, _apt_knows)
    print(f"  apt-get install --no-install-recommends {' '.join(packages)}")
    _apt_get("install", "--yes", "--no-install-recommends", *packages)


def _apt_get(*words: str) -> None:
    done = _run(["apt-get", "--quiet", *words])
    if done.returncode != 0:
        told = [line for line in done.stdout.splitlines() if line.startswith(("E:", "W:"))]
        raise Refusal("system-failed", reason=told[-1][2:].strip() if told else f"apt-get {words[0]}")


def _run(command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
