"""Waiting, asking and reporting."""

import subprocess
import time


class Failed(Exception):
    """A check did not hold; the message says what was found instead."""


class Table:
    """The checks and how long each took; one that fails does not end the run, and shows the servers' last lines."""

    def __init__(self, evidence=lambda: ""):
        self.evidence = evidence
        self.failures = 0
        self.began = time.monotonic()

    def check(self, name, action, *arguments):
        """Runs a check; what it returns is shown beside its time."""
        began = time.monotonic()
        try:
            note, verdict = action(*arguments) or "", "ok"
        except (Failed, subprocess.SubprocessError, OSError) as e:
            note, verdict = str(e), "FAILED"
            self.failures += 1
        print(f"{verdict:6} {time.monotonic() - began:7.2f} s  {name:58} {note}", flush=True)
        if verdict == "FAILED":
            print(self.evidence(), flush=True)

    def seconds(self):
        return time.monotonic() - self.began

    def end(self):
        """The last line; whether all was well."""
        seconds = self.seconds()
        print(f"{self.failures} failed; {seconds:.0f} s" if self.failures else f"all held; {seconds:.0f} s")
        return self.failures == 0


def until(what, holds, seconds=15.0, pause=0.02):
    """Asks again and again until it holds; the milliseconds that took."""
    began = time.monotonic()
    while True:
        found = holds()
        if found:
            return round((time.monotonic() - began) * 1000)
        if time.monotonic() - began > seconds:
            raise Failed(f"not within {seconds:.0f} s: {what}")
        time.sleep(pause)


def expect(holds, otherwise):
    """Fails unless it holds."""
    if not holds:
        raise Failed(otherwise)


def run(*command, seconds=60, **more):
    """Runs a command to its end."""
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True, text=True, timeout=seconds, check=False, **more)


class Answer:
    """What a resolver answered."""

    def __init__(self, text):
        self.lines = text.splitlines()
        self.status = next((l.split("status: ")[1].split(",")[0] for l in self.lines if "status: " in l), "NONE")
        self.error = next((l.split("EDE: ")[1].split(" ")[0] for l in self.lines if "EDE: " in l), None)
        self.records = [l.split() for l in self.lines if l and not l.startswith(";")]

    def data(self, kind="A"):
        return sorted(r[4] for r in self.records if len(r) > 4 and r[3] == kind)


def dig(server, name, kind="A", *more):
    """Asks a resolver once."""
    return Answer(run("dig", "+tries=1", "+timeout=2", "+noall", "+comments", "+answer", *more,
                      f"@{server}", name, kind).stdout)
