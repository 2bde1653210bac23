"""Walks the help of all commands of the unpacked packages, and runs each command.

python3 packages.py PLACE [--brief]

PLACE has the packages, hosts/, console/ and local/; path/, which is all of their PATH; rules/, the catalogue; desk/, for the rest.
With --brief each package only starts, and runs one command.
"""
import base64
import concurrent.futures
import datetime
import http.server
import itertools
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request

PLACE = pathlib.Path(sys.argv[1])
DESK = PLACE / "desk"
ENVIRONMENT = {"PATH": str(PLACE / "path"), "HOME": str(DESK), "TMPDIR": str(DESK / "tmp")}
PATIENCE = 120  # seconds
LISTS = ("--lists", "lists", "--key-file", "list.key")
WORLD = ("--blocklist", "world/blocklist.txt", "--config", "world/config.yaml")


def expect(good, problem):
    if not good:
        sys.exit(problem)


def until(what, happens):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = happens()
        if found:
            return found
        time.sleep(0.1)
    return sys.exit(f"not within {PATIENCE} seconds: {what}")


class Package:
    """One of them, and which of its commands were run."""

    def __init__(self, name):
        self.program = str(PLACE / name / "drey")
        self.name = name
        self.commands = set()
        self.groups = {()}
        self.ran = set()

    def start(self, *arguments, out=subprocess.PIPE):
        return subprocess.Popen([self.program, *arguments], cwd=DESK, env=ENVIRONMENT, text=True, encoding="utf-8",
                                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT)

    def run(self, *arguments, says="", status=0):
        """Runs a command to its end, and returns what it prints."""
        process = self.start(*arguments)
        said = process.communicate(timeout=PATIENCE)[0]
        called = f"{self.name}: drey {' '.join(arguments)}"
        expect(process.returncode == status, f"{called}: status {process.returncode}\n{said}")
        expect(says in said, f"{called}: does not say '{says}'\n{said}")
        self.note(arguments)
        return said

    def serve(self, *arguments, ready):
        """Starts a server, does what shows that it serves, and stops it as systemd does."""
        log = self.log(arguments)
        with log.open("w") as out:
            process = self.start(*arguments, out=out)
        try:
            ready(lambda: expect(process.poll() is None, f"{arguments} has ended:\n{log.read_text()}"))
        finally:
            process.send_signal(signal.SIGTERM)
            ended = process.wait(timeout=PATIENCE)
        expect(ended == 128 + signal.SIGTERM, f"{arguments} ends with {ended}:\n{log.read_text()}")
        self.note(arguments)

    def log(self, arguments):
        return DESK / f"{'-'.join(itertools.takewhile(lambda word: word[0] != '-', arguments))}.log"

    def note(self, arguments):
        words = [command for command in self.commands if arguments[:len(command)] == command]
        self.ran.add(max(words, key=len, default=()))

    def walk(self, known):
        """Reads the help of every command that no package before has read; of those, the help of groups alone."""
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            level = [()]
            while level:
                self.commands.update(level)
                asked = [command for command in level if command == () or known.get(command, True)]
                level = [below for found in pool.map(self.below, asked) for below in found]
        known.update((command, command in self.groups) for command in self.commands)
        expect(len(self.commands) > 5, f"{self.name}: the help has hardly a command")

    def below(self, command):
        said = self.run(*command, "--help")
        expect(re.search(r"^Examples?:$", said, re.M), f"no examples: {self.name}: drey {' '.join(command)} --help")
        listed = re.search(r"^Commands:\n((?: .*\n)+)", said, re.M)
        if not listed:
            return []
        self.groups.add(command)
        names = re.findall(r"^  (\S+)", listed.group(1), re.M)
        return [(*command, name) for name in names if name != "help"]  # which is help itself

    def not_run(self):
        return sorted(" ".join(command) for command in self.commands - self.groups - self.ran)


def get(address):
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def healthy(port):
    return get(f"http://127.0.0.1:{port}/.well-known/health")


