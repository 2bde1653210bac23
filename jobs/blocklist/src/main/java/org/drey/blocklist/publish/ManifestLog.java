package org.drey.blocklist.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drey.blocklist.index.DamagedListException;
import org.jspecify.annotations.Nullable;

/**
 * All manifests of a list, a file each, numbered by sequence; the last is in force. Only ever
 * grows.
 */
final class ManifestLog {
  private static final Pattern NUMBERED = Pattern.compile("\\d{12}\\.json");

  /** How often somebody else may be faster. */
  private static final int MAX_TRIES = 100;

  private final String listId;
  private final Path folder;

  ManifestLog(String listId, Path folder) {
    this.listId = listId;
    this.folder = folder;
  }

  /** Makes the next manifest of the one in force; its sequence and time do not matter. */
  interface Step {
    Manifest from(@Nullable Manifest before) throws IOException;
  }

  /** The manifest in force, or null if there is none. */
  @Nullable Manifest current() throws IOException {
    List<Path> all = files();
    return all.isEmpty() ? null : read(all.get(all.size() - 1));
  }

  /**
   * Writes the next manifest. Of several who do so at once one is the first; the others look again
   * at what is in force then, so that nothing that was announced is lost or overwritten.
   */
  Manifest announce(Instant now, Step step) throws IOException {
    for (int tries = 1; ; tries++) {
      Manifest before = current();
      Manifest parts = step.from(before);
      long sequence = before == null ? 1 : before.sequence() + 1;
      Instant at = now.truncatedTo(ChronoUnit.MILLIS); // as the topic carries it
      Manifest next = new Manifest(listId, sequence, at, parts.base(), parts.deltas());
      byte[] json = (next.toJson() + "\n").getBytes(StandardCharsets.UTF_8);
      try {
        Path file = folder.resolve(String.format("%012d.json", sequence));
        WholeFile.create(file, out -> out.write(json));
        return next;
      } catch (FileAlreadyExistsException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  /** All manifests that can be read, the newest first. */
  List<Manifest> newestFirst() throws IOException {
    List<Manifest> all = new ArrayList<>();
    for (Path file : files()) {
      try {
        all.add(0, read(file));
      } catch (DamagedListException damaged) {
        // One damaged manifest costs itself: there are others.
      }
    }
    return all;
  }

  /**
   * An earlier manifest.
   *
   * @param version the last of this version; null for the one that was in force before the present
   *     version first was
   */
  Manifest earlier(String present, @Nullable String version) throws IOException {
    Manifest found = null;
    for (Path file : files()) {
      Manifest manifest = read(file);
      String was = manifest.list().version();
      if (version == null && was.equals(present)) {
        break;
      }
      if (version == null || version.equals(was)) {
        found = manifest;
      }
    }
    if (found == null) {
      throw new DamagedListException(
          listId,
          version == null
              ? "there is no version before the one in force" + versionsBut(present)
              : "version " + version + " was never in force" + versionsBut(present));
    }
    return found;
  }

  /** The versions that were ever in force, the newest first, but for one. */
  private String versionsBut(String version) throws IOException {
    String versions =
        newestFirst().stream()
            .map(manifest -> manifest.list().version())
            .filter(was -> !was.equals(version))
            .distinct()
            .limit(10)
            .collect(Collectors.joining(", "));
    return versions.isEmpty() ? "" : "; name one to go to: " + versions;
  }

  /** Other names, such as those of files that are being written, are not looked at. */
  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found
          .filter(file -> NUMBERED.matcher(String.valueOf(file.getFileName())).matches())
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private Manifest read(Path file) throws IOException {
    try {
      return Manifest.ofJson(Files.readString(file));
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw new DamagedListException(listId + "/" + file.getFileName(), "not a manifest");
    }
  }
}
