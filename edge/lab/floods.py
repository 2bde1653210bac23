"""Listed pages are asked for through the proxy while ICAP is flooded: none may pass."""

import os
import subprocess
import sys
import time
from pathlib import Path

from bench import MARKER, URL_HOST
from servers import ICAP, PROXY
from tools import expect, run, until

PAGES = 200
SECONDS = 60  # at most, for the pages of one flood
TARGETS = {"bytes": (ICAP, 1344, 100), "proxy": (PROXY, 3128, 100), "idle": (ICAP, 1344, 1_000)}


class Floods:
    """Flooded by as many processes as there are cores, each as fast as it can."""

    def __init__(self, lab):
        self.lab = lab

    def under(self, kind):
        page = f"http://{URL_HOST}/listed/page?id=1"
        self.lab.publish(f"{MARKER}-a.example", page)
        until("the page is blocked", lambda: self.lab.proxied(page) == "302", 40)
        before = self.undecided()
        attackers = [self.attack(kind, number) for number in range(os.cpu_count())]
        try:
            until("all flood", lambda: all(log.read_text().count("\n") > 1 for _, log in attackers), 30)
            codes = self.ask(page)
            health = run("curl", "-s", "-m", "5", f"http://{ICAP}:1345/.well-known/health").stdout
            undecided = self.undecided() - before
        finally:
            for process, _ in attackers:
                process.kill()
                process.wait()
        rate = sum(int(log.read_text().splitlines()[-1].split()[0]) for _, log in attackers)
        found = f"{codes.count('302')} of {len(codes)} blocked at {rate}/s, {undecided} undecided in total"
        expect(len(codes) >= PAGES and set(codes) == {"302"} and health == "ok\n", f"{found}; health {health!r}")
        # Every other idle connection has begun a request, which is cut and so counts; of a busy flood all is decided.
        expect((undecided > 0) == (kind == "idle"), f"{found}: not as many as there must be")
        return found

    def attack(self, kind, number):
        address, port, connections = TARGETS[kind]
        log = self.lab.servers.folder("flood") / f"{kind}-{number}.log"
        program = Path(__file__).parent / "flood.py"
        with log.open("w") as out:
            return subprocess.Popen(
                [sys.executable, "-B", program, kind, address, str(port), str(connections // os.cpu_count())],
                stdout=out, stderr=subprocess.DEVNULL), log

    def ask(self, page):
        """One after the other, each by a separate browser, as it were."""
        codes, end = [], time.monotonic() + SECONDS
        while len(codes) < PAGES and time.monotonic() < end:
            codes.append(self.lab.proxied(page))
        return codes

    @staticmethod
    def undecided():
        """What passed undecided, by ICAP's own count."""
        text = run("curl", "-s", "-m", "5", f"http://{ICAP}:1345/.well-known/metrics").stdout
        counts = [int(line.split()[-1]) for line in text.splitlines()
                  if line.startswith("drey_icap_failed_open_total{")]
        expect(counts, "no metrics")
        return sum(counts)
