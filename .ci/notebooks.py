"""Runs the notebooks again and compares what they print with what is committed. notebooks.py [--write] [NOTEBOOK …]

Text has to be the same to the letter; of a picture only that there is one. With --write the outputs are renewed instead.
Needs /usr/bin/python3 with nbclient and ipykernel; which folder the notebooks read says DREY_RESULTS.
"""
import contextlib
import copy
import difflib
import os
import pathlib
import re
import sys
import tempfile

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

NOTEBOOKS = pathlib.Path(__file__).resolve().parent.parent / "notebooks"
MACHINE = re.compile(r"(?:^|[\s'\"(=])/(?:home|root|tmp|usr|var|work|Users|opt)/|object at 0x", re.M)
PICTURE = re.compile(r"^image/")


@contextlib.contextmanager
def kernel():
    """One for all notebooks, so that a file that several of them read is read once."""
    client = NotebookClient(nbformat.v4.new_notebook(), timeout=300, kernel_name="python3", record_timing=False,
                            resources={"metadata": {"path": str(NOTEBOOKS)}})
    with client.setup_kernel():
        yield client


def executed(notebook, client):
    """The notebook with fresh outputs, and nothing in it that differs from one machine or day to another."""
    client.nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("%reset -f")])
    client.execute_cell(client.nb.cells[0], 0)  # the names of the notebook before
    client.nb = notebook
    for number, cell in enumerate(notebook.cells):
        client.execute_cell(cell, number)
    return clean(notebook)


def clean(notebook):
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata = {}
        if cell.cell_type != "code":
            continue
        cell.execution_count = None
        merged = []
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = None
            if "metadata" in output:
                output.metadata = {}
            if merged and output.output_type == "stream" and merged[-1].get("name") == output.name:
                merged[-1].text += output.text  # how a stream is cut into pieces is a matter of time
            else:
                merged.append(output)
        cell.outputs = merged
    return notebook


def text(notebook):
    """All that a notebook prints, as lines; a picture is one word."""
    lines = []
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        for output in cell.outputs:
            lines.append(f"[{number}] {output.output_type} {output.get('name', '')}".rstrip())
            if output.output_type == "stream":
                lines += output.text.splitlines()
            elif output.output_type == "error":
                lines += [output.ename, output.evalue]
            for kind, data in sorted(output.get("data", {}).items()):
                if PICTURE.match(kind):
                    lines.append(f"{kind}: a picture")
                elif kind == "text/plain" and any(PICTURE.match(other) for other in output.data):
                    continue  # a picture's size in words
                else:
                    lines.append(f"{kind}:")
                    lines += data.splitlines()
    return lines


def at_fault(notebook):
    """How the cell begins that failed."""
    failed = [cell for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "error"]
    return failed[-1].source.splitlines()[:4] if failed else []


def faults(file, write, client):
    """What is wrong with a notebook, as lines."""
    notebook = nbformat.read(file, as_version=4)
    committed = text(notebook)
    before = file.read_text(encoding="utf-8")
    marked = nbformat.writes(clean(copy.deepcopy(notebook))) + "\n" != before
    try:
        fresh = executed(notebook, client)
    except CellExecutionError as error:
        return [f"{file.name}: a cell failed: {error.ename}: {error.evalue}", *at_fault(notebook)]
    printed = text(fresh)
    found = [f"{file.name}: of this machine: {line}" for line in printed if MACHINE.search(line)]
    if write:
        nbformat.validate(fresh)
        after = nbformat.writes(fresh) + "\n"
        if committed != printed or before != after:
            file.write_text(after, encoding="utf-8")
        return found
    found += difflib.unified_diff(committed, printed, f"{file.name} as committed", f"{file.name} run again", "", "", 2, "")
    if marked:
        found.append(f"{file.name}: has marks of one run, such as counts and metadata, which .ci/notebooks --write leaves out")
    return found


def main():
    write = "--write" in sys.argv
    named = [pathlib.Path(name) for name in sys.argv[1:] if name != "--write"]
    wrong = 0
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(HOME=home, MPLCONFIGDIR=home, IPYTHONDIR=home, PYTHONHASHSEED="0", TZ="UTC")
        with kernel() as client:
            for file in named or sorted(NOTEBOOKS.glob("*.ipynb")):
                lines = faults(file, write, client)
                print("\n".join(lines) if lines else f"{file.name}: {'written' if write else 'as committed'}", flush=True)
                wrong += bool(lines)
    if wrong and not write:
        print("If that is what they have to print now: .ci/notebooks --write, look at the pictures, and commit.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
