package org.drey.blocklist.index;

/**
 * The searched part of a file in one array: two filters that turn nearly all misses away, and after
 * them a word for each record, all as {@link TableLayout} says.
 *
 * <p>One filter knows the nodes that have records, the other those that are passed on the way to
 * them, which cost one byte each and nothing more. They are two because of the processor: most
 * lists pass few nodes many times, so whether to go on is known from its nearest cache, and it need
 * not wait for the other filter, which nearly always says no. That one is a tenth of the whole.
 *
 * <p>Immutable; shared by every thread of the process.
 */
final class RecordTable {
  /** The result of {@link #find} if there is no such record. */
  static final int NOWHERE = -1;

  private final long[] words;
  private final TableLayout placement;

  /** The index at which the table begins; before it are the filters. */
  private final int first;

  private RecordTable(long[] words, TableLayout placement) {
    this.words = words;
    this.placement = placement;
    this.first = placement.filterWords();
  }

  /** Reads what a file has to search. */
  static RecordTable of(ListSegment segment) {
    return new RecordTable(segment.searched(), segment.placement());
  }

  /** Returns what it takes in memory, in bytes. */
  long bytes() {
    return (long) words.length * Long.BYTES;
  }

  /** False if no record lies below this node. */
  boolean mayPass(long node) {
    long bits = TableLayout.filterBits(node);
    return (words[placement.passedWord(node)] & bits) == bits;
  }

  /** False if this node has no record. */
  boolean mayHave(long node) {
    long bits = TableLayout.filterBits(node);
    return (words[placement.recordWord(node)] & bits) == bits;
  }

  /** The place of a node's record of a kind, which may be gone; {@link #NOWHERE} for none. */
  int find(long node, int kind) {
    long low = node << RecordKind.BITS;
    for (int at = first + placement.place(node); ; at++) {
      long word = words[at];
      long ahead = word - low;
      if (word == 0 || ahead > RecordKind.ALL) {
        return NOWHERE;
      }
      if (ahead >= 0 && RecordKind.of((int) ahead) == kind) {
        return at - first;
      }
    }
  }

  /** Returns whether the record at a place says that there is none any more. */
  boolean isGone(int place) {
    return RecordKind.isGone((int) words[first + place]);
  }
}
