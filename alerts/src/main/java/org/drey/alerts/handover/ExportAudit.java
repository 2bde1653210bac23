package org.drey.alerts.handover;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import org.drey.base.LockedAppend;
import org.drey.base.Sha256Digests;
import org.jspecify.annotations.Nullable;

/**
 * The audit of exports, what went out, when and by whom: a file that is only appended to, a line of
 * JSON each, with the hash of the line before. A line that is changed or taken out breaks the
 * chain; truncation shows only against a copy.
 */
public final class ExportAudit {
  private static final String PREVIOUS = ",\"previous\":\"";

  /** The beginning of the first line. */
  private static final String BEGINNING = "0".repeat(64);

  private static final int BLOCK = 8192;

  private ExportAudit() {}

  /**
   * The person who hands alerts over, and the receiver.
   *
   * @param account the operating system's name of the user who runs the command
   * @param analyst the pseudonym given; null if none
   * @param receiver null if it is not said
   */
  public record ExportActor(String account, @Nullable String analyst, @Nullable String receiver) {}

  /**
   * An export to the house.
   *
   * @param alerts ids, of those that were asked for by id or case; empty if all were
   * @param count how many went
   */
  public record AuditedExport(
      String format, String file, String sha256, Collection<String> alerts, long count) {}

  /** A line of what went to the house, as {@link #line}. */
  public static String houseLine(AuditedExport what, ExportActor who, Instant now) {
    ObjectNode line = begin(who, now);
    line.put("format", what.format());
    line.put("file", what.file());
    line.put("sha256", what.sha256());
    line.put("count", what.count());
    ArrayNode alerts = line.putArray("alerts");
    what.alerts().forEach(one -> alerts.addObject().put("alert_id", one));
    return JsonObjects.line(line);
  }

  private static ObjectNode begin(ExportActor who, Instant now) {
    ObjectNode line = JsonObjects.object();
    line.put("time", now.toString());
    line.put("account", who.account());
    line.put("analyst", who.analyst());
    line.put("receiver", who.receiver());
    return line;
  }

  /**
   * A line: ids and a digest of the document, nothing of its content.
   *
   * @param file the name of the file that is written, without its folder
   */
  public static String line(
      HandoverContents handover,
      String format,
      String file,
      String document,
      ExportActor who,
      Instant now) {
    ObjectNode line = begin(who, now);
    line.put("format", format);
    line.put("file", file);
    line.put("sha256", Sha256Digests.hex(document));
    line.put("tlp", handover.sharing().tlp().label());
    line.put("days", handover.sharing().days());
    line.put("case_id", handover.theCase() == null ? null : handover.theCase().getCaseId());
    ArrayNode alerts = line.putArray("alerts");
    for (HandedOverAlert one : handover.alerts()) {
      alerts
          .addObject()
          .put("alert_id", one.alert().getAlertId())
          .put("generation", one.alert().getGeneration())
          .put("revision", one.alert().getRevision())
          .put("verdict", one.decided().verdict())
          .put("verdict_time", one.decided().time().toString())
          .put("taken_up", one.decided().takenUp());
    }
    return JsonObjects.line(line);
  }

  /** Returns whether a file that begins so is one of these, and may be added to. */
  public static boolean isOne(String beginning) {
    return beginning.startsWith("{\"time\":\"") && beginning.contains("\",\"account\":\"");
  }

  /**
   * Appends a line with the hash of the one before, and waits until the disk has it; of two at
   * once, one after the other.
   *
   * @param line an object
   */
  public static void append(Path file, String line) throws IOException {
    LockedAppend.append(
        file,
        audit -> {
          String end = PREVIOUS + hash(last(audit)) + "\"}\n";
          return (line.substring(0, line.length() - 1) + end).getBytes(StandardCharsets.UTF_8);
        });
  }

  /** The last line, without its end; empty if there is none. */
  private static String last(FileChannel channel) throws IOException {
    long end = channel.size();
    String text = "";
    int length = BLOCK;
    do {
      long from = Math.max(0, end - length);
      ByteBuffer block = ByteBuffer.allocate((int) (end - from));
      while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {}
      text = new String(block.array(), StandardCharsets.UTF_8).stripTrailing();
      length *= 2;
      if (from == 0) {
        break;
      }
    } while (text.indexOf('\n') < 0);
    return text.substring(text.lastIndexOf('\n') + 1);
  }

  private static String hash(String line) {
    return line.isEmpty() ? BEGINNING : Sha256Digests.hex(line);
  }

  /**
   * Verifies a file.
   *
   * @return the number of the first line that is not what was written, or does not follow the one
   *     before; 0 if there is none
   */
  public static long verify(Path file) throws IOException {
    String before = "";
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.endsWith(PREVIOUS + hash(before) + "\"}")) {
          return number;
        }
        before = line;
      }
    }
    return 0;
  }
}
