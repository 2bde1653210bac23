package org.drey.benchmarks;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drey.benchmarks.InventedNames.InventedLists;
import org.drey.blocklist.index.ListIndex;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a suffix lookup in dnsdist's constant database: the user CPU time a query of a server
 * that looks up, less that of one that does not; beside Drey's index with the same names. The
 * programs are from Debian's packages dnsdist, tinycdb and dnsperf.
 */
final class ConstantDatabase {
  private static final int ASKED = 200_000;
  private static final int TIMES = 3;
  private static final int HITS = 10;
  private static final int WARM_UP = 3;
  private static final double A_PERCENT = 100;
  private static final Pattern COMPLETED = Pattern.compile("Queries completed:\\s+(\\d+)");
  private static final Pattern REFUSED = Pattern.compile("NXDOMAIN (\\d+)");

  private final MeasuringCommand report;
  private final InventedNames names;
  private final int entries;
  private final Path folder;

  ConstantDatabase(MeasuringCommand report, InventedNames names, int entries, Path folder) {
    this.report = report;
    this.names = names;
    this.entries = entries;
    this.folder = folder;
  }

  /**
   * Measures all three in interleaved rounds.
   *
   * @param list the compiled list of the same names
   */
  void measure(Path list) throws Exception {
    report.note(
        "dnsdist: user CPU time of the process a query, one thread, asked by dnsperf over the"
            + " loopback; no server behind it.");
    report.progress("making a constant database of " + entries);
    Path database = database();
    String[] asked = names.asked(new SplittableRandom(report.seed()), ASKED, entries, HITS);
    Path queries = folder.resolve("queries.txt");
    Files.writeString(
        queries, Arrays.stream(asked).map(name -> name + " A\n").collect(Collectors.joining()));
    ListIndex index = ListIndex.open(list, InventedLists.key());
    NameContest contest = new NameContest(names, report.seed(), ASKED);
    contest.enter(new NameContest.Entrant(new NameContest.IndexStructure(index), entries, HITS));
    contest.warmUp(WARM_UP);
    MeasuredSamples with = new MeasuredSamples();
    MeasuredSamples without = new MeasuredSamples();
    MeasuredSamples lookup = new MeasuredSamples();
    try (DnsServer plain = DnsServer.start(folder, null);
        DnsServer looking = DnsServer.start(folder, database)) {
      report.inRounds(
          0,
          7,
          round -> {
            double base = nanosAQuery(plain, queries, 0);
            double all = nanosAQuery(looking, queries, HITS);
            contest.round(round);
            without.add(base);
            with.add(all);
            lookup.add(all - base);
          });
      MeasuringCommand.FigureTable table =
          report.table(
              "Lookup among " + entries + " names, " + HITS + " % hits",
              "what | median ns (CPU) | min ns (CPU) | bytes an entry in memory"
                  + " | bytes an entry on disk");
      double more =
          (double) (looking.used().residentPages() - plain.used().residentPages())
              * MeasuringCommand.MachineFacts.here().pageBytes();
      table.row("dnsdist without lookup, a query", without.median(), without.min(), "-", "-");
      table.row(
          "dnsdist with CDB, a query",
          with.median(),
          with.min(),
          more / entries,
          (double) Files.size(database) / entries);
      table.row("CDB lookup: the difference", lookup.median(), lookup.min(), "-", "-");
      contest.forEach(
          (entrant, samples) -> {
            table.row("ListIndex lookup", samples.median(), samples.min(), "-", "-");
            table.row("ListIndex, of CDB", samples.median() / lookup.median(), "-", "-", "-");
          });
    }
  }

