package org.drey.benchmarks.lookup;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.drey.benchmarks.measure.CpuTime;
import org.drey.benchmarks.measure.MeasuredSamples;
import org.drey.benchmarks.names.InventedNames;

/**
 * Asks several structures the same names in turn. The names of a batch are made right before it is
 * asked, as a job has just decoded what it looks up; that is not measured.
 */
public final class LookupContest {
  /** So few that they stay in a core's own cache. */
  private static final int BATCH = 1024;

  /** Percent by which a sample of names may have more or fewer hits than was asked for. */
  private static final double MARGIN = 4;

  private final InventedNames names;
  private final long seed;
  private final int batches;
  private final Map<Entrant, MeasuredSamples> entrants = new LinkedHashMap<>();

  /**
   * An entrant that is measured together with others: a structure of a size, with a share of hits.
   *
   * @param hits of a hundred names
   */
  public record Entrant(NameStructure structure, long entries, int hits) {}

  /**
   * A contest with names of a seed.
   *
   * @param lookups in each measurement; rounded up to whole batches
   */
  public LookupContest(InventedNames names, long seed, int lookups) {
    this.names = names;
    this.seed = seed;
    this.batches = (lookups + BATCH - 1) / BATCH;
  }

  /** Takes part in every round from now on. */
  public void enter(Entrant entrant) {
    entrants.put(entrant, new MeasuredSamples());
  }

  /** Runs rounds that do not count, until everything is compiled. */
  public void warmUp(int rounds) {
    for (int round = 1; round <= rounds; round++) {
      for (Entrant entrant : entrants.keySet()) {
        double unused = nanosALookup(entrant, -round);
      }
    }
  }

  /** Runs one round, each time from another entrant on. */
  public void round(int number) {
    List<Entrant> order = new ArrayList<>(entrants.keySet());
    for (int i = 0; i < order.size(); i++) {
      Entrant entrant = order.get((i + number) % order.size());
      samples(entrant).add(nanosALookup(entrant, number));
    }
  }

  /** Nanoseconds of CPU time a lookup, a value for each round. */
  public MeasuredSamples samples(Entrant entrant) {
    return Objects.requireNonNull(
        entrants.get(entrant), () -> entrant + " takes no part in this contest");
  }

  private double nanosALookup(Entrant entrant, int round) {
    // The same names for all of the same size.
    SplittableRandom random = new SplittableRandom(seed * 31 + round);
    long nanos = 0;
    int hits = 0;
    for (int batch = 0; batch < batches; batch++) {
      String[] asked = names.asked(random, BATCH, entrant.entries, entrant.hits);
      long before = CpuTime.ofThread();
      hits += entrant.structure.hits(asked);
      nanos += CpuTime.ofThread() - before;
    }
    checkHits(entrant, hits);
    return nanos / ((double) BATCH * batches);
  }

  /** One that finds other names than were listed is not worth measuring. */
  private void checkHits(Entrant entrant, int hits) {
    double share = 100.0 * hits / ((double) BATCH * batches);
    if (Math.abs(share - entrant.hits) > MARGIN) {
      throw new IllegalStateException(
          entrant.structure.name() + " found " + share + " %, not " + entrant.hits);
    }
  }
}
