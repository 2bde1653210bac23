"""Copies the notebooks into a folder, without what they printed of another one, and runs them there. execute.py TARGET

What DREY_RESULTS names is what they read. Those that end with a sentence are left where they ended.
"""
import os
import pathlib
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

HERE = pathlib.Path(__file__).resolve().parent


def emptied(file):
    """A notebook without outputs."""
    notebook = nbformat.read(file, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    return notebook


def main(target):
    target.mkdir(parents=True, exist_ok=True)
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH")]))
    files = sorted(HERE.glob("*.ipynb"))
    copies = {file: emptied(file) for file in files}
    for file, notebook in copies.items():
        nbformat.write(notebook, target / file.name)
    for number, (file, notebook) in enumerate(copies.items(), 1):
        print(f"running {file.stem}, {number} of {len(files)} …", file=sys.stderr, flush=True)
        try:
            NotebookClient(notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(target)}}).execute()
        except CellExecutionError:
            pass  # it says so itself
        nbformat.write(notebook, target / file.name)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
