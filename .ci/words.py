"""Finds words that CONTRIBUTING ("Style") asks to write plainer: in Markdown files and in Java, shell and YAML text.

python3 .ci/words.py [FILE ...]

Prints each place; ends with 1 if there is any. A name in code, such as a method's, is no word.
"""
import re
import subprocess
import sys

# What is looked for, and what to write instead.
WORDS = {
    r"told|tell|tells|telling": "reports, returns, logs, states",
    r"somebody|anybody|nobody": "someone by what they are (a user, an analyst), anyone, no one",
    r"whatever": "any, regardless of",
    r"all the same": "anyway, still",
    r"(?:held|holds|hold) against": "compared with, checked against",
    r"mend|mends|mended": "fix, repair, recover",
    r"(?:to|for|of|by|with|from) who": "whom, or the one who",
    r"stands|stood": "is, appears",
    r"has so long": "has this long",
    r"a word on": "a statement of",
}
# Where a word is right, and why.
RIGHT = {
    "stands for": "what a sign means",
    "stands apart": "the title of a decision",
    "The clock is held by nobody": "the title of a decision",
    "One list in force, whatever brought it": "the title of a decision",
}
KINDS = ("*.md", "*.java", "*.yml", "*.yaml", ".ci/*")
# Schemas are as released, and the words of the splash page are for its visitors.
LEFT_OUT = re.compile(
    r"^\.ci/words\.py$|/src/test/|^\.github/CONTRIBUTING\.md$|\.properties$|/content/|/splash/texts/|\.avsc$"
)


def files():
    listed = subprocess.run(["git", "ls-files", "-z", *KINDS], check=True, capture_output=True, text=True).stdout
    return [name for name in listed.split("\0") if name and not LEFT_OUT.search(name)]


def places(file):
    pattern = re.compile(r"(?<![\w'-])(?:" + "|".join(WORDS) + r")(?![\w'-])", re.I)
    with open(file, encoding="utf-8") as opened:
        for number, line in enumerate(opened, 1):
            for phrase in RIGHT:
                line = line.replace(phrase, "")
            if file.endswith(".md"):
                line = re.sub(r"`[^`]*`", "``", line)
            for found in pattern.finditer(line):
                yield number, found.group(0)


def main():
    count = 0
    for file in sys.argv[1:] or files():
        for number, word in places(file):
            plainer = next(better for worse, better in WORDS.items() if re.fullmatch(worse, word, re.I))
            print(f"{file}:{number}: '{word}': {plainer}")
            count += 1
    print(f"{count} words to write plainer")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main())
