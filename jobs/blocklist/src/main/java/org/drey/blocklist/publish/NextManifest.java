package org.drey.blocklist.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.publish.PublishedManifest.Part;
import org.jspecify.annotations.Nullable;

/** The next manifest of a list, from a file and what is before it. */
final class NextManifest {
  private NextManifest() {}

  /**
   * A whole list needs no other file; a difference is added to what it is from. One whose version
   * is already reached adds nothing.
   *
   * @return a manifest whose sequence, time and MAC do not matter
   * @throws DamagedListException if it is a difference from another version, or there are too many
   */
  static PublishedManifest of(Part part, ListHeader header, @Nullable PublishedManifest before)
      throws DamagedListException {
    if (!header.isDelta()) {
      return new PublishedManifest(header.listId(), 0, Instant.EPOCH, part, List.of(), "");
    }
    String inForce = before == null ? "none" : before.list().version();
    if (before != null && inForce.equals(header.version())) {
      return before;
    }
    if (before == null || !inForce.equals(header.baseVersion())) {
      throw new DamagedListException(
          header.listId(),
          "a difference from version " + header.baseVersion() + ", but in force is " + inForce);
    }
    if (before.deltas().size() == ListStore.MAX_DELTAS) {
      throw new DamagedListException(header.listId(), "too many differences; publish it whole");
    }
    List<Part> deltas = new ArrayList<>(before.deltas());
    deltas.add(part);
    return new PublishedManifest(header.listId(), 0, Instant.EPOCH, before.base(), deltas, "");
  }
}
