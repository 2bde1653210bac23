package org.drey.benchmarks.cdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.drey.benchmarks.cdb.CdbPrograms.Answers;
import org.drey.benchmarks.lookup.DreyStructure;
import org.drey.benchmarks.lookup.InventedLists;
import org.drey.benchmarks.lookup.LookupContest;
import org.drey.benchmarks.measure.CpuTime;
import org.drey.benchmarks.measure.FigureTable;
import org.drey.benchmarks.measure.MachineFacts;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.names.InventedNames;
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

  private final InventedNames names;
  private final long seed;
  private final int entries;
  private final int rounds;
  private final Path folder;
  private final Consumer<String> progress;
  private final MeasuredSamples with = new MeasuredSamples();
  private final MeasuredSamples without = new MeasuredSamples();
  private final MeasuredSamples lookup = new MeasuredSamples();

  /** A benchmark of lists of one size. */
  public CdbBenchmark(long seed, int entries, int rounds, Path folder, Consumer<String> progress) {
    this.names = new InventedNames(seed);
    this.seed = seed;
    this.entries = entries;
    this.rounds = rounds;
    this.folder = folder;
    this.progress = progress;
  }

  /** Measures all three in interleaved rounds. */
  public FigureTable run() throws Exception {
    progress.accept("making a constant database and a list of " + entries);
    Path database = NameFiles.database(names, entries, folder);
    String[] asked = names.asked(new SplittableRandom(seed), ASKED, entries, HITS);
    Path queries = NameFiles.queries(asked, folder.resolve("queries.txt"));
    Path list =
        InventedLists.write(
            InventedLists.compiled(names, 0, entries), folder.resolve("names.list"));
    ListIndex index = ListIndex.open(list, InventedLists.key());
    LookupContest contest = new LookupContest(names, seed, ASKED);
    LookupContest.Entrant entrant =
        new LookupContest.Entrant(new DreyStructure(index), entries, HITS);
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
    Answers answers = CdbPrograms.ask(server.port(), queries, TIMES);
    long nanos = server.used().userNanos() - before;
    double refused = A_PERCENT * answers.refused() / answers.completed();
    if (Math.abs(refused - hits) > 1) {
      throw new IOException("dnsdist refused " + refused + " % of the names, not " + hits);
    }
    return (double) nanos / answers.completed();
  }

  private FigureTable table(
      DnsServer plain,
      DnsServer looking,
      Path database,
      ListIndex index,
      Path list,
      MeasuredSamples lookups)
      throws IOException {
    FigureTable table =
        new FigureTable(
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
    CpuTime.OfProcess used = server.used();
    return (double) used.residentPages() * MachineFacts.here().pageBytes();
  }
}
