package org.drey.blocklist.index;

/** A file with its table in memory: a whole list, or what has changed since. */
record ListLayer(ListFile file, RecordTable table) {

  static ListLayer of(ListFile file) {
    return new ListLayer(file, RecordTable.of(file.segment()));
  }

  /** The place of a node's record of a kind, which may be gone; {@link RecordTable#NOWHERE}. */
  int find(long node, int kind) {
    if (!table.mayHave(node)) {
      return RecordTable.NOWHERE;
    }
    // If the place of a record is empty, it is not further on either, and what is empty in the
    // table
    // is empty among the verifying words. Those are asked first because a hit needs one next: so
    // memory brings both at once, and the hit waits once and not twice.
    ListSegment segment = file.segment();
    boolean isEmpty = segment.verifying(segment.placement().place(node)) == ListSegment.EMPTY;
    return isEmpty ? RecordTable.NOWHERE : table.find(node, kind);
  }

  long verifying(int place) {
    return file.segment().verifying(place);
  }

  long id(int place) {
    return file.segment().id(file.segment().record(place));
  }

  long meta(int place) {
    return file.segment().meta(file.segment().record(place));
  }

  ListHeader header() {
    return file.header();
  }
}
