package org.drey.benchmarks.cdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.drey.benchmarks.cdb.Programs.Answers;
import org.drey.benchmarks.lookup.Contest;
import org.drey.benchmarks.lookup.Index;
import org.drey.benchmarks.lookup.Lists;
import org.drey.benchmarks.measure.Cpu;
import org.drey.benchmarks.measure.Machine;
import org.drey.benchmarks.measure.Samples;
import org.drey.benchmarks.measure.Table;
import org.drey.benchmarks.names.Names;
import org.drey.blocklist.index.ListIndex;

/**
 * The cost of a suffix lookup in dnsdist's constant database: the user CPU time a query of a server
 * that looks up, less that of one that does not; beside Drey's index with the same names.
 */
public final class CdbBenchmark {
  private static final int ASKED = 200_000;
  private static final int TIMES = 3;
  private static final int HITS = 10;
  private static final int WARM_UP = 3;
  private static final double A_PERCENT = 100;

  private final Names names;
  private final long seed;
  private final int entries;
  private final int rounds;
  private final Path folder;
  private final Consumer<String> progress;
  private final Samples with = new Samples();
  private final Samples without = new Samples();
  private final Samples lookup = new Samples();

  /** A benchmark of lists of one size. */
  public CdbBenchmark(long seed, int entries, int rounds, Path folder, Consumer<String> progress) {
    this.names = new Names(seed);
    this.seed = seed;
    this.entries = entries;
    this.rounds = rounds;
    this.folder = folder;
    this.progress = progress;
  }

  /** Measures all three in interleaved rounds. */
  public Table run() throws Exception {
    progress.accept("making a constant database and a list of " + entries);
    Path database = NameFiles.database(names, entries, folder);
    String[] asked = names.asked(new SplittableRandom(seed), ASKED, entries, HITS);
    Path queries = NameFiles.queries(asked, folder.resolve("queries.txt"));
    Path list = Lists.write(Lists.compiled(names, 0, entries), folder.resolve("names.list"));
    ListIndex index = ListIndex.open(list, Lists.key());
    Contest contest = new Contest(names, seed, ASKED);
    Contest.Entrant entrant = new Contest.Entrant(new Index(index), entries, HITS);
    contest.enter(entrant);
    contest.warmUp(WARM_UP);
    try (DnsServer plain = DnsServer.start(folder, null);
        DnsServer looking = DnsServer.start(folder, database)) {
      for (int round = 0; round < rounds; round++) {
        progress.accept("round " + (round + 1) + " of " + rounds);
        double base = nanosAQuery(plain, queries, 0);
        double all = nanosAQuery(looking, queries, HITS);
        contest.round(round);
        without.add(base);
        with.add(all);
        lookup.add(all - base);
      }
      return table(plain, looking, database, index, list, contest.samples(entrant));
    }
  }

  private static double nanosAQuery(DnsServer server, Path queries, int hits) throws Exception {
    long before = server.used().userNanos();
    Answers answers = Programs.ask(server.port(), queries, TIMES);
    long nanos = server.used().userNanos() - before;
    double refused = A_PERCENT * answers.refused() / answers.completed();
    if (Math.abs(refused - hits) > 1) {
      throw new IOException("dnsdist refused " + refused + " % of the names, not " + hits);
    }
    return (double) nanos / answers.completed();
  }

  private Table table(
      DnsServer plain,
      DnsServer looking,
      Path database,
      ListIndex index,
      Path list,
      Samples lookups)
      throws IOException {
    Table table =
        new Table(
            "Lookup among " + entries + " names, " + HITS + " % hits",
            "what",
            "median ns (CPU)",
            "min ns (CPU)",
            "bytes an entry in memory",
            "bytes an entry on disk");
    double more = resident(looking) - resident(plain);
    table.row("dnsdist without lookup, a query", without.median(), without.min(), "-", "-");
    table.row(
        "dnsdist with CDB, a query",
        with.median(),
        with.min(),
        more / entries,
        (double) Files.size(database) / entries);
    table.row("CDB lookup: the difference", lookup.median(), lookup.min(), "-", "-");
    table.row(
        "ListIndex lookup",
        lookups.median(),
        lookups.min(),
        (double) index.bytes() / entries,
        (double) Files.size(list) / entries);
    table.row("ListIndex, of CDB", lookups.median() / lookup.median(), "-", "-", "-");
    return table;
  }

  private static double resident(DnsServer server) throws IOException {
    Cpu.OfProcess used = server.used();
    return (double) used.residentPages() * Machine.here().pageBytes();
  }
}
