package org.drey.blocklist.index;

/** Goes through the records of a file, in the order of node and kind. Not thread-safe. */
final class RecordCursor {
  private final ListSegment segment;
  private final int end;
  private int place = -1;
  private int record = -1;

  RecordCursor(ListSegment segment) {
    this.segment = segment;
    this.end = segment.placement().tableWords();
  }

  /** Goes to the next record; on the first one after the first call. False after the last. */
  boolean next() {
    do {
      place++;
    } while (place < end && segment.word(place) == 0);
    record++;
    return place < end;
  }

  boolean isAtEnd() {
    return place >= end;
  }

  /**
   * Returns whether this record comes before another, as -1, 0 for the same node and kind, or 1.
   */
  int compareTo(long node, int kind) {
    int order = Long.compareUnsigned(node(), node);
    return order != 0 ? order : Integer.compare(RecordKind.of(bits()), kind);
  }

  long node() {
    return segment.placement().fingerprint(place, segment.word(place));
  }

  /** The kind, with {@link RecordKind#GONE}. */
  int bits() {
    return (int) segment.word(place) & RecordKind.ALL;
  }

  int place() {
    return place;
  }

  /** The number of the record, from 0. */
  int record() {
    return record;
  }

  long verifying() {
    return segment.verifying(place);
  }

  long id() {
    return segment.id(record);
  }

  long meta() {
    return segment.meta(record);
  }
}
