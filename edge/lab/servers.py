"""The servers of the lab: their configuration, and starting and ending them."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

from tools import dig, run, until

ZONE = "rpz.drey"
PRIMARY, BIND, UNBOUND, PDNS, AUTHORITY = (f"10.53.0.{n}" for n in range(2, 7))
ORIGIN, ICAP, PROXY, SPLASH = "10.53.0.7", "10.53.0.8", "10.53.0.9", "10.53.0.80"
RESOLVERS = {"BIND": BIND, "Unbound": UNBOUND, "PowerDNS": PDNS}
DREY = os.environ["DREY"]
UNBOUND_SPACE = os.environ["UNBOUND_SPACE"]

# Names that are not in the list resolve to a web server of ours; so do listed ones without it.
AUTHORITY_ZONE = f"""$TTL 1
@ IN SOA ns.example. root.example. 1 60 10 604800 1
@ IN NS ns.example.
ns A {AUTHORITY}
splash.isp A {SPLASH}
alias CNAME www.zqmarker-alias.example.
slow 300 A {ORIGIN}
* A {ORIGIN}
"""

COMMON = "listen-on-v6 {{ none; }}; pid-file none; session-keyfile none; managed-keys-directory \".\";"


class Servers:
    """What runs, each in its own folder, with what it says in a file there."""

    def __init__(self, work):
        self.work = work
        self.running = {}

    def folder(self, name):
        folder = self.work / name
        folder.mkdir(mode=0o750, exist_ok=True)
        return folder

    def start(self, name, *command):
        folder = self.folder(name)
        out = (folder / "output.log").open("a")
        self.running[name] = subprocess.Popen(
            [str(part) for part in command], cwd=folder, stdout=out, stderr=subprocess.STDOUT,
            start_new_session=True)

    def output(self, name):
        return (self.work / name / "output.log").read_text()

    def tail(self, name):
        """Whether a server still runs, and its last lines, which name no list entry."""
        process = self.running.get(name)
        ended = process.poll() if process else None
        state = "is stopped" if process is None else "runs" if ended is None else f"ended with {ended}"
        logs = [self.work / name / log for log in ("output.log", "cache.log")]
        lines = [line for log in logs if log.exists() for line in log.read_text(errors="replace").splitlines()[-4:]]
        return "\n".join([f"{name} {state}", *(f"  {line}" for line in lines)])

    def evidence(self):
        """What each server says at the moment, for whoever looks for the cause of a failure."""
        return "\n".join(self.tail(name) for name in self.running)

    def stop(self, name):
        process = self.running.pop(name, None)
        if process and process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def stop_all(self):
        for name in reversed(list(self.running)):
            self.stop(name)

    # --- DNS ---

    def keys(self):
        """The key that changes the zone, and the one that only fetches it."""
        for name in ("drey-update", "drey-transfer"):
            key = self.work / f"{name}.key"
            key.touch(mode=0o640)
            key.write_text(run("tsig-keygen", name).stdout)

    def drey_config(self, server, *options):
        """What Drey says is to be configured."""
        resolvers = [part for a in RESOLVERS.values() for part in ("--resolver", a)]
        done = run(DREY, "edge", "rpz", "--print", server, "--zone", ZONE, "--primary", PRIMARY,
                   "--tsig-key", self.work / "drey-update.key", *resolvers, *options)
        if done.returncode:
            raise OSError(done.stderr)
        return done.stdout

    def primary(self):
        folder = self.folder("primary")
        config = self.drey_config("primary", "--redirect", SPLASH, "--inspect", PROXY)
        config = config.replace('allow-transfer { ', f'allow-transfer {{ {UNBOUND}; ')
        config = config.replace('allow-query { ', f'allow-query {{ {UNBOUND}; ')
        config += ('zone "open.drey" { type primary; file "open.drey.db";'
                   ' allow-transfer { any; }; allow-update { key "drey-update"; }; };')
        for zone in (ZONE, f"inspect.{ZONE}", "open.drey"):
            (folder / f"{zone}.db").write_text(
                "@ 60 IN SOA localhost. root.localhost. 1 60 10 604800 5\n@ 60 IN NS localhost.\n")
        self.named("primary", PRIMARY, "recursion no;", self.include("drey-update")
                   + self.include("drey-transfer") + config)

    def authority(self):
        (self.folder("authority") / "example.db").write_text(AUTHORITY_ZONE)
        self.named("authority", AUTHORITY, "recursion no;",
                   'zone "example" { type primary; file "example.db"; };')

    def bind(self, *options):
        text = self.drey_config("bind", *options)
        policy, zones = text.split("# Outside of options:", 1)
        more = f"recursion yes; dnssec-validation no; qname-minimization off; {policy}"
        self.named("BIND", BIND, more, self.include("drey-transfer") + "#" + zones
                   + f'zone "example" {{ type forward; forward only; forwarders {{ {AUTHORITY}; }}; }};')

    def include(self, key):
        return f'include "{self.work / key}.key";\n'

    def named(self, name, address, options, zones):
        folder = self.folder(name)
        (folder / "named.conf").write_text(
            f"options {{ directory \"{folder}\"; listen-on {{ {address}; }}; query-source address {address};"
            f" transfer-source {address}; notify-source {address}; {COMMON.format()}"
            f" {options} }};\ncontrols {{}};\n{zones}\n")
        self.start(name, "named", "-g", "-c", folder / "named.conf")

    def unbound(self, *options):
        folder = self.folder("Unbound")
        (folder / "unbound.conf").write_text(f"""
