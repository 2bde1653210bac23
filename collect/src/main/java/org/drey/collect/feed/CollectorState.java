package org.drey.collect.feed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.drey.base.AtomicFile;
import org.drey.base.LockedAppend;

/**
 * A folder in which a collector notes until when each writer was there and all was well, and its
 * gaps, so that one that was killed knows after its start what it missed. Thread-safe.
 */
public final class CollectorState {
  private static final String WELL = "well";
  private static final String GAPS = "gaps.jsonl";
  private static final int MOST_GAPS = 10_000;

  private final Path folder;
  private final BlockingQueue<FeedGap> ended = new LinkedBlockingQueue<>(MOST_GAPS);

  /** The state in a folder, which is made if need be. */
  public CollectorState(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /**
   * Reads since when it is not known what each writer saw, and all together ({@link FeedGaps#ALL}).
   * Without a note it is all, and since now.
   */
  public Map<String, Instant> read(Instant now) throws IOException {
    Path file = folder.resolve(WELL);
    if (!Files.exists(file)) {
      return Map.of(FeedGaps.ALL, now);
    }
    Map<String, Instant> begins = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        int blank = line.indexOf(' ');
        Instant begin = Instant.parse(line.substring(0, blank));
        begins.put(line.substring(blank + 1), begin.isAfter(now) ? now : begin);
      }
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      throw new IOException(file + " is no note of a collector; remove it", e);
    }
    return begins;
  }

  /** Takes a gap that has ended, to be written with the next note; returns whether it has room. */
  public boolean add(FeedGap gap) {
    return ended.offer(gap);
  }

  /**
   * Writes the gaps that have ended, and after them a note. If that fails, an older note counts.
   *
   * @param begins as {@link #read} will return them; from before any gap ended that is not here yet
   */
  public synchronized void write(Map<String, Instant> begins) throws IOException {
    List<FeedGap> gaps = List.copyOf(ended);
    if (!gaps.isEmpty()) {
      byte[] lines = text(gaps.stream().map(CollectorState::json).toList());
      LockedAppend.append(folder.resolve(GAPS), file -> isCut(file) ? afterCut(lines) : lines);
      gaps.forEach(ended::remove);
    }
    byte[] note =
        text(begins.entrySet().stream().map(one -> one.getValue() + " " + one.getKey()).toList());
    AtomicFile.writePrivate(folder.resolve(WELL), out -> out.write(note));
  }

  private static byte[] text(List<String> lines) {
    return lines.stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Returns whether the last line has no end, as on a disk that was full. */
  private static boolean isCut(FileChannel file) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return file.size() > 0 && file.read(last, file.size() - 1) == 1 && last.get(0) != '\n';
  }

  private static byte[] afterCut(byte[] lines) {
    return ByteBuffer.allocate(lines.length + 1).put((byte) '\n').put(lines).array();
  }

  private static String json(FeedGap gap) {
    return "{\"writer\": \"%s\", \"begin\": \"%s\", \"end\": \"%s\", \"reason\": \"%s\"}"
        .formatted(
            gap.writer(), gap.begin(), gap.end(), gap.reason().name().toLowerCase(Locale.ROOT));
  }
}
