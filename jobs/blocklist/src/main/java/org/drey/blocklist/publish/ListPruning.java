package org.drey.blocklist.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.drey.blocklist.publish.PublishedManifest.Part;
import org.jspecify.annotations.Nullable;

/**
 * Removes files of a list that are no longer needed. Manifests stay: they are small, and record
 * what was in force when.
 */
final class ListPruning {
  /** A file that is put in force is there for a moment before a manifest names it. */
  private static final Duration YOUNG = Duration.ofHours(1);

  private final ManifestLog log;
  private final ListFolder folder;

  ListPruning(ManifestLog log, ListFolder folder) {
    this.log = log;
    this.folder = folder;
  }

  /** Takes away, or only says, what is not needed to go back by so many versions. */
  PruneResult prune(PublishedManifest inForce, int keep, Instant now, boolean remove)
      throws IOException {
    Set<String> versions = versions(inForce, keep);
    Set<String> needed = new HashSet<>();
    for (PublishedManifest manifest : log.newestFirst()) {
      if (versions.contains(manifest.list().version())) {
        manifest.parts().stream().map(Part::file).forEach(needed::add);
      }
    }
    List<String> removed = new ArrayList<>();
    long bytes = 0;
    int young = 0;
    for (Path file : folder.own()) {
      String name = String.valueOf(file.getFileName());
      if (needed.contains(name)) {
        continue;
      }
      try {
        if (Files.getLastModifiedTime(file).toInstant().isAfter(now.minus(YOUNG))) {
          young++;
          continue;
        }
        bytes += Files.size(file);
        removed.add(name);
        if (remove) {
          Files.delete(file);
        }
      } catch (NoSuchFileException e) {
        // Another process prunes, too.
      }
    }
    return new PruneResult(inForce.listId(), List.copyOf(versions), removed, bytes, young);
  }

  /** In force, the last in force before it, and those that to roll back so often would lead to. */
  private Set<String> versions(PublishedManifest inForce, int keep) throws IOException {
    Set<String> versions = new LinkedHashSet<>();
    versions.add(inForce.list().version());
    log.newestFirst().stream()
        .map(manifest -> manifest.list().version())
        .distinct()
        .limit(keep + 1L)
        .forEach(versions::add);
    @Nullable PublishedManifest back = inForce;
    for (int i = 0; i < keep && back != null; i++) {
      back = log.beforeFirst(back.list().version());
      if (back != null) {
        versions.add(back.list().version());
      }
    }
    return versions;
  }
}
