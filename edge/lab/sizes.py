"""Checks of another answer, of large lists, and of what is left behind."""

import os

from bench import MARKER, URL_HOST
from servers import ICAP, PROXY, RESOLVERS, ZONE
from tools import dig, expect, run, until

# Keeps the second zone from being emptied, which is refused.
LISTED_URL = f"http://{URL_HOST}/listed/page?id=1"


class Sizes:
    """With names that do not exist instead of a redirect."""

    def __init__(self, lab):
        self.lab = lab

    def another_answer(self):
        self.lab.servers.stop("rpz")
        for name in RESOLVERS:
            self.lab.servers.stop(name)
        self.lab.publish(f"{MARKER}-a.example", LISTED_URL)
        options = ("--nxdomain", "--inspect", PROXY)
        self.lab.servers.resolvers(*options)
        self.lab.servers.rpz(self.lab.feed, *options)
        return self.lab.each(lambda s: dig(s, f"www.{MARKER}-a.example").status == "NXDOMAIN", 40)

    def inspected(self):
        return self.lab.each(lambda s: dig(s, URL_HOST).data() == [PROXY], 20)

    def size(self, count):
        last = f"{MARKER}-n{count:06}.example"
        self.lab.publish(LISTED_URL, *(f"{MARKER}-n{i:06}.example" for i in range(1, count + 1)))
        return self.lab.each(lambda s: dig(s, f"www.{last}").status == "NXDOMAIN", 90)

    def cold(self, count):
        """Resolvers that start with nothing fetch the zone whole; each alone, from its start on."""
        last, times = f"www.{MARKER}-n{count:06}.example", []
        for name, server in RESOLVERS.items():
            self.lab.servers.stop(name)
            for file in (self.lab.work / name).glob("*.db*"):
                file.unlink()
            self.lab.servers.resolver(name, "--nxdomain", "--inspect", PROXY)
            times.append(f"{name} {until(name, lambda s=server: dig(s, last).status == 'NXDOMAIN', 60)} ms")
        return ", ".join(times)

    def cut_off(self):
        """A feed that lost most of its lines does not free the names."""
        self.lab.publish(LISTED_URL, *(f"{MARKER}-n{i:06}.example" for i in range(1, 11)))
        until("it is logged", lambda: "over 20 %" in self.lab.servers.output("rpz"))
        for server in RESOLVERS.values():
            expect(dig(server, f"{MARKER}-n011500.example").status == "NXDOMAIN", "names were freed")

    def zone_file(self):
        """The zone as a file, which BIND can load."""
        file = self.lab.work / "rpz.db"
        for _ in "first", "again":
            done = run(os.environ["DREY"], "edge", "rpz", "--feed", self.lab.feed, "--zone", ZONE, "--alias",
                       "splash.isp.example", "--zone-file", file, "--once")
            expect(done.returncode == 0, done.stderr.strip())
        expect(oct(file.stat().st_mode)[-3:] == "640", "others can read it")
        loaded = run("named-checkzone", ZONE, file)
        expect(loaded.returncode == 0, loaded.stdout.strip())
        return loaded.stdout.strip().splitlines()[0]

    def leaks(self):
        """No listed name or URL in what Drey's own processes write."""
        metrics = run("curl", "-s", f"http://{ICAP}:1345/.well-known/metrics").stdout
        expect("drey_icap_blocked_total" in metrics and MARKER not in metrics, "the metrics leak or are missing")
        found = [str(f) for name in ("rpz", "icap", "splash", "squid") for f in (self.lab.work / name).rglob("*")
                 if f.is_file() and MARKER.encode() in f.read_bytes()]
        expect(not found, f"found in {found}")
