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

/**
 * The file beside a file of alerts: a head with form, size, lines and checksum, then a line with
 * number, offset and length of each newest revision. The checksum is of those revisions, so it fits
 * copies of the file and what was appended to it, and no other. It has no token, so nothing has to
 * be erased from it.
 *
 * @param size up to where its places are the newest; ends with a whole line
 * @param lines how many there are up to there
 */
record NewestTable(long size, long lines, List<LinePlace> places) {
  private static final String FORM = "newest-1";
  private static final NewestTable NONE = new NewestTable(0, 0, List.of());
  private static final Pattern PLACE = Pattern.compile("\\d{1,18} \\d{1,18} \\d{1,18}");
  private static final Pattern HEAD = Pattern.compile(FORM + " " + PLACE);

  /** Writes the file beside a file. */
  static void write(Path file, LinePlace last, List<LinePlace> places) throws IOException {
    StringBuilder text = new StringBuilder();
    try (FileChannel channel = FileChannel.open(file)) {
      text.append(FORM + " " + last.end() + " " + last.number() + " ");
      text.append(checksum(channel, places)).append('\n');
    }
    for (LinePlace one : places) {
      text.append(one.number() + " " + one.offset() + " " + one.length() + "\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    AtomicFile.writePrivate(beside(file), out -> out.write(bytes));
  }

  /** Reads the file beside a file; if there is none, or none that fits, it has no places. */
  static NewestTable read(Path file, FileChannel channel) throws IOException {
    List<String> text;
    try {
      text = Files.readAllLines(beside(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return NONE; // as if it were not there
    }
    if (text.isEmpty() || !HEAD.matcher(text.get(0)).matches()) {
      return NONE;
    }
    String[] head = text.get(0).split(" ", -1);
    List<LinePlace> places = new ArrayList<>();
    for (String line : text.subList(1, text.size())) {
      if (!PLACE.matcher(line).matches()) {
        return NONE;
      }
      String[] place = line.split(" ", -1);
      places.add(new LinePlace(number(place[0]), number(place[1]), number(place[2]), true));
    }
    NewestTable table = new NewestTable(number(head[1]), number(head[2]), places);
    boolean fits = table.isWithin(channel) && checksum(channel, places) == number(head[3]);
    return fits ? table : NONE;
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
    ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(to - from, ResultLines.MOST));
    while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {}
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".newest");
  }
}
