package org.drey.alerts.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.drey.base.AtomicFile;
import org.jspecify.annotations.Nullable;

/**
 * The places of the newest revisions in a file of alerts, as the file beside it has them: a head
 * with form, size, lines and checksum, then a line with number, offset and length of each. The
 * checksum is of those revisions, so it fits copies of the file and what was appended to it, and no
 * other. It has no token, so nothing has to be erased from it.
 *
 * @param size up to where its places are the newest; ends with a whole line
 * @param lines how many there are up to there
 */
record NewestTable(long size, long lines, long checksum, List<LinePlace> places) {
  private static final String FORM = "newest-1";
  private static final Pattern PLACE = Pattern.compile("\\d{1,18} \\d{1,18} \\d{1,18}");
  private static final Pattern HEAD = Pattern.compile(FORM + " " + PLACE);

  /** Returns the places up to a last line. */
  static NewestTable of(FileChannel channel, LinePlace last, List<LinePlace> places)
      throws IOException {
    return new NewestTable(last.end(), last.number(), checksum(channel, places), places);
  }

  /** Writes the file beside a file. */
  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(FORM + " " + size + " " + lines + " " + checksum + "\n");
    for (LinePlace one : places) {
      text.append(one.number() + " " + one.offset() + " " + one.length() + "\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.writePrivate(beside(file), out -> out.write(bytes));
  }

  /** Reads the file beside a file; null if there is none, or none that fits. */
  static @Nullable NewestTable read(Path file, FileChannel channel) throws IOException {
    List<String> text;
    try {
      text = Files.readAllLines(beside(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return null; // as if it were not there
    }
    if (text.isEmpty() || !HEAD.matcher(text.get(0)).matches()) {
      return null;
    }
    String[] head = text.get(0).split(" ", -1);
    List<LinePlace> places = new ArrayList<>();
    for (String line : text.subList(1, text.size())) {
      if (!PLACE.matcher(line).matches()) {
        return null;
      }
      String[] place = line.split(" ", -1);
      places.add(new LinePlace(number(place[0]), number(place[1]), number(place[2]), true));
    }
    NewestTable table = new NewestTable(number(head[1]), number(head[2]), number(head[3]), places);
    return table.fits(channel) ? table : null;
  }

  /** Returns whether a file has the same lines in these places, as far as they go. */
  boolean fits(FileChannel channel) throws IOException {
    return isWithin(channel) && checksum(channel, places) == checksum;
  }

  private static long number(String digits) {
    return Long.parseLong(digits);
  }

  private boolean isWithin(FileChannel channel) throws IOException {
    return size <= channel.size() && places.stream().allMatch(place -> place.end() <= size);
  }

  /** Includes the line breaks, and where each line is. */
  private static long checksum(FileChannel channel, List<LinePlace> places) throws IOException {
    CRC32C sum = new CRC32C();
    ByteBuffer at = ByteBuffer.allocate(Long.BYTES);
    for (LinePlace place : places) {
      sum.update(at.clear().putLong(place.offset()).flip());
      sum.update(bytes(channel, place.offset(), place.end()));
    }
    return sum.getValue();
  }

  /** Reads a line without its end; of one that no record can be, no more than shows that. */
  static byte[] line(FileChannel channel, LinePlace place) throws IOException {
    return bytes(channel, place.offset(), place.offset() + place.length());
  }

  private static byte[] bytes(FileChannel channel, long from, long to) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(to - from, ResultLines.MAX_BYTES));
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".newest");
  }
}
