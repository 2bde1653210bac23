package org.drey.collect.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.drey.base.AtomicFile;
import org.drey.base.LockedAppend;

/**
 * A folder in which a collector notes until when it was well, and its gaps, so that one that was
 * killed knows after its start what it missed.
 */
public final class CollectorState {
  private static final String WELL = "well";
  private static final String GAPS = "gaps.jsonl";

  private final Path folder;

  /** The state in a folder, which is made if need be. */
  public CollectorState(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /**
   * The note of a collector.
   *
   * @param until when all was well last
   * @param writers whom it knew then
   */
  public record WellNote(Instant until, List<String> writers) {}

  /** Reads the last note; without one, all is well until now. */
  public WellNote read(Instant now) throws IOException {
    Path file = folder.resolve(WELL);
    if (!Files.exists(file)) {
      return new WellNote(now, List.of());
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    try {
      Instant until = Instant.parse(lines.get(0));
      return new WellNote(until.isAfter(now) ? now : until, lines.subList(1, lines.size()));
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw new IOException(file + " is no note of a collector; remove it", e);
    }
  }

  /** Notes that all is well until a time. */
  public void write(Instant until, Collection<String> writers) throws IOException {
    String text = until + "\n" + String.join("\n", writers) + (writers.isEmpty() ? "" : "\n");
    AtomicFile.writePrivate(
        folder.resolve(WELL), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Appends a gap to the file of gaps. */
  public void add(FeedGap gap) throws IOException {
    byte[] line = (json(gap) + "\n").getBytes(StandardCharsets.UTF_8);
    LockedAppend.append(folder.resolve(GAPS), file -> line);
  }

  private static String json(FeedGap gap) {
    return "{\"writer\": \"%s\", \"begin\": \"%s\", \"end\": \"%s\"}"
        .formatted(gap.writer(), gap.begin(), gap.end());
  }
}