  /** Makes a constant database whose keys are names as DNS sends them. */
  private Path database() throws Exception {
    Path input = folder.resolve("names.txt");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(input))) {
      for (long n = 0; n < entries; n++) {
        byte[] key = wire(names.listed(n));
        out.write(ascii("+" + key.length + ",1:"));
        out.write(key);
        out.write(ascii("->1\n"));
      }
      out.write('\n');
    }
    Path database = folder.resolve("names.cdb");
    String unused =
        run(List.of("cdb", "-c", "-t", database + ".new", database.toString(), input.toString()));
    return database;
  }

  /** Returns each label after its length, and the root, whose length is 0. */
  static byte[] wire(String name) {
    byte[] wire = ascii("." + name + ".");
    int before = 0;
    for (int at = 1; at < wire.length; at++) {
      if (wire[at] == '.') {
        wire[before] = (byte) (at - before - 1);
        before = at;
      }
    }
    wire[before] = 0;
    return wire;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static double nanosAQuery(DnsServer server, Path queries, int hits) throws Exception {
    long before = server.used().userNanos();
    String asking =
        "dnsperf -s 127.0.0.1 -p %d -n %d -c 1 -T 1 -q 50 -d".formatted(server.port, TIMES);
    List<String> command = new ArrayList<>(List.of(asking.split(" ", -1)));
    command.add(queries.toString());
    String said = run(command);
    long nanos = server.used().userNanos() - before;
    double answers = number(said, COMPLETED);
    double refused = A_PERCENT * number(said, REFUSED) / answers;
    if (Math.abs(refused - hits) > 1) {
      throw new IOException("dnsdist refused " + refused + " % of the names, not " + hits);
    }
    return nanos / answers;
  }

  private static long number(String said, Pattern pattern) {
    Matcher found = pattern.matcher(said);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = start(new ProcessBuilder(command).redirectErrorStream(true));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(command.get(0) + " ended with " + status + ": " + said.strip());
    }
    return said;
  }

  private static Process start(ProcessBuilder program) throws IOException {
    try {
      return program.start();
    } catch (IOException e) {
      throw new IOException(
          program.command().get(0)
              + " cannot be started; on Debian: apt-get install dnsdist tinycdb dnsperf",
          e);
    }
  }

  /**
   * A dnsdist without an upstream server: a name that its database has, or that is below one, does
   * not exist; every other has the same invented address. One thread takes the queries.
   */
  private static final class DnsServer implements AutoCloseable {
    private static final int TRIES = 100;
    private static final int TRY_MILLIS = 200;

    /** A query for the address of {@code first.test}. */
    private static final byte[] QUERY =
        HexFormat.of().parseHex("00010100000100000000000005666972737404746573740000010001");

    private static final int LARGEST_ANSWER = 512;

    private final Process process;
    private final int port;

    private DnsServer(Process process, int port) {
      this.process = process;
      this.port = port;
    }

    /**
     * Starts a server; returns when it answers.
     *
     * @param database null for one that looks nothing up
     */
    static DnsServer start(Path folder, @Nullable Path database) throws IOException {
      int port = freePort();
      String lookup =
          database == null
              ? ""
              : """
                names = newCDBKVStore("%s", 86400)
                addAction(KeyValueStoreLookupRule(names, KeyValueLookupKeySuffix(0, true)), \
                RCodeAction(DNSRCode.NXDOMAIN))
                """
                  .formatted(database);
      String configuration =
          """
          setLocal("127.0.0.1:%d")
          setACL("127.0.0.0/8")
          setSecurityPollSuffix("")
          %saddAction(AllRule(), SpoofAction({"192.0.2.1"}))
          """
              .formatted(port, lookup);
      Path file = Files.createTempFile(folder, "dnsdist", ".conf");
      Files.writeString(file, configuration);
      Process process =
          ConstantDatabase.start(
              new ProcessBuilder(
                      "dnsdist", "-C", file.toString(), "--supervised", "--disable-syslog")
                  .redirectErrorStream(true)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD));
      DnsServer server = new DnsServer(process, port);
      try {
        server.awaitAnswer();
      } catch (IOException | RuntimeException e) {
        server.close();
        throw e;
      }
      return server;
    }

    ProcessUse.OtherProcess used() throws IOException {
      return ProcessUse.OtherProcess.of(process.pid());
    }

    private static int freePort() throws IOException {
      try (DatagramSocket socket =
          new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
        return socket.getLocalPort();
      }
    }

    private void awaitAnswer() throws IOException {
      try (DatagramSocket socket = new DatagramSocket()) {
        socket.setSoTimeout(TRY_MILLIS);
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        for (int tries = 0; tries < TRIES && process.isAlive(); tries++) {
          socket.send(new DatagramPacket(QUERY, QUERY.length, server));
          try {
            socket.receive(new DatagramPacket(new byte[LARGEST_ANSWER], LARGEST_ANSWER));
            return;
          } catch (SocketTimeoutException e) {
            // Not up yet: asked again.
          }
        }
      }
      throw new IOException("dnsdist does not answer; is something else on port " + port + "?");
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
