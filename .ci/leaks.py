"""Looks for list entries where none may be. leaks.py --list FEED… -- PATH…, or leaks.py --word WORD… -- PATH…: exit 1 if any file under a PATH holds one.

A WORD is in every entry of some list, and nowhere else. FEED is a plain list. An entry is looked for as its name, as its URL without the scheme, and as the distinctive last
part of its path; in UTF-8 and in UTF-16, which is how a JVM may hold it, and in base64. Says where, never what."""
import base64
import pathlib
import re
import sys

PARTS = 4  # a part of a path with fewer characters proves nothing


def forms(entry):
    text = entry.lstrip("=").removesuffix("/*")
    bare = re.sub(r"^https?://", "", text)
    yield bare
    host, _, path = bare.partition("/")
    yield host
    for part in path.split("/"):
        if len(part) > PARTS:
            yield part


def needles(lists):
    texts = set()
    for path in lists:
        for line in pathlib.Path(path).read_text().splitlines():
            entry = line.split("#")[0].strip()
            if entry:
                texts.update(forms(entry))
    return encoded(texts)


def encoded(texts):
    found = {}
    for text in texts:
        for encoding in ("utf-8", "utf-16-le"):
            found[text.encode(encoding)] = text
        # The characters of base64 that do not depend on what is before and after.
        for shift in range(3):
            encoded = base64.b64encode(b"\0" * shift + text.encode())
            found[encoded[(shift * 8 + 5) // 6 : -4]] = text
    return {needle for needle in found if len(needle) > PARTS}


def files(paths):
    for path in map(pathlib.Path, paths):
        yield from (path.rglob("*") if path.is_dir() else [path])


def main():
    arguments = sys.argv[1:]
    split = arguments.index("--")
    kind, given, paths = arguments[0], arguments[1:split], arguments[split + 1 :]
    wanted = needles(given) if kind == "--list" else encoded(given)
    pattern = re.compile(b"|".join(re.escape(n) for n in sorted(wanted, key=len, reverse=True)), re.IGNORECASE)
    searched, leaks = 0, []
    for path in files(paths):
        if path.is_file() and not path.is_symlink():
            searched += 1
            hits = len(pattern.findall(path.read_bytes()))
            if hits:
                leaks.append(f"{path}: {hits} times")
    if not searched:
        sys.exit("leaks.py: no file to search: " + ", ".join(paths))
    for leak in leaks:
        print("a list entry is in", leak)
    print(f"{searched} files searched for entries of {', '.join(given)}: {len(leaks)} hold one")
    sys.exit(1 if leaks else 0)


main()
