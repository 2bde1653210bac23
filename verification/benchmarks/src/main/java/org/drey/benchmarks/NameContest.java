package org.drey.benchmarks;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.drey.blocklist.index.ListIndex;
import org.jspecify.annotations.Nullable;

/**
 * Asks several structures the same names in turn. The names of a batch are made right before it is
 * asked, as a job has just decoded what it looks up; that is not measured.
 */
final class NameContest {
  static final String INDEX = "ListIndex";
  static final String STRINGS = "HashSet<String>";

  /** So few that they stay in a core's own cache. */
  private static final int BATCH = 1024;

  /** Percent by which a sample of names may have more or fewer hits than was asked for. */
  private static final double MARGIN = 4;

  private final InventedNames names;
  private final long seed;
  private final int batches;
  private final Map<Entrant, MeasuredSamples> entrants = new LinkedHashMap<>();

  /** A way to hold listed names that answers whether a name is one of them or below one. */
  interface Structure {
    /** Returns what it is called in a report. */
    String name();

    /** Asks for every name; how many of them are listed. */
    int hits(String[] asked);
  }

  /**
   * An entrant that is measured together with others: a structure of a size, with a share of hits.
   *
   * @param hits of a hundred names
   */
  record Entrant(Structure structure, int entries, int hits) {}

  /**
   * A contest with names of a seed.
   *
   * @param lookups in each measurement; rounded up to whole batches
   */
  NameContest(InventedNames names, long seed, int lookups) {
    this.names = names;
    this.seed = seed;
    this.batches = (lookups + BATCH - 1) / BATCH;
  }

  /** Takes part in every round from now on. */
  void enter(Entrant entrant) {
    entrants.put(entrant, new MeasuredSamples());
  }

  /** Runs rounds that do not count, until everything is compiled. */
  void warmUp(int rounds) {
    for (int round = 1; round <= rounds; round++) {
      for (Entrant entrant : entrants.keySet()) {
        double unused = nanosALookup(entrant, -round);
      }
    }
  }

  /** Runs one round, each time from another entrant on. */
  void round(int number) {
    List<Entrant> order = new ArrayList<>(entrants.keySet());
    Collections.rotate(order, -number);
    for (Entrant entrant : order) {
      Objects.requireNonNull(entrants.get(entrant)).add(nanosALookup(entrant, number));
    }
  }

  /** Takes the nanoseconds of CPU time a lookup of each entrant, a value for each round. */
  void forEach(BiConsumer<Entrant, MeasuredSamples> action) {
    entrants.forEach(action);
  }

  /** Returns the same of one entrant; null if it takes no part. */
  @Nullable MeasuredSamples samples(String structure, int entries, int hits) {
    for (Map.Entry<Entrant, MeasuredSamples> one : entrants.entrySet()) {
      Entrant entrant = one.getKey();
      if (entrant.structure.name().equals(structure)
          && entrant.entries == entries
          && entrant.hits == hits) {
        return one.getValue();
      }
    }
    return null;
  }

  private double nanosALookup(Entrant entrant, int round) {
    // The same names for all of the same size.
    SplittableRandom random = new SplittableRandom(seed * 31 + round);
    long nanos = 0;
    int hits = 0;
    for (int batch = 0; batch < batches; batch++) {
      String[] asked = names.asked(random, BATCH, entrant.entries, entrant.hits);
      long before = ProcessUse.threadNanos();
      hits += entrant.structure.hits(asked);
      nanos += ProcessUse.threadNanos() - before;
    }
    double share = 100.0 * hits / ((double) BATCH * batches);
    if (Math.abs(share - entrant.hits) > MARGIN) { // that would not be worth measuring
      throw new IllegalStateException(
          entrant.structure.name() + " found " + share + " %, not " + entrant.hits);
    }
    return nanos / ((double) BATCH * batches);
  }

  /** Drey's list index. */
  record IndexStructure(ListIndex index) implements Structure {
    @Override
    public String name() {
      return INDEX;
    }

    @Override
    public int hits(String[] asked) {
      int hits = 0;
      for (String name : asked) {
        hits += index.findName(name, null) == ListIndex.NOTHING ? 0 : 1;
      }
      return hits;
    }
  }

  /** The structure that one writes first: a set of the names, asked for every suffix. */
  static final class StringSet implements Structure {
    private final Set<String> listed = new HashSet<>();

    StringSet(InventedNames names, int entries) {
      for (long n = 0; n < entries; n++) {
        listed.add(names.listed(n));
      }
    }

    @Override
    public String name() {
      return STRINGS;
    }

    @Override
    public int hits(String[] asked) {
      int hits = 0;
      for (String name : asked) {
        hits += isListed(name) ? 1 : 0;
      }
      return hits;
    }

    private boolean isListed(String name) {
      for (int from = 0; ; ) {
        if (listed.contains(name.substring(from))) {
          return true;
        }
        int dot = name.indexOf('.', from);
        if (dot < 0) {
          return false;
        }
        from = dot + 1;
      }
    }
  }

  /**
   * A set of 64-bit fingerprints, asked for every suffix: one pass over the name from its end. The
   * hash has no key and a hit is not verified, so that it does less than a list index must.
   */
  static final class FingerprintSet implements Structure {
    /** FNV-1a with 64 bits begins with it. */
    private static final long BASIS = 0xCBF29CE484222325L;

    private static final long PRIME = 0x100000001B3L;

    private final LongOpenHashSet listed;

    FingerprintSet(InventedNames names, int entries) {
      listed = new LongOpenHashSet(entries);
      for (long n = 0; n < entries; n++) {
        String name = names.listed(n);
        long hash = BASIS;
        for (int at = name.length() - 1; at >= 0; at--) {
          hash = (hash ^ name.charAt(at)) * PRIME;
        }
        listed.add(mixed(hash));
      }
    }

    @Override
    public String name() {
      return "fastutil LongOpenHashSet";
    }

    @Override
    public int hits(String[] asked) {
      int hits = 0;
      for (String name : asked) {
        hits += isListed(name) ? 1 : 0;
      }
      return hits;
    }

    private boolean isListed(String name) {
      long hash = BASIS;
      for (int at = name.length() - 1; at >= 0; at--) {
        char c = name.charAt(at);
        if (c == '.' && listed.contains(mixed(hash))) {
          return true;
        }
        hash = (hash ^ c) * PRIME;
      }
      return listed.contains(mixed(hash));
    }

    /** The finisher of MurmurHash3: the upper bits of FNV are weak. */
    private static long mixed(long hash) {
      long mixed = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
      mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
      return mixed ^ mixed >>> 33;
    }
  }
}
