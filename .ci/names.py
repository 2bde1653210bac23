"""Holds the names of code in Markdown files against the tree: classes, their members, packages, files, links.

python3 .ci/names.py

A class is one that a Java file or an Avro schema of the tree declares, or one of a library that some Java file imports.
"""
import fnmatch
import itertools
import os
import re
import subprocess
import sys

# What looks like a class of ours and is not.
OTHERS = {
    "AhoCorasickDoubleArrayTrie",  # a library that a decision is against
    "CreateTime",  # of Kafka's topics
    "IdnaTestV2",  # a file of Unicode
    "InvalidProducerEpochException",  # of Kafka, in logs
    "Long",
    "ProducerFencedException",  # of Kafka, in logs
    "QueryName",  # a field of Sigma
    "Thread",
}
CLASS = re.compile(r"([A-Z]\w*[a-z]\w*)(?:[.#](\w+))?(?:\(.*\))?")
PACKAGE = re.compile(r"org\.drey(\.[a-z]\w*)+")
PATH = re.compile(r"[\w.{},*<>-]+(/[\w.{},*<>-]+)+/?")
IN_PACKAGE = re.compile(r"[a-z]+/[A-Z]\w+")
BUILT = re.compile(r"(^|/)(target|\.\.)/")
BRACES = re.compile(r"\{([^{}]*)\}")
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def tracked(pattern="*"):
    listed = subprocess.run(["git", "ls-files", "-z", pattern], check=True, capture_output=True, text=True)
    return [name for name in listed.stdout.split("\0") if os.path.isfile(name)]


def text(file):
    with open(file, encoding="utf-8") as opened:
        return opened.read()


def classes():
    """Each class that the tree declares, with the texts that do; and the names that are imported."""
    declared, imported = {}, set()
    for file in tracked("*.java"):
        code = text(file)
        for name in re.findall(r"\b(?:class|record|enum|interface) ([A-Z]\w*)", code):
            declared.setdefault(name, []).append(code)
        for name in re.findall(r"^import (?:static )?(?!org\.drey\.)([\w.]+)", code, re.M):
            imported.update(part for part in name.split(".") if part[0].isupper())
    for file in tracked("*.avsc"):
        for name in re.findall(r'"name"\s*:\s*"([A-Z]\w*)"', text(file)):
            declared.setdefault(name, []).append(text(file))
    return declared, imported


def expanded(pattern):
    """The paths that braces stand for."""
    parts = [one.split(",") if i % 2 else [one] for i, one in enumerate(BRACES.split(pattern))]
    return ["".join(choice) for choice in itertools.product(*parts)]


class Names:
    def __init__(self):
        self.declared, self.imported = classes()
        self.paths = set()
        for path in tracked():
            while path:
                self.paths.add(path)
                path = os.path.dirname(path)

    def no_class(self, name, member):
        if name in self.declared:
            own = self.declared[name]
            if member and not any(re.search(rf"\b{member}\b", code) for code in own):
                return f"{name} has no {member}"
        elif name not in self.imported and name not in OTHERS:
            return "no such class; if it is not ours, OTHERS in .ci/names.py has it"
        return None

    def is_there(self, folder, path):
        """Whether a path exists below the folder of its document or the root; not asked where neither has its start."""
        bases = [base for base in (folder, "") if os.path.join(base, path.split("/")[0]) in self.paths]
        if bases:
            return any(self.matches(os.path.join(base, path)) for base in bases)
        return not IN_PACKAGE.fullmatch(path) or bool(self.matches(f".../{path}.java"))

    def matches(self, path):
        """The paths of a pattern, in which three dots are any folders and <word> is any word."""
        glob = re.sub(r"<[^>]*>", "*", path.rstrip("/")).replace("...", "*").replace("**/", "*")
        return fnmatch.filter(self.paths, glob)

    def problem(self, file, code):
        """What is wrong with a piece of code in a document; None for nothing."""
        if match := CLASS.fullmatch(code):
            return self.no_class(match[1], match[2])
        if PACKAGE.fullmatch(code):
            return None if self.matches(".../" + code.replace(".", "/")) else "no such package"
        if PATH.fullmatch(code) and not BUILT.search(code):
            folder = os.path.dirname(file)
            return None if all(self.is_there(folder, path) for path in expanded(code)) else "no such file"
        return None

    def problems(self, file):
        # Blocks of commands and of examples are left out, and their lines counted.
        shown = re.sub(r"^```.*?^```", lambda block: "\n" * block[0].count("\n"), text(file), flags=re.M | re.S)
        for number, line in enumerate(shown.splitlines(), 1):
            for code in re.findall(r"`([^`]+)`", line):
                if found := self.problem(file, code):
                    yield f"{file}:{number}: `{code}`: {found}"
            for link in LINK.findall(line):
                if os.path.normpath(os.path.join(os.path.dirname(file), link)) not in self.paths:
                    yield f"{file}:{number}: ({link}): no such file"


def main():
    names = Names()
    documents = tracked("*.md")
    found = [problem for file in documents for problem in names.problems(file)]
    print("\n".join(found), end="\n" if found else "")
    if found or not documents:
        sys.exit(f"{len(found)} names are wrong in {len(documents)} documents")
    print(f"{len(documents)} documents name nothing that is not there")


main()
