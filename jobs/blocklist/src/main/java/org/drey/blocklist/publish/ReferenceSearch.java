package org.drey.blocklist.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.drey.blocklist.ListVersion;

/** Finds the entry of a reference that a visitor quotes from the warning page. */
public final class ReferenceSearch {
  private final ListStore store;

  /** Searches the lists of a store. */
  public ReferenceSearch(ListStore store) {
    this.store = store;
  }

  /** An entry, and the newest version that has it of those that were in force on the day. */
  public record ReferencedEntry(String entryId, ListVersion list) {}

  /**
   * The entry of a reference; nothing if no version has it that was in force on the day, or is now.
   *
   * @param day in UTC
   * @throws IOException if a list in force cannot be read
   */
  public Optional<ReferencedEntry> find(String reference, LocalDate day) throws IOException {
    ListLoader loader = new ListLoader(store);
    for (String listId : store.lists()) {
      for (PublishedManifest manifest : onDay(listId, day)) {
        var index = loader.load(manifest, null).index();
        Optional<String> id = index.entryOf(reference, day);
        if (id.isPresent()) {
          return Optional.of(new ReferencedEntry(id.get(), manifest.list()));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Returns what was in force on a day, of each version the newest announcement, and what is in
   * force.
   */
  private List<PublishedManifest> onDay(String listId, LocalDate day) throws IOException {
    Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    List<PublishedManifest> found = new ArrayList<>();
    PublishedManifest next = null;
    for (PublishedManifest manifest : store.history(listId)) {
      boolean wasInForce =
          next == null
              || (manifest.publishedAt().isBefore(end) && !next.publishedAt().isBefore(begin));
      boolean isNew = found.stream().noneMatch(one -> one.list().equals(manifest.list()));
      if (wasInForce && isNew && isThere(manifest)) {
        found.add(manifest);
      }
      next = manifest;
    }
    return found;
  }

  /** Old versions are pruned. */
  private boolean isThere(PublishedManifest manifest) throws IOException {
    for (PublishedManifest.Part part : manifest.parts()) {
      if (!Files.exists(store.folderOf(manifest.listId()).resolve(part.file()))) {
        return false;
      }
    }
    return true;
  }
}
