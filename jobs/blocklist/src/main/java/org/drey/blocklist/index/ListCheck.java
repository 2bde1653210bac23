package org.drey.blocklist.index;

/**
 * Checks what a checksum cannot: that a file's sections fit one another, as those of this compiler
 * always do.
 */
public final class ListCheck {
  private ListCheck() {}

  /**
   * Reads every node and finds every record by it.
   *
   * @throws DamagedListException if the sections contradict one another
   */
  public static void structure(ListFile file) throws DamagedListException {
    try {
      check(file);
    } catch (IndexOutOfBoundsException e) {
      throw damaged(file, "its sections point outside the file");
    }
  }

  private static void check(ListFile file) throws DamagedListException {
    Segment segment = file.segment();
    long[] nodes = segment.fingerprints();
    int record = 0;
    for (int node = 0; node < nodes.length; node++) {
      if (node > 0 && Long.compareUnsigned(nodes[node - 1], nodes[node]) >= 0) {
        throw damaged(file, "its nodes are not in order");
      }
      int flags = segment.flags(node);
      for (int flag = Flags.SELF; flag <= Flags.CARRIES; flag <<= 1) {
        if ((flags & flag) != 0 && segment.record(nodes[node], flag) != record++) {
          throw damaged(file, "its records are not in the order of its nodes");
        }
      }
    }
    if (record != file.header().records()) {
      throw damaged(file, "it has other records than its nodes say");
    }
  }

  private static DamagedListException damaged(ListFile file, String reason) {
    return new DamagedListException(file.header().listId(), reason);
  }
}
