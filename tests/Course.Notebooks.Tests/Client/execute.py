"""Executes a notebook in .NET Interactive by nbclient and writes the executed notebook.

Run by the tests: python3 execute.py NOTEBOOK TARGET SECONDS, with JUPYTER_PATH pointing at a registration of the kernel '.net-interactive'.
"""
import os
import sys

import nbformat
from nbclient import NotebookClient

path, target, seconds = sys.argv[1], sys.argv[2], int(sys.argv[3])
notebook = nbformat.read(path, as_version=4)
folder = os.path.dirname(os.path.abspath(path))
NotebookClient(notebook, timeout=seconds, startup_timeout=seconds, kernel_name=".net-interactive", resources={"metadata": {"path": folder}}).execute()
nbformat.write(notebook, target)
