"""Prints HTML to PDF by the web engine, which runs as a program of its own, watched and replaced."""

import logging
import os
import re
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from dossier.basis import limits
from dossier.basis.atomic import writing_aside
from dossier.basis.codec import from_json, to_json
from dossier.basis.errors import DossierError, WorkerError
from dossier.press.finish_print import FinishedPrint, RawPrint, finish_print
from dossier.press.frame import PORTRAIT
from dossier.press.web_page import Order, Outcome
from dossier.workers.launch import child_environment, start_program
from dossier.workers.messages import ProtocolError, receive, send
from dossier.workers.pool import Pool
from dossier.workers.watch import Verdict, Watch, close_pipes, family_memory_of, kill_family
