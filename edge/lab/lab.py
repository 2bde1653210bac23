"""The checks, in the order in which they run. Started by ./run inside a network namespace."""

import argparse
import sys
from pathlib import Path

from bench import Bench
from floods import Floods
from names import Names
from servers import RESOLVERS
from sizes import Sizes
from tools import Table
from urls import Urls


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--artifacts", type=Path, help="a folder for pictures of what the browser showed")
    parser.add_argument("--keep", action="store_true", help="leave logs and configuration")
    options = parser.parse_args()
    bench = Bench(options.work, options.artifacts)
    table = Table(bench.servers.evidence)
    try:
        bench.begin()
        print(f"servers are up after {table.seconds():.0f} s")
        checks(table.check, Names(bench), Urls(bench), Floods(bench), Sizes(bench))
    finally:
        bench.servers.stop_all()
    sys.exit(0 if table.end() else 1)


def checks(check, names, urls, floods, sizes):
    """Each goes on from where the one before has left the list."""
    check("a primary that gives the zone to anyone is refused", names.open_transfer)
    check("a key that others can read is refused", names.open_files)
    check("rpz starts", names.start_rpz)
    check("a published name is redirected", names.listed)
    check("a host entry covers the host alone", names.host_only)
    check("other names resolve", names.others)
    check("the zone is hidden", names.hidden)
    check("Extended DNS Error of a redirect", names.error, "4", "BIND", "PowerDNS")
    for resolver in RESOLVERS:
        check(f"the browser shows the splash page through {resolver}", names.page, resolver, True)
    check("HTTPS fails cleanly, without a certificate", names.https)
    check("an alias of a listed name is caught", names.alias)
    check("a name cached before it was listed", names.cached)
    check("a damaged feed changes nothing", names.damaged)
    check("an outage of the primary", names.primary_restarts)
    check("an empty feed changes nothing", names.emptied)
    check("a removed name resolves again", names.removed)
    check("the browser shows the page itself again", names.page, "BIND", False)
    check("a published URL is blocked through the proxy", urls.url_listed)
    check("only that URL is blocked, however it is written", urls.url_forms)
    check("the host of a listed URL resolves", urls.url_host)
    check("the redirect shows nothing", urls.url_location)
    check("the browser shows the splash page through the proxy", urls.url_page)
    check("tunnels to listed names are refused", urls.tunnel)
    check("pages pass while ICAP is down", urls.icap_down)
    check("no listed page passes: 8 kB of bytes on 100 connections", floods.under, "bytes")
    check("no listed page passes: the same through the proxy", floods.under, "proxy")
    check("no listed page passes: idle connections, ever more", floods.under, "idle")
    check("another answer: no such name", sizes.another_answer)
    check("Extended DNS Error of a block", names.error, "15", "BIND", "PowerDNS")
    check("INSPECT routing: the host of a listed URL leads to the proxy", sizes.inspected)
    check("11,500 names, as updates", sizes.size, 11_500)
    check("11,500 names, fetched whole at the start", sizes.cold, 11_500)
    check("a feed that was cut off changes nothing", sizes.cut_off)
    check("100,000 names, as updates", sizes.size, 100_000)
    check("100,000 names, fetched whole at the start", sizes.cold, 100_000)
    check("the zone as a file", sizes.zone_file)
    check("no listed name in what Drey writes", sizes.leaks)


if __name__ == "__main__":
    main()
