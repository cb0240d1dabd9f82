"""Runs the command line: ``python -m dossier``."""

import sys

if __name__ == "__main__":
    try:
        from dossier.cli import main

        code = main()
    except KeyboardInterrupt:
        code = 3  # while it was still starting: nothing was done
    sys.exit(code)