def icap_blocks():
    head = "GET http://site.example/page.html HTTP/1.1\r\nHost: site.example\r\n\r\n"
    asked = ("REQMOD icap://127.0.0.1:1344/reqmod ICAP/1.0\r\nHost: 127.0.0.1\r\nAllow: 204\r\n"
             f"Encapsulated: req-hdr=0, null-body={len(head)}\r\n\r\n{head}")
    with socket.create_connection(("127.0.0.1", 1344), timeout=5) as proxy:
        proxy.sendall(asked.encode())
        answer = proxy.recv(4096).decode()
    expect("302 Found" in answer and "http://splash.example/?ref=" in answer, f"ICAP answers {answer}")
    return re.search(r"\?ref=([0-9a-f]{16})", answer).group(1)


def write(name, text):
    file = DESK / name
    file.write_text(text, encoding="utf-8")
    file.chmod(0o600)


def lists(package):
    """From a feed to a list in force, and all that can be asked of it."""
    write("feed.txt", "listed.example\n=node.shared.example\nhttps://site.example/page.html\nhttp://site.example/page.html\n")
    blocklist = ("blocklist",)
    package.run(*blocklist, "key", "--output", "list.key")
    compiled = ("compile", "feed.txt", "--list-id", "demo", "--key-file", "list.key", "--output")
    package.run(*blocklist, *compiled, "old.list")
    package.run(*blocklist, "publish", "old.list", *LISTS)
    write("feed.txt", (DESK / "feed.txt").read_text() + "more.example\n")
    package.run(*blocklist, *compiled, "new.list")
    package.run(*blocklist, "publish", "new.list", *LISTS)
    package.run(*blocklist, "explain", "more.example", "--blocklist", "new.list", "--key-file", "list.key", says="SPLASH")
    package.run(*blocklist, "explain", "www.listed.example", *LISTS, says="SPLASH")
    package.run(*blocklist, "publish", "--renew", "demo", *LISTS)
    package.run(*blocklist, "rollback", "demo", *LISTS)
    package.run(*blocklist, "status", *LISTS, says="demo")
    package.run(*blocklist, "prune", *LISTS)


def servers(package):
    """Each serves, says that it is well, and ends when asked."""

    def icap(runs):
        until("ICAP is well", lambda: runs() or healthy(1345))
        references.append(icap_blocks())

    def splash(runs):
        until("the page is well", lambda: runs() or healthy(1346))
        with socket.create_connection(("127.0.0.1", 8080), timeout=5) as visitor:
            visitor.sendall(b"GET / HTTP/1.1\r\nHost: listed.example\r\nConnection: close\r\n\r\n")
            page = b"".join(iter(lambda: visitor.recv(65536), b"")).decode()
        expect(" 403 " in page and "<h1>This page has been blocked</h1>" in page, page)

    def rpz(runs):
        zone = DESK / "zone.db"
        until("the zone is there", lambda: runs() or zone.exists() and "*.listed.example" in zone.read_text())

    references = []
    package.serve("edge", "icap", *LISTS, "--splash", "http://splash.example/", ready=icap)
    package.serve("edge", "splash", ready=splash)
    zone = ("--zone", "rpz.drey", "--nxdomain")
    package.serve("edge", "rpz", *LISTS, "--feed", "feed.txt", *zone, "--zone-file", "zone.db", ready=rpz)
    key = base64.b64encode(bytes(32)).decode()
    write("update.key", f'key "drey-update" {{\n\talgorithm hmac-sha256;\n\tsecret "{key}";\n}};\n')
    primary = ("--primary", "127.0.0.2", "--tsig-key", "update.key")
    package.run("edge", "rpz", "--print", "bind", *zone, *primary, says="response-policy")
    today = datetime.datetime.now(datetime.timezone.utc).date().isoformat()
    package.run("blocklist", "reference", references[0], "--day", today, *LISTS, says="demo")


