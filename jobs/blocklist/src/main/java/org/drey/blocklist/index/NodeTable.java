package org.drey.blocklist.index;

import java.util.Arrays;

/**
 * The searched part of a list: every node's 64-bit fingerprint and four flags in one array, and
 * before them a filter that turns nearly all misses away.
 *
 * <p>The filter is a Bloom filter of words: a node sets four bits of one word (Putze, Sanders and
 * Singler, 2007). At 8 bits a node it is a twelfth of the table, which is the difference between
 * memory and the processor's cache for a list of a million, and lets one miss in thirty through.
 *
 * <p>The table is open addressing in the order of the fingerprints: a node stands at the place that
 * its fingerprint is of the whole range, or as near behind as others allow, and nodes never
 * overtake one another. So a search ends at the first gap or the first larger node, two or three
 * words on from where it began. A word is the fingerprint's low 60 bits and the flags. The top four
 * bits follow from the place: no node stands further off than a 64th of the table, and four bits
 * tell sixteenths apart. Immutable; shared by every thread of the process.
 */
final class NodeTable {
  private static final int LEAST_CAPACITY = 1 << 12;

  /** What {@link #find} answers if there is no such node. */
  static final long NOWHERE = -1;

  /** Words behind the last place, for nodes that are pushed off the end. */
  private static final int TAIL = 1 << 6;

  private static final int PLACE_BITS = 31;

  private static final int FILTER_BITS_A_NODE = 8;

  /** Words in a block. */
  private static final int BLOCK = 8;

  private static final int[] SEVERAL_FILES = {};

  private final long[] words;

  /** Where the table begins; before it is the filter. */
  private final int first;

  private final int capacity;
  private final int size;

  /** How many records the nodes before each block have; empty if the nodes are of several files. */
  private final int[] recordsBefore;

  private NodeTable(long[] words, int first, int capacity, int size, int[] recordsBefore) {
    this.words = words;
    this.first = first;
    this.capacity = capacity;
    this.size = size;
    this.recordsBefore = recordsBefore;
  }

  /** Reads the nodes of a whole list. */
  static NodeTable of(Segment segment) {
    NodeTable table = filled(segment.fingerprints(), segment.flags());
    return new NodeTable(
        table.words, table.first, table.capacity, table.size, table.countedRecords());
  }

  int size() {
    return size;
  }

  /** What it takes in memory, in bytes. */
  long bytes() {
    return (long) words.length * Long.BYTES + (long) recordsBefore.length * Integer.BYTES;
  }

  /**
   * A node's flags, and how many records stand before its own in the file that the table was read
   * from: 0 if it was not read from one file.
   *
   * @return {@link #flagsOf} and {@link #recordOf} tell them; {@link #NOWHERE} if there is none
   */
  long find(long fingerprint) {
    long bits = filterBits(fingerprint);
    if ((words[filterWord(fingerprint)] & bits) != bits) {
      return NOWHERE;
    }
    int place = place(fingerprint);
    int block = (place - first) / BLOCK;
    // Read together with the nodes, not after them: both are far away.
    int record = recordsBefore.length == 0 ? 0 : recordsBefore[block];
    for (int at = first + block * BLOCK; at < place; at++) {
      record += Flags.records((int) words[at]);
    }
    long low = fingerprint << Flags.BITS;
    for (int at = place; ; at++) {
      long word = words[at];
      long ahead = word - low;
      if (word == 0 || ahead > Flags.ALL) {
        return NOWHERE;
      }
      if (ahead >= 0) {
        return (long) record << Flags.BITS | ahead;
      }
      record += Flags.records((int) word);
    }
  }

  /** The flags of a node that was found; 0 of none. */
  static int flagsOf(long found) {
    return found == NOWHERE ? 0 : (int) found & Flags.ALL;
  }

  /** The flags of a node; 0 if there is none. */
  int flags(long fingerprint) {
    return flagsOf(find(fingerprint));
  }

  /** The number of the record for one of a node's flags. */
  static int recordOf(long found, int flag) {
    return (int) (found >>> Flags.BITS) + Flags.record((int) found & Flags.ALL, flag);
  }

  /** This table with the nodes of a difference put in, changed, or (no flags) taken out. */
  NodeTable with(Segment delta) {
    long[] changed = delta.fingerprints();
    int[] flags = delta.flags();
    // Full to five sixths at most: beyond, runs get long.
    if (size + changed.length > capacity / 6 * 5) {
      return merged(changed, flags);
    }
    NodeTable next = new NodeTable(words.clone(), first, capacity, size, SEVERAL_FILES);
    int grown = size;
    for (int n = 0; n < changed.length; n++) {
      int at = next.spot(changed[n]);
      boolean was = next.isAt(at, changed[n]);
      if (flags[n] == 0) {
        if (was) {
          next.remove(at);
          grown--;
        }
      } else {
        if (!was) {
          if (!next.makeRoom(at)) {
            return merged(changed, flags);
          }
          grown++;
        }
        next.put(at, changed[n], flags[n]);
      }
    }
    return new NodeTable(next.words, first, capacity, grown, SEVERAL_FILES);
  }

  private int place(long fingerprint) {
    return first + (int) (((fingerprint >>> (Long.SIZE - PLACE_BITS)) * capacity) >>> PLACE_BITS);
  }

