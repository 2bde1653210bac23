package org.drey.blocklist.index;

/**
 * The layout of a table: the places of records and the bits of its filters, the same for writing a
 * file and for reading it.
 *
 * <p>A filter is a Bloom filter of words: a node sets four bits of one word (Putze, Sanders and
 * Singler, 2007). At 8 bits a node it lets one miss in thirty through.
 *
 * <p>The table is open addressing in the order of the fingerprints: a record is at the place that
 * its node's fingerprint is of the whole range, or as soon after it as others allow, and none
 * overtakes another. A word is the fingerprint's low 60 bits and the {@link RecordKind}; the top
 * four bits follow from the place, because none is further off than a 64th of the table.
 *
 * @param passedWords of the filter of nodes that are passed on the way to records
 * @param recordWords of the filter of nodes that have records
 * @param capacity places of the table, a multiple of 16; {@link #TAIL} words follow for records
 *     that are pushed off the end
 */
record TableLayout(int passedWords, int recordWords, int capacity) {
  /** Each block of words has a number: how many records are before it. */
  static final int BLOCK = 8;

  private static final int TAIL = 64;
  private static final int LEAST_CAPACITY = 64;
  private static final int MAX_WORDS = Integer.MAX_VALUE / Long.BYTES;
  private static final int FILTER_BITS_A_NODE = 8;
  private static final int PLACE_BITS = 31;

  /** The number of parts that the fingerprint's top bits distinguish. */
  private static final int PARTS = RecordKind.ALL + 1;

  /** For a table four fifths full: ten bytes a record. */
  static TableLayout of(int passed, int records) {
    long capacity = Math.max(LEAST_CAPACITY, (long) records * 5 / 4);
    return new TableLayout(filterWords(passed), filterWords(records), whole(capacity));
  }

  /** The next to try if a record does not come near enough to its place. */
  TableLayout larger() {
    return new TableLayout(passedWords, recordWords, whole((long) capacity * 5 / 4));
  }

  /** Returns whether the numbers can be those of a file. */
  boolean isPossible() {
    return passedWords > 0
        && recordWords > 0
        && capacity >= LEAST_CAPACITY
        && capacity % PARTS == 0;
  }

  /** Both filters together. */
  int filterWords() {
    return passedWords + recordWords;
  }

  int tableWords() {
    return capacity + TAIL;
  }

  int blocks() {
    return tableWords() / BLOCK;
  }

  int place(long fingerprint) {
    return (int) (((fingerprint >>> (Long.SIZE - PLACE_BITS)) * capacity) >>> PLACE_BITS);
  }

  /** Returns whether a record may be so far from its place. The last word of all stays empty. */
  boolean isNear(int place, int at) {
    return at - place <= capacity / (4 * PARTS) && at < tableWords() - 1;
  }

  /** The whole fingerprint of the node whose word is here. */
  long fingerprint(int at, long word) {
    long top = Math.min(PARTS - 1, at / (capacity / PARTS));
    long fingerprint = top << (Long.SIZE - RecordKind.BITS) | word >>> RecordKind.BITS;
    // It is at its place or after it: if not, it was pushed across a border of the top bits.
    return place(fingerprint) <= at
        ? fingerprint
        : fingerprint - (1L << (Long.SIZE - RecordKind.BITS));
  }

  /** Returns which word of all filters shows whether a node is passed. */
  int passedWord(long node) {
    return word(node, passedWords);
  }

  /** Returns which word of all filters shows whether a node has records. */
  int recordWord(long node) {
    return passedWords + word(node, recordWords);
  }

  /** Four bits of a filter's word, by numbers of six bits each; a shift takes the lowest six. */
  static long filterBits(long node) {
    return 1L << (node >>> 32) | 1L << (node >>> 38) | 1L << (node >>> 44) | 1L << (node >>> 50);
  }

  private static int word(long node, int words) {
    return (int) (((node & 0xFFFFFFFFL) * words) >>> Integer.SIZE);
  }

  private static int filterWords(int nodes) {
    return (int) ((long) nodes * FILTER_BITS_A_NODE / Long.SIZE) + 1;
  }

  private static int whole(long capacity) {
    if (capacity > MAX_WORDS) {
      throw new IllegalArgumentException(ListFile.TOO_LARGE);
    }
    return (int) (capacity + PARTS - 1) / PARTS * PARTS;
  }
}
