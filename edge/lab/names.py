"""Checks of names in DNS."""

import os
from pathlib import Path

from bench import MARKER
from servers import BIND, ORIGIN, PRIMARY, RESOLVERS, SPLASH, ZONE
from tools import dig, expect, run, until


class Names:
    """From a listed name to the warning page and back."""

    def __init__(self, lab):
        self.lab = lab

    def open_transfer(self):
        """A primary that gives the list away is not served."""
        done = run(os.environ["DREY"], "edge", "rpz", "--feed", self.lab.feed, "--zone", "open.drey",
                   "--primary", PRIMARY, "--tsig-key", self.lab.work / "drey-update.key",
                   "--redirect", SPLASH, "--once")
        expect(done.returncode == 1, f"ended with {done.returncode}")
        return done.stderr.strip().splitlines()[0][-60:]

    def open_files(self):
        key = self.lab.work / "open.key"
        key.write_text((self.lab.work / "drey-update.key").read_text())
        key.chmod(0o644)
        done = run(os.environ["DREY"], "edge", "rpz", "--feed", self.lab.feed, "--zone", ZONE, "--primary",
                   PRIMARY, "--tsig-key", key, "--redirect", SPLASH, "--once")
        expect(done.returncode == 1 and "chmod 640" in done.stderr, "started anyway")
        return done.stderr.strip()[-40:]

    def start_rpz(self):
        self.lab.servers.rpz(self.lab.feed, "--redirect", SPLASH)
        until("rpz is up", lambda: "keeping" in self.lab.servers.output("rpz"), 30)

    def hidden(self):
        """No one reads the zone without the key, and no resolver gives it away."""
        for server in (PRIMARY, BIND):
            axfr = run("dig", "+tries=1", "+timeout=2", f"@{server}", ZONE, "AXFR").stdout
            expect("Transfer failed" in axfr, f"{server} transfers the zone")
        expect(dig(PRIMARY, ZONE, "SOA").status == "REFUSED", "the primary answers without the key")
        for name, server in RESOLVERS.items():
            found = dig(server, f"www.{MARKER}-a.example.{ZONE}").data()
            expect(not found, f"{name} answers questions about the zone")

    def listed(self):
        name = f"www.{MARKER}-a.example"
        self.lab.publish(f"{MARKER}-a.example", f"={MARKER}-host.example")
        return self.lab.each(lambda s: dig(s, name).data() == [SPLASH])

    def host_only(self):
        note = self.lab.each(lambda s: dig(s, f"{MARKER}-host.example").data() == [SPLASH])
        for server in RESOLVERS.values():
            expect(dig(server, f"www.{MARKER}-host.example").data() == [ORIGIN], "blocks below a host")
        return note

    def others(self):
        for name, server in RESOLVERS.items():
            for other in ("ordinary.example", f"not-{MARKER}-a.example"):
                expect(dig(server, other).data() == [ORIGIN], f"{name} blocks {other}")
            expect(not dig(server, f"www.{MARKER}-a.example", "HTTPS").data("HTTPS"), "an HTTPS record leads past")

    def error(self, code, *servers):
        found = {s: dig(RESOLVERS[s], f"www.{MARKER}-a.example").error for s in servers}
        expect(all(f == code for f in found.values()), f"found {found}")
        return f"EDE {code} from " + " and ".join(servers)

    def alias(self):
        self.lab.publish(f"{MARKER}-a.example", f"{MARKER}-alias.example")
        return self.lab.each(lambda s: SPLASH in dig(s, "alias.example").data())

    def cached(self):
        """A name that was asked, and is cached for five minutes, before it is listed."""
        for server in RESOLVERS.values():
            expect(dig(server, "slow.example").data() == [ORIGIN], "does not resolve")
        self.lab.publish(f"{MARKER}-a.example", "=slow.example")
        return self.lab.each(lambda s: dig(s, "slow.example").data() == [SPLASH], 20)

    def damaged(self):
        """A damaged list changes nothing, and the next good one is taken."""
        self.lab.publish("not a name at all", f"{MARKER}-b.example")
        until("it is logged", lambda: "refused" in self.lab.servers.output("rpz"))
        for server in RESOLVERS.values():
            expect(dig(server, f"{MARKER}-a.example").data() == [SPLASH], "the last good list is gone")
            expect(dig(server, f"{MARKER}-b.example").data() == [ORIGIN], "a damaged list was applied")
        self.lab.publish(f"{MARKER}-a.example", f"{MARKER}-b.example")
        return self.lab.each(lambda s: dig(s, f"{MARKER}-b.example").data() == [SPLASH])

    def primary_restarts(self):
        """The zone is kept through an outage of the primary."""
        self.lab.servers.stop("primary")
        self.lab.publish(f"{MARKER}-a.example", f"{MARKER}-c.example")
        until("it is logged", lambda: "trying again" in self.lab.servers.output("rpz"))
        self.lab.servers.primary()
        return self.lab.each(lambda s: dig(s, f"{MARKER}-c.example").data() == [SPLASH], 30)

    def emptied(self):
        """A list without any name does not empty the zone."""
        self.lab.publish()
        until("it is logged", lambda: "which is all" in self.lab.servers.output("rpz"))
        for server in RESOLVERS.values():
            expect(dig(server, f"www.{MARKER}-a.example").data() == [SPLASH], "names were freed")

    def removed(self):
        self.lab.publish(f"{MARKER}-b.example")
        return self.lab.each(lambda s: dig(s, f"www.{MARKER}-a.example").data() == [ORIGIN], 20)

    def page(self, resolver, listed):
        Path("/etc/resolv.conf").write_text(f"nameserver {RESOLVERS[resolver]}\n")
        seen = self.lab.browser.open(f"http://www.{MARKER}-a.example/", f"{resolver.lower()}-{'listed' if listed else 'free'}")
        expect(self.lab.browser.is_splash(seen) == listed, f"shows: {self.lab.browser.words(seen)}")
        return f"shows: {self.lab.browser.words(seen)[:40]}"

    def https(self):
        """No certificate is forged: the connection is refused, and at once."""
        Path("/etc/resolv.conf").write_text(f"nameserver {BIND}\n")
        done = run("curl", "-sv", "-o", "/dev/null", "-w", "%{http_code} %{time_total}",
                   f"https://www.{MARKER}-a.example/")
        expect(done.returncode in (7, 35, 56), f"curl ended with {done.returncode}")
        expect("certificate" not in done.stderr.lower(), "a certificate was offered")
        seconds = float(done.stdout.split()[1])
        expect(seconds < 1, f"took {seconds} s")
        seen = self.lab.browser.open(f"https://www.{MARKER}-a.example/", "https", picture=False)
        expect("ordinary page" not in seen and not self.lab.browser.is_splash(seen), "the browser shows a page")
        return f"curl {done.returncode} in {seconds * 1000:.0f} ms; the browser shows no page"
