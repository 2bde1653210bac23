package org.drey.blocklist.index;

/**
 * Checks what a MAC cannot: that a file's sections fit one another, as those of this compiler
 * always do.
 */
public final class ListCheck {
  private ListCheck() {}

  /**
   * Reads every record and finds it by its node, as a lookup does. Whether the nodes above a record
   * let a lookup through cannot be known without its name.
   *
   * @throws DamagedListException if the sections contradict one another
   */
  public static void structure(ListFile file) throws DamagedListException {
    structure(ListLayer.of(file));
  }

  /** The same of a file whose table is in memory. */
  static void structure(ListLayer layer) throws DamagedListException {
    try {
      check(layer);
    } catch (IndexOutOfBoundsException e) {
      throw damaged(layer.file(), "its sections point outside the file");
    }
  }

  private static void check(ListLayer layer) throws DamagedListException {
    ListFile file = layer.file();
    RecordCursor at = file.segment().records();
    long before = 0;
    int kindBefore = 0;
    while (at.next()) {
      int kind = RecordKind.of(at.bits());
      if (at.compareTo(before, kindBefore) <= 0) {
        throw damaged(file, "its records are not in order");
      }
      before = at.node();
      kindBefore = kind;
      if (at.verifying() == ListSegment.EMPTY || layer.find(before, kind) != at.place()) {
        throw damaged(file, "it has records that are not found");
      }
      if (file.segment().record(at.place()) != at.record()) {
        throw damaged(file, "its records are not counted right");
      }
    }
    if (at.record() != file.header().records()) {
      throw damaged(file, "it has other records than its header says");
    }
  }

  private static DamagedListException damaged(ListFile file, String reason) {
    return new DamagedListException(file.header().listId(), reason);
  }
}