def alerts(package):
    """Of a folder of replay."""
    results = ("--from", "results")
    found = package.run("alerts", "list", *results, "--json")
    alert = re.search(r'"alert_id": ?"([0-9a-f]{32})"', found).group(1)
    package.run("alerts", "show", alert, *results, says=alert[:4])
    package.run("alerts", "export", "csv", *results, "--output", "alerts.csv")
    package.run("alerts", "decide", alert, "UNFOUNDED", "NO_PATTERN", *results, "--analyst", package.name, "--yes")
    package.run("alerts", "erase", "SUBJECT", "subject-1", "--request", package.name, *results, "--yes", "--unseen", says="Written to")


def console(package):
    """Signs in with the address that it prints, sees the list, and finds that in the audit."""

    def seen(runs):
        printed = DESK / "console.log"
        address = until("an address is printed", lambda: runs() or re.search(r"http://\S+", printed.read_text()))
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        page = browser.open(address.group(), timeout=PATIENCE).read().decode()
        expect("<title>Alerts" in page, page)

    package.serve("console", "--from", "results", ready=seen)
    package.run("audit", "--verify", "--database", "none.db", says="there is no file none.db", status=1)
    package.run("demo", says="drey-local-<version>.tar.gz", status=2)
    package.run("audit", "--verify", says="As it was written: 3 entries")
    package.run("audit", "--backup", "monday.db", says="Copied to monday.db")
    package.run("audit", "--verify", "--database", "monday.db", says="As it was written: 3 entries")


def hosts(package):
    package.run("url", "http://EXAMPLE.test/%7Ea/../b", "127.1", says='"canonical":"127.0.0.1"')
    lists(package)
    servers(package)
    package.run("rules", "check", str(PLACE / "rules"))


def local(package, hosts, analysts):
    package.run("generate", "--output", "world", "--people", "200", "--days", "30")
    package.run("replay", "--input", "world", *WORLD, "--output", "results")
    expect((DESK / "results/alerts.jsonl").stat().st_size > 0, "replay found nothing")
    truth = ("--truth", "world/truth.json", "--from", "results")
    package.run("generate", "verdicts", *truth, "--output", "judged.jsonl")
    console(analysts)
    package.run("rules", "test", str(PLACE / "rules" / "dns"))

    def playing(runs):
        broker = until("the demo is right", lambda: runs() or right(DESK / "demo.log"))
        for one in (package, hosts, analysts):
            one.run("alerts", "tail", "--bootstrap", broker, "--output", f"today-{one.name}")
        forward(hosts, broker)

    package.serve("demo", "--seed", "12", "--people", "300", "--days", "40", "--seconds", "5", "--json", "summary.json", "--keep",
                  ready=playing)


class Hook(http.server.BaseHTTPRequestHandler):
    """Takes webhooks, and keeps their ids."""
    ids = []

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.ids.append(self.headers["webhook-id"])
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def forward(package, broker):
    """To a webhook, and over TLS to a real rsyslog."""
    tool = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=tool.serve_forever, daemon=True).start()
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem"],
                   cwd=DESK, check=True, stderr=subprocess.DEVNULL)
    write("rsyslog.conf", f"""
global(workDirectory="{DESK}" maxMessageSize="64k" defaultNetstreamDriver="ossl"
       defaultNetstreamDriverCAFile="{DESK}/cert.pem" defaultNetstreamDriverCertFile="{DESK}/cert.pem"
       defaultNetstreamDriverKeyFile="{DESK}/key.pem")
module(load="imtcp" StreamDriver.Name="ossl" StreamDriver.Mode="1" StreamDriver.AuthMode="anon")
template(name="as-it-is" type="string" string="%app-name% %msg%\\n")
ruleset(name="all") {{ action(type="omfile" file="{DESK}/syslog" template="as-it-is") }}
input(type="imtcp" address="127.0.0.1" port="6514" ruleset="all")
""")
    syslog = subprocess.Popen(["rsyslogd", "-n", "-f", "rsyslog.conf", "-i", DESK / "rsyslog.pid"], cwd=DESK)
    write("hook.secret", f"whsec_{base64.b64encode(bytes(32)).decode()}\n")
    write("forward.yaml", f"""
state: forwarded
sinks:
  tool: {{type: webhook, url: 'http://127.0.0.1:{tool.server_port}/', secret_file: hook.secret}}
  siem: {{type: syslog, address: 'localhost:6514', ca_file: cert.pem}}
""")
    received = DESK / "syslog"

    def taken(runs):
        until("both have alerts, and all is well",
              lambda: runs() or Hook.ids and received.exists() and healthy(1348) == "ok\n")
        until("each line is one of CEF", lambda: received.read_text().startswith("drey CEF:0|Drey|Drey|1|"))
        odd = [line for line in received.read_text().splitlines() if not line.startswith("drey CEF:0|")]
        expect(not odd, f"rsyslog has {odd}")

    package.serve("alerts", "forward", "--bootstrap", broker, "--config", "forward.yaml", ready=taken)
    tool.shutdown()
    syslog.terminate()
    syslog.wait(timeout=PATIENCE)


