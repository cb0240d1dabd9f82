"""What the set-up says, in French, or in English where the system speaks it.

Read by Python 3.8 as well, so that an old Python gets a sentence and not a SyntaxError. The program's
own sentences live in ``resources/languages``; these few are needed before it is installed.
"""

import os
from typing import Dict, Mapping, Tuple

SENTENCES: Dict[str, Tuple[str, str]] = {
    "usage": (
        "Utilisation : python3 packaging/start.py app [F.dossier] | demo [--no-window] | test | cli …",
        "Usage: python3 packaging/start.py app [F.dossier] | demo [--no-window] | test | cli …",
    ),
    "wrong-python": (
        "Dossier demande Python {oldest} à {newest}, et ceci est Python {found} : "
        "installez-en un depuis python.org, puis recommencez.",
        "Dossier needs Python {oldest} to {newest}, and this is Python {found}: "
        "install one from python.org, then start again.",
    ),
    "incomplete-python": (
        "Ce Python est incomplet (il lui manque : {names}) : "
        "prenez celui de votre système ou de python.org, puis recommencez.",
        "This Python is incomplete (it lacks: {names}): "
        "take your system's or the one from python.org, then start again.",
    ),
    "installing-system": (
        "Il manque au système des éléments dont Dossier a besoin. Installation par apt-get de : {names}",
        "The system lacks things that Dossier needs. Installing with apt-get: {names}",
    ),
    "system-failed": (
        "apt-get n’a pas pu installer ce qui manque ({reason}) : "
        "vérifiez la connexion et la place sur le disque, puis recommencez.",
        "apt-get could not install what is missing ({reason}): "
        "check the connection and the room on the disk, then start again.",
    ),
    "ask-apt": (
        "Il manque au système des éléments dont Dossier a besoin : lancez cette ligne, puis recommencez.\n"
        "  sudo apt-get install --no-install-recommends {names}",
        "The system lacks things that Dossier needs: run this line, then start again.\n"
        "  sudo apt-get install --no-install-recommends {names}",
    ),
    "ask-system": (
        "Il manque au système des éléments dont Dossier a besoin : "
        "installez-les avec son gestionnaire de paquets, puis recommencez.\n  {names}",
        "The system lacks things that Dossier needs: "
        "install them with its package manager, then start again.\n  {names}",
    ),
    "making-home": (
        "Préparation de Dossier dans {folder}",
        "Preparing Dossier in {folder}",
    ),
    "installing": (
        "Installation des bibliothèques (une seule fois, environ {megabytes} Mo à télécharger ; "
        "quelques minutes)…",
        "Installing the libraries (once only, about {megabytes} MB to download; a few minutes)…",
    ),
    "installed": ("Tout est prêt ({seconds} s).", "All is ready ({seconds} s)."),
    "no-network": (
        "Les bibliothèques n’ont pas pu être téléchargées : "
        "vérifiez la connexion à internet, puis recommencez.",
        "The libraries could not be downloaded: check the internet connection, then start again.",
    ),
    "no-room": (
        "Il n’y a plus assez de place sur le disque : libérez environ 1,5 Go, puis recommencez.",
        "There is not enough room on the disk: free about 1.5 GB, then start again.",
    ),
    "not-writable": (
        "Dossier ne peut pas écrire dans {folder} : "
        "copiez son dossier là où vous avez le droit d’écrire, puis recommencez.",
        "Dossier cannot write in {folder}: copy its folder to where you may write, then start again.",
    ),
    "no-library": (
        "Une bibliothèque n’existe pas pour ce système ({reason}) : "
        "il faut un Windows, macOS ou Linux récent, en 64 bits.",
        "A library does not exist for this system ({reason}): "
        "a recent 64-bit Windows, macOS or Linux is needed.",
    ),
    "not-own": (
        "{folder} mène hors du dossier de Dossier, vers {place} : Dossier n’y change rien. "
        "Retirez ce lien, puis recommencez.",
        "{folder} leads out of Dossier's folder, to {place}: Dossier changes nothing there. "
        "Remove that link, then start again.",
    ),
    "no-home": (
        "Python n’a pas pu préparer {folder} ({reason}) : effacez ce dossier, puis recommencez.",
        "Python could not prepare {folder} ({reason}): delete that folder, then start again.",
    ),
    "not-installed": (
        "L’installation n’a pas abouti ({reason}) : le détail est dans {log}.",
        "The installation did not succeed ({reason}): the details are in {log}.",
    ),
    "system-error": (
        "Le système a refusé ({reason}) : {place}",
        "The system refused ({reason}): {place}",
    ),
    "passed": ("réussi    {name} ({seconds} s)", "passed    {name} ({seconds} s)"),
    "failed": ("EN ÉCHEC  {name} ({seconds} s)", "FAILED    {name} ({seconds} s)"),
}


class Refusal(Exception):  # noqa: N818 - it refuses; nothing broke
    """The set-up cannot go on, and says so in one sentence.

    Attributes:
        code: Which sentence.
        params: What the sentence names.
        exit_code: 2 where the command was wrong, 3 where nothing could be done.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params
        self.exit_code = 2 if code == "usage" else 3


def speaks_english(environment: Mapping[str, str]) -> bool:
    """Tells whether the system was set to English; French is Dossier's first language."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return value.lower().startswith("en")
    return False


def sentence(code: str, **params: object) -> str:
    """Writes one sentence in the language of the system."""
    french, english = SENTENCES[code]
    return (english if speaks_english(os.environ) else french).format(**params)
