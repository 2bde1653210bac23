"""Refuses commits whose subject is empty or longer than 72 characters.

python3 .ci/subjects.py [REVISIONS]

Looks at what came after FIXED; a shallow clone that lacks it has only what came after. Prints each such commit; ends
with 1 if there is any.
"""
import re
import subprocess
import sys

LONGEST = 72
# Some of those before it are longer, and history is not rewritten.
FIXED = "c979a8b99591fd0e5e58009e2c93ae32306b7435"
# Written by GitHub, not by people: the merge that a pull request is tested as, and a bot's own commits.
GENERATED = re.compile(r"Merge [0-9a-f]{40} into [0-9a-f]{40}")
BOT = "dependabot[bot]"


def revisions():
    known = subprocess.run(["git", "cat-file", "-e", FIXED + "^{commit}"], stderr=subprocess.DEVNULL).returncode == 0
    return f"{FIXED}..HEAD" if known else "HEAD"


def main():
    asked = sys.argv[1] if len(sys.argv) > 1 else revisions()
    log = ["git", "log", "--no-merges", "--format=%h%x00%an%x00%s", asked, "--"]
    bad = 0
    for line in subprocess.run(log, check=True, capture_output=True, text=True).stdout.splitlines():
        commit, author, subject = line.split("\0", 2)
        if author == BOT or GENERATED.fullmatch(subject) or 0 < len(subject) <= LONGEST:
            continue
        bad += 1
        print(f"{commit}: the subject has {len(subject)} characters; write 1 to {LONGEST}: {subject}")
    return 1 if bad else 0


sys.exit(main())
