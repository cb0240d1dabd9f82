"""Files that are dear to make and cheap to keep, found again by what they were made from."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from dossier.basis.atomic import place_error


class Kept:
    """A folder of finished files that may grow to a bound; the longest unused go first.

    Safe for several threads: a file is put in place whole, and "already there" is success.
    """

    def __init__(self, folder: Path, *, most_bytes: int) -> None:
        """Makes nothing yet.

        Args:
            folder: It belongs to these files alone; it is made when needed, in one that is there.
            most_bytes: Size of all of them together, before some are dropped.
        """
        self.folder = folder
        self._most_bytes = most_bytes

    def path(self, name: str) -> Path:
        """Tells where a file stands, whether it is there or not."""
        return self.folder / name

    def touch(self, name: str) -> bool:
        """Tells whether a file is there, and that it is of use."""
        try:
            os.utime(self.path(name))
        except OSError:
            return False
        return True

    def give(self, name: str, target: Path) -> bool:
        """Puts a file at another place, where dropping it here does no harm; tells whether it was there.

        Raises:
            PlaceError: ``cannot-write``, ``disk-full``; of the other place.
        """
        if not self.path(name).exists():
            return False
        try:
            share(self.path(name), target)
        except FileNotFoundError:  # dropped meanwhile
            return False
        except OSError as error:
            raise place_error(error, target) from error
        self.touch(name)
        return True

    def take(self, source: Path, name: str) -> None:
        """Keeps a file, which stays where it is; it must not be written to any more.

        Raises:
            PlaceError: ``cannot-write``, ``disk-full``.
        """
        try:
            share(source, self.path(name))
        except OSError as error:
            self._refuse(error, name)

    def write(self, data: bytes, name: str) -> None:
        """Keeps bytes.

        Raises:
            PlaceError: ``cannot-write``, ``disk-full``.
        """
        aside = self.aside()
        try:
            aside.write_bytes(data)
            aside.replace(self.path(name))
        except OSError as error:
            self._refuse(error, name)
        finally:
            aside.unlink(missing_ok=True)

    def read(self, name: str) -> bytes | None:
        """Gives a file's bytes, None when it is not there."""
        try:
            return self.path(name).read_bytes()
        except OSError:
            return None

    def aside(self) -> Path:
        """Gives a free place in the folder, for what is not finished yet.

        Raises:
            PlaceError: ``cannot-write``, ``disk-full``.
        """
        try:
            self.folder.mkdir(exist_ok=True)
        except OSError as error:
            raise place_error(error, self.folder) from error
        return self.folder / f".{uuid4().hex}"

    def drop(self) -> None:
        """Removes the longest unused until the rest is within the bound; the newest always stays.

        Files of one name but for its ending go together.
        """
        found: dict[str, list[tuple[int, int, Path]]] = {}
        with contextlib.suppress(OSError):  # another thread drops too, or the folder is being removed
            for path in self.folder.iterdir():
                if not path.name.startswith("."):
                    facts = path.stat()
                    found.setdefault(path.stem, []).append((facts.st_mtime_ns, facts.st_size, path))
            left = sum(size for files in found.values() for _, size, _ in files)
            for files in sorted(found.values(), key=max)[:-1]:
                if left <= self._most_bytes:
                    break
                for _, size, path in files:
                    path.unlink(missing_ok=True)
                    left -= size

    def _refuse(self, error: OSError, name: str) -> None:
        """Takes "already there" for success: some systems replace no file that is being read.

        Raises:
            PlaceError: It is not there.
        """
        if not self.path(name).exists():
            raise place_error(error, self.path(name)) from error


@contextlib.contextmanager
def working_folder(place: Path) -> Iterator[Path]:
    """Gives an empty folder inside another, and removes it.

    Raises:
        PlaceError: ``cannot-write``, ``disk-full``.
    """
    try:
        made = TemporaryDirectory(prefix="work-", dir=place)
    except OSError as error:
        raise place_error(error, place) from error
    with made as folder:
        yield Path(folder)


def share(source: Path, target: Path) -> None:
    """Gives a file a second name, or copies it where the disk knows no such thing; whole or not at all.

    Raises:
        OSError: The source is not there, or the target cannot be written.
    """
    target.parent.mkdir(exist_ok=True)
    aside = target.with_name(f".{uuid4().hex}")
    try:
        try:
            os.link(source, aside)
        except FileNotFoundError:
            raise
        except OSError:
            shutil.copyfile(source, aside)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)  # two names of one file: replacing leaves the old one