server:
    interface: {UNBOUND}
    access-control: 10.53.0.0/24 allow
    do-daemonize: no
    use-syslog: no
    username: ""
    chroot: ""
    directory: "{folder}"
    pidfile: ""
    qname-minimisation: no
remote-control:
    control-enable: no
forward-zone:
    name: "example"
    forward-addr: {AUTHORITY}
""" + self.drey_config("unbound", *options))
        # It has no TSIG, and no address for transfers to be set: so it has a separate network.
        self.start("Unbound", "ip", "netns", "exec", UNBOUND_SPACE, "unbound", "-d", "-c", folder / "unbound.conf")

    def pdns(self, *options):
        folder = self.folder("PowerDNS")
        secret = re.search(r'secret "(.*?)"', (self.work / "drey-transfer.key").read_text()).group(1)
        text = self.drey_config("pdns", *options).replace("SECRET OF THE TRANSFER KEY", secret)
        text = text.replace("incoming:\n", f"incoming:\n  listen: [{PDNS}]\n  allow_from: [10.53.0.0/24]\n")
        text = text.replace("recursor:\n", f"""recursor:
  socket_dir: "{folder}"
  security_poll_suffix: ""
  forward_zones: [{{ zone: example, forwarders: [{AUTHORITY}] }}]
""", 1)
        (folder / "recursor.yml").write_text(
            text + f"outgoing:\n  dont_query: []\n  source_address: [{PDNS}]\ndnssec:\n  validation: off\n")
        self.start("PowerDNS", "pdns_recursor", f"--config-dir={folder}", "--daemon=no")

    def resolver(self, name, *options):
        {"BIND": self.bind, "Unbound": self.unbound, "PowerDNS": self.pdns}[name](*options)

    def resolvers(self, *options):
        for name in RESOLVERS:
            self.resolver(name, *options)
        for server in RESOLVERS.values():
            until(f"{server} answers", lambda s=server: dig(s, "ready.example").data() == [ORIGIN])

    # --- web ---

    def origin(self):
        self.start("origin", "python3", "-B", Path(__file__).parent / "web.py", ORIGIN, "200", "an ordinary page")

    def splash(self):
        if run(DREY, "edge", "splash", "--help").returncode == 0:
            self.start("splash", DREY, "edge", "splash", "--listen", f"{SPLASH}:80")
        else:
            self.start("splash", "python3", "-B", Path(__file__).parent / "web.py", SPLASH, "403", "the warning page")

    def squid(self):
        folder = self.folder("squid")
        shutil.chown(folder, "proxy", "proxy")  # it does not run as root
        (folder / "squid.conf").write_text(f"""
http_port {PROXY}:3128
http_access allow all
dns_nameservers {BIND}
cache deny all
access_log none
cache_log {folder}/cache.log
pid_filename none
cache_effective_user proxy
coredump_dir {folder}
shutdown_lifetime 1 second
icap_enable on
icap_service drey reqmod_precache icap://{ICAP}:1344/reqmod bypass=on
adaptation_access drey allow all
icap_preview_enable on
icap_persistent_connections on
icap_connect_timeout 1 second
icap_io_timeout 2 seconds
icap_service_failure_limit -1
icap_service_revival_delay 30
adaptation_send_client_ip off
adaptation_send_username off
""")
        self.start("squid", "squid", "-N", "-n", f"dreylab{os.getpid()}", "-f", folder / "squid.conf")

    def icap(self, feed):
        """With a deadline within the proxy's patience that holds on a machine that is busy with something else."""
        self.start("icap", DREY, "edge", "icap", "--blocklist", feed, "--listen", f"{ICAP}:1344",
                   "--metrics", f"{ICAP}:1345", "--splash", "http://splash.isp.example/", "--deadline", "1000")

    def rpz(self, feed, *options):
        self.start("rpz", DREY, "edge", "rpz", "--feed", feed, "--zone", ZONE, "--primary", PRIMARY,
                   "--tsig-key", self.work / "drey-update.key", *options)
