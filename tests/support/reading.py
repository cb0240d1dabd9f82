"""Reads bytes as the intake does, and looks into what came out."""

from pathlib import Path

from dossier.basis.assets import Assets
from dossier.basis.codec import from_json, to_json
from dossier.intake.reader import ReadTask, read_file
from dossier.model.body import FlowBody
from dossier.model.draft import Draft, HtmlBody
from dossier.model.flow import Flow, Message, Paragraph


class Desk:
    """A folder of assets and the one job that reads files, without a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.assets = Assets(folder)

    def read(
        self, data: bytes, name: str = "preuve", *, depth: int = 0, beside: dict[str, bytes] | None = None
    ) -> Draft:
        """Reads bytes under a name, through the codec as at the border of a process.

        Args:
            data: The file.
            name: Its name.
            depth: How many files it came inside of.
            beside: Files of a saved page's folder, by their paths.
        """
        task = ReadTask(
            asset=self.assets.put(data),
            name=name,
            assets=str(self.assets.folder),
            zone="Europe/Paris",
            depth=depth,
            beside={path: self.assets.put(held) for path, held in (beside or {}).items()},
        )
        return from_json(Draft, to_json(read_file(from_json(ReadTask, to_json(task)))))

    def flow(self, draft: Draft, place: int = 0) -> Flow:
        """Gives the flow of one body."""
        body = draft.bodies[place]
        assert isinstance(body, FlowBody)
        return from_json(Flow, self.assets.read(body.asset))

    def paragraphs(self, draft: Draft, place: int = 0) -> list[Paragraph]:
        """Gives the paragraphs of one body."""
        return [block for block in self.flow(draft, place).blocks if isinstance(block, Paragraph)]

    def messages(self, draft: Draft) -> list[Message]:
        """Gives the messages of a chat."""
        return [block for block in self.flow(draft).blocks if isinstance(block, Message)]

    def html(self, draft: Draft, place: int = 0) -> str:
        """Gives the markup of one body."""
        body = draft.bodies[place]
        assert isinstance(body, HtmlBody)
        return self.assets.read(body.asset).decode("utf-8")


def codes(draft: Draft) -> set[str]:
    """Lists what was noticed."""
    return {found.code for found in draft.findings}
