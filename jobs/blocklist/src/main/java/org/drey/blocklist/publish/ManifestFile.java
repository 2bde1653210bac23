package org.drey.blocklist.publish;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.index.RegularListFile;
import org.jspecify.annotations.Nullable;

/**
 * The content of the file of a manifest.
 *
 * @param manifest null if it cannot be used
 * @param problem why not; empty if it can. Repeats nothing of the file
 */
record ManifestFile(@Nullable PublishedManifest manifest, String problem) {
  /** The most bytes of one: with the most differences it has a third of this. */
  static final int MAX_BYTES = 1 << 16;

  /** Reads a file that is of a list and was made with its key; else says what is wrong with it. */
  static ManifestFile read(Path file, String listId, ListKey key) {
    PublishedManifest manifest = parse(file);
    if (manifest == null) {
      return damaged("it cannot be read, or is no manifest");
    }
    if (!manifest.listId().equals(listId) || manifest.sequence() != ManifestFolder.numberOf(file)) {
      return damaged("it is another list's, or of another number");
    }
    return manifest.isMadeWith(key)
        ? new ManifestFile(manifest, "")
        : damaged("its MAC does not fit: missing, changed, or made with another key");
  }

  /**
   * Returns what the file says, whoever wrote it; null if it cannot be read or does not have the
   * form of a manifest: it must not hold up the others.
   */
  static @Nullable PublishedManifest parse(Path file) {
    try (InputStream in = RegularListFile.open(file)) {
      byte[] json = in.readNBytes(MAX_BYTES + 1);
      return json.length > MAX_BYTES
          ? null
          : PublishedManifest.ofJson(new String(json, StandardCharsets.UTF_8));
    } catch (IOException e) {
      return null; // what a parser says of bytes from anywhere is not repeated
    }
  }

  private static ManifestFile damaged(String problem) {
    return new ManifestFile(null, problem);
  }
}
