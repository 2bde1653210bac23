"""Writes what a scanner leaves out, from the table of .github/dependencies.md, which says why.

python3 .ci/suppressions.py .github/dependencies.md > suppressions.xml
"""
import re
import sys
from xml.sax.saxutils import escape

SCHEMA = "https://jeremylong.github.io/DependencyCheck/dependency-suppression.1.4.xsd"
ADVISORY = re.compile(r"CVE-\d{4}-\d+|GHSA(?:-\w{4}){3}")


def rows(text):
    """(artifact, version, advisories, reason); a row without a component goes on with the one above."""
    artifact = version = None
    for line in text.splitlines():
        cells = [cell.strip(" `") for cell in line.strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 4 or cells[0] in ("component", "---"):
            continue
        if cells[0]:
            artifact, version = cells[0].split(":")[1], cells[1]
        advisories = ADVISORY.findall(cells[2])
        if not artifact or not version or len(advisories) != len(cells[2].split(",")):
            sys.exit(f"not a row of components, versions and advisories: {line}")
        yield artifact, version, advisories, cells[3]


def main(file):
    with open(file, encoding="utf-8") as text:
        table = list(rows(text.read()))
    if not table:
        sys.exit(f"no table in {file}")
    print(f'<?xml version="1.0" encoding="UTF-8"?>\n<suppressions xmlns="{SCHEMA}">')
    for artifact, version, advisories, reason in table:
        jar = re.escape(f"{artifact}-{version}.jar")
        print(f"  <suppress>\n    <notes>{escape(reason)}</notes>")
        print(f'    <filePath regex="true">.*[/\\\\]{escape(jar)}.*</filePath>')
        for advisory in advisories:
            tag = "cve" if advisory.startswith("CVE") else "vulnerabilityName"
            print(f"    <{tag}>{advisory}</{tag}>")
        print("  </suppress>")
    print("</suppressions>")


if __name__ == "__main__":
    main(sys.argv[1])