  private int filterWord(long fingerprint) {
    return (int) (((fingerprint & 0xFFFFFFFFL) * first) >>> Integer.SIZE);
  }

  /** Four bits of a word, by numbers of six bits each; a shift takes the lowest six. */
  private static long filterBits(long fingerprint) {
    return 1L << (fingerprint >>> 32)
        | 1L << (fingerprint >>> 38)
        | 1L << (fingerprint >>> 44)
        | 1L << (fingerprint >>> 50);
  }

  private void put(int at, long fingerprint, int flags) {
    words[at] = fingerprint << Flags.BITS | flags;
    words[filterWord(fingerprint)] |= filterBits(fingerprint);
  }

  /** Where a node stands, or the place where it has to be put. */
  private int spot(long fingerprint) {
    long low = fingerprint << Flags.BITS;
    int at = place(fingerprint);
    while (words[at] != 0 && (words[at] | Flags.ALL) - low < 0) {
      at++;
    }
    return at;
  }

  private boolean isAt(int at, long fingerprint) {
    return words[at] != 0 && (words[at] ^ fingerprint << Flags.BITS) >>> Flags.BITS == 0;
  }

  /** Pushes what stands here and behind one on, up to the next gap; false if that is too far. */
  private boolean makeRoom(int at) {
    int gap = at;
    while (words[gap] != 0) {
      gap++;
    }
    // The last word stays empty: it ends every search.
    if (gap >= words.length - 1 || gap - at > capacity / 128) {
      return false;
    }
    System.arraycopy(words, at, words, at + 1, gap - at);
    return true;
  }

  /** Lets those behind move up that do not stand at their own place. */
  private void remove(int at) {
    int to = at;
    while (words[to + 1] != 0 && place(fingerprint(to + 1)) <= to) {
      words[to] = words[to + 1];
      to++;
    }
    words[to] = 0;
  }

  /** The whole fingerprint of the node that stands here. */
  private long fingerprint(int at) {
    long top = Math.min(Flags.ALL, (at - first) / (capacity >> Flags.BITS));
    long fingerprint = top << (Long.SIZE - Flags.BITS) | words[at] >>> Flags.BITS;
    // It can only stand behind its place: if not, it was pushed across a border of the top bits.
    return place(fingerprint) <= at ? fingerprint : fingerprint - (1L << (Long.SIZE - Flags.BITS));
  }

  private int[] countedRecords() {
    int[] counted = new int[(words.length - first) / BLOCK + 1];
    int records = 0;
    for (int at = first; at < words.length; at++) {
      if ((at - first) % BLOCK == 0) {
        counted[(at - first) / BLOCK] = records;
      }
      records += Flags.records((int) words[at]);
    }
    return counted;
  }

  private NodeTable merged(long[] changed, int[] flags) {
    long[] all = new long[size + changed.length];
    int[] allFlags = new int[all.length];
    int count = 0;
    int next = 0;
    for (int at = first; at < words.length; at++) {
      if (words[at] == 0) {
        continue;
      }
      long node = fingerprint(at);
      for (; next < changed.length && Long.compareUnsigned(changed[next], node) < 0; next++) {
        all[count] = changed[next];
        allFlags[count] = flags[next];
        count += flags[next] == 0 ? 0 : 1;
      }
      boolean replaced = next < changed.length && changed[next] == node;
      all[count] = node;
      allFlags[count] = replaced ? flags[next++] : (int) words[at] & Flags.ALL;
      count += allFlags[count] == 0 ? 0 : 1;
    }
    for (; next < changed.length; next++) {
      all[count] = changed[next];
      allFlags[count] = flags[next];
      count += flags[next] == 0 ? 0 : 1;
    }
    return filled(Arrays.copyOf(all, count), Arrays.copyOf(allFlags, count));
  }

  /** A table of nodes in unsigned order, full to three quarters: 10.7 bytes a node. */
  private static NodeTable filled(long[] nodes, int[] flags) {
    int filter = (int) ((long) nodes.length * FILTER_BITS_A_NODE / Long.SIZE) + 1;
    long capacity = inSixteenths(Math.max(LEAST_CAPACITY, nodes.length / 3L * 4));
    while (filter + capacity + TAIL < Integer.MAX_VALUE - Long.BYTES) {
      long[] words = new long[(int) (filter + capacity) + TAIL];
      NodeTable table = new NodeTable(words, filter, (int) capacity, nodes.length, SEVERAL_FILES);
      if (table.fill(nodes, flags)) {
        return table;
      }
      capacity = inSixteenths(capacity + capacity / 4);
    }
    throw new IllegalArgumentException("a list has at most a billion nodes");
  }

  /** So that each value of the top four bits has a part of the table that begins at a place. */
  private static long inSixteenths(long capacity) {
    return (capacity + Flags.ALL) / (Flags.ALL + 1) * (Flags.ALL + 1);
  }

  /** Whether all could be put near enough to their places. */
  private boolean fill(long[] nodes, int[] flags) {
    int free = first;
    for (int n = 0; n < nodes.length; n++) {
      int place = place(nodes[n]);
      int at = Math.max(place, free);
      if (at >= words.length - 1 || at - place > capacity / 128) {
        return false;
      }
      put(at, nodes[n], flags[n]);
      free = at + 1;
    }
    return true;
  }
}
