package org.drey.local.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Servers as Debian has them, with the lines that the pages on feeds say. The resolvers ask BIND,
 * which answers each name below {@code example}.
 */
final class FeedServers implements AutoCloseable {
  private static final Path PAGES = Path.of("..", "docs", "feeds");

  private final Path folder;
  private final Path socket;
  private final int bind;
  private final List<Process> running = new ArrayList<>();

  /**
   * Servers that write to a socket of dnstap.
   *
   * @param folder for their files
   */
  FeedServers(Path folder, Path socket) throws IOException {
    this.folder = folder;
    this.socket = socket;
    this.bind = freePort();
  }

  /** Starts the resolvers that are installed; returns all by their identities, with their ports. */
  Map<String, Integer> startResolvers() throws IOException {
    Map<String, Integer> ports = new LinkedHashMap<>();
    ports.put("ns1.isp.example", bind);
    start(ports, "ns2.isp.example", "/usr/sbin/unbound", this::startUnbound);
    start(ports, "edge.isp.example", "/usr/bin/dnsdist", this::startDnsdist);
    start(ports, "ns3.isp.example", "/usr/sbin/kresd", this::startKnot);
    return ports;
  }

  /** The start of a resolver at a port. */
  private interface ResolverStart {
    void at(int port) throws IOException;
  }

  private static void start(
      Map<String, Integer> ports, String identity, String program, ResolverStart start)
      throws IOException {
    if (isInstalled(program)) {
      int port = freePort();
      start.at(port);
      ports.put(identity, port);
    }
  }

  static boolean isInstalled(String program) {
    return Files.isExecutable(Path.of(program));
  }

  /** A port that is free over TCP and UDP. */
  private static int freePort() throws IOException {
    InetAddress local = InetAddress.getLoopbackAddress();
    try (ServerSocket tcp = new ServerSocket(0, 0, local);
        DatagramSocket udp = new DatagramSocket(tcp.getLocalPort(), local)) {
      return udp.getLocalPort();
    }
  }

  /** Returns the first block of code of a page after a heading, writing to the test's socket. */
  private String page(String page, String heading) throws IOException {
    String text = Files.readString(PAGES.resolve(page));
    Matcher block =
        Pattern.compile(Pattern.quote(heading) + "\\n.*?```\\w*\\n(.*?)```", Pattern.DOTALL)
            .matcher(text);
    assertTrue(block.find(), page + " has no block after: " + heading);
    return block.group(1).replace("/run/drey/dnstap.sock", socket.toString());
  }

  /** Starts BIND; returns its port. */
  int startBind() throws IOException {
    write("zone", "$TTL 60\n@ SOA ns root 1 60 10 604800 1\n@ NS ns\n* A 198.51.100.7\n");
    String mine =
        """
        options {
          directory "%s"; listen-on port %d { 127.0.0.1; }; listen-on-v6 { none; };
          pid-file none; session-keyfile none; managed-keys-directory "."; recursion no;
        """
            .formatted(folder, bind);
    String zones = "controls { };\nzone \"example\" { type primary; file \"zone\"; };\n";
    String options = page("dnstap.md", "## BIND").replace("options {\n", mine);
    run("named", "/usr/sbin/named", "-f", "-c", write("named.conf", options + zones));
    return bind;
  }

  private void startUnbound(int port) throws IOException {
    String mine =
        """
        server:
          interface: 127.0.0.1
          port: %d
          do-daemonize: no
          use-syslog: no
          username: ""
          chroot: ""
          directory: "%s"
          pidfile: ""
          do-not-query-localhost: no
        remote-control:
          control-enable: no
        forward-zone:
          name: "example"
          forward-addr: 127.0.0.1@%d
        """
            .formatted(port, folder, bind);
    String text = mine + page("dnstap.md", "## Unbound");
    run("unbound", "/usr/sbin/unbound", "-d", "-c", write("unbound.conf", text));
  }

  private void startDnsdist(int port) throws IOException {
    String mine =
        "setLocal('127.0.0.1:%d')\nnewServer('127.0.0.1:%d')\nsetSecurityPollSuffix('')\n"
            .formatted(port, bind);
    String text = mine + page("dnstap.md", "## dnsdist");
    run("dnsdist", "/usr/bin/dnsdist", "--supervised", "-C", write("dnsdist.conf", text));
  }

  private void startKnot(int port) throws IOException {
    String mine =
        """
        net.listen('127.0.0.1', %d, { kind = 'dns' })
        trust_anchors.remove('.')
        cache.size = 10 * MB
        policy.add(policy.all(policy.STUB('127.0.0.1@%d')))
        """
            .formatted(port, bind);
    String text = page("dnstap.md", "## Knot Resolver") + mine;
    Path own = Files.createDirectory(folder.resolve("kresd"));
    run("kresd", "/usr/sbin/kresd", "-n", "-c", write("kresd.conf", text), own.toString());
  }

  /** Starts Squid, which writes its log to a port; returns the port at which it takes requests. */
  int startSquid(int log) throws IOException {
    int port = freePort();
    String mine =
        """
        http_port 127.0.0.1:%d
        http_access allow all
        hosts_file %s
        cache deny all
        cache_log stdio:/dev/null
        pid_filename none
        coredump_dir /
        shutdown_lifetime 1 second
        """
            .formatted(port, write("hosts", "127.0.0.1 listed.example\n"));
    String text = mine + page("squid.md", "# Squid").replace("127.0.0.1:6000", "127.0.0.1:" + log);
    run("squid", "/usr/sbin/squid", "-N", "-n", "t" + port, "-f", write("squid.conf", text));
    return port;
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private void run(String name, String... command) throws IOException {
    running.add(
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start());
  }

  @Override
  public void close() {
    for (Process one : running) {
      one.destroyForcibly().onExit().join();
    }
  }
}
