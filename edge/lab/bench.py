"""What the checks work on: servers, list and browser."""

import os
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from browser import Browser
from servers import AUTHORITY, ICAP, ORIGIN, PROXY, RESOLVERS, SPLASH, Servers
from tools import dig, run, until

# In every listed name and URL, so that a leak is found by one word.
MARKER = "zqmarker"
URL_HOST = f"shop-{MARKER}.example"
SECONDS = 12


class Bench:
    """The servers, the list, and the browser."""

    def __init__(self, work, artifacts):
        os.umask(0o027)
        self.work = work
        self.servers = Servers(work)
        self.feed = work / "feed.txt"
        self.browser = Browser(work, artifacts)

    def publish(self, *entries):
        """A new version of the list, moved into place whole."""
        new = self.work / "feed.new"
        new.write_text("".join(f"{entry}\n" for entry in entries))
        new.rename(self.feed)

    def each(self, holds, seconds=SECONDS):
        """Waits until each resolver answers so; how long each took."""
        with ThreadPoolExecutor() as threads:
            waits = {name: threads.submit(until, name, partial(holds, server), seconds)
                     for name, server in RESOLVERS.items()}
        return ", ".join(f"{name} {wait.result()} ms" for name, wait in waits.items())

    def begin(self):
        self.servers.keys()
        self.publish()
        self.servers.authority()
        self.servers.origin()
        self.servers.splash()
        self.servers.primary()
        until("the authority answers", lambda: dig(AUTHORITY, "x.example").data() == [ORIGIN])
        self.servers.resolvers("--redirect", SPLASH)
        self.icap()
        self.servers.squid()
        until("the proxy answers", lambda: self.proxied("http://ordinary.example/") == "200", 30)

    def icap(self):
        """Starts ICAP and waits until it serves, which is apart from the proxy's noticing it."""
        self.servers.icap(self.feed)
        until("icap is up", lambda: "ok" in run("curl", "-s", f"http://{ICAP}:1345/.well-known/health").stdout, 60)

    def proxied(self, url, *more):
        return run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--max-time", "5",
                   "-x", f"http://{PROXY}:3128", *more, url).stdout
