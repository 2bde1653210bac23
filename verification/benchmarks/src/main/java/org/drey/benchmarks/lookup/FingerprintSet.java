package org.drey.benchmarks.lookup;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import org.drey.benchmarks.names.InventedNames;

/**
 * A set of 64-bit fingerprints, asked for every suffix: one pass over the name from its end. The
 * hash has no key and a hit is not verified, so that it does less than a list index must.
 */
public final class FingerprintSet implements NameStructure {
  /** Of FNV-1a, 64 bits. */
  private static final long BASIS = 0xCBF29CE484222325L;

  private static final long PRIME = 0x100000001B3L;

  private final LongOpenHashSet listed;

  /** A set of the fingerprints of the first names of a list. */
  public FingerprintSet(InventedNames names, int entries) {
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