def right(log):
    """The demo's broker, once its summary is there and right."""
    said = log.read_text(encoding="utf-8")
    expect(not re.search(r"^NOT ", said, re.M), said)
    if not re.search(r"^ok +others alerted on", said, re.M):
        return None
    summary = json.loads((DESK / "summary.json").read_text(encoding="utf-8"))
    kinds = summary["planted"].values()
    expect(summary["ok"] and summary["benign_alerted"] == 0, summary)
    expect(kinds and all(kind["found"] == kind["expected"] > 0 for kind in kinds), summary)
    expect(summary["dead_letters"]["seen"] == summary["dead_letters"]["expected"], summary)
    expect(summary["list_hits"]["signalled"] == summary["list_hits"]["expected"], summary)
    expect(summary["verdicts"]["taken_up"] == summary["verdicts"]["given"] > 0, summary)
    expect(summary["kept_quiet"]["kept"] == summary["kept_quiet"]["expected"] > 0, summary)
    expect(summary["cases"]["found"] == summary["cases"]["expected"] > 0, summary)
    return re.search(r"^Kafka: +(\S+)", said, re.M).group(1)


def main():
    expect(os.getuid() != 0 and not os.access(PLACE / "hosts/lib", os.W_OK), "an ordinary user, please")
    expect([name for _, name in socket.if_nameindex()] == ["lo"], "there is a network")
    os.umask(0o077)
    (DESK / "tmp").mkdir()
    began = time.monotonic()
    packages = {name: Package(name) for name in ("hosts", "console", "local")}
    if "--brief" in sys.argv:
        for package in packages.values():
            package.run("--help", says="Commands:")
        packages["hosts"].run("url", "EXAMPLE.test", says='"canonical":"example.test"')
        packages["console"].run("audit", "--verify", "--database", "none.db", says="there is no file none.db", status=1)
        packages["local"].run("rules", "test", str(PLACE / "rules" / "dns"))
        print(f"{time.monotonic() - began:3.0f} s  each package starts")
        return
    known = {}  # commands, and which of them have further commands
    for package in packages.values():
        package.walk(known)
        print(f"{time.monotonic() - began:3.0f} s  {package.name}: the help of {len(package.commands)} commands")
    hosts(packages["hosts"])
    local(packages["local"], packages["hosts"], packages["console"])
    for package in packages.values():
        alerts(package)
    ran = set.union(*(ran_of(package) for package in packages.values()))
    left = set(packages["hosts"].not_run()) | (set(packages["console"].not_run()) | set(packages["local"].not_run())) - ran
    expect(not left, f"commands that nothing here runs: {', '.join(sorted(left))}")
    print(f"{time.monotonic() - began:3.0f} s  each command was run")
    remains = list((DESK / "tmp").iterdir())
    expect(not remains, f"temporary files remain: {remains}")


def ran_of(package):
    """The commands that several packages have are run in one of them, those of hosts in theirs."""
    return {" ".join(command) for command in package.ran}


main()
