package org.drey.alerts.handover;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import org.drey.base.Digests;
import org.drey.base.OwnerOnly;
import org.jspecify.annotations.Nullable;

/** What went out, when and by whom: a file that is only appended to, a line of JSON each. */
public final class ExportAudit {
  private ExportAudit() {}

  /**
   * Who hands on, and to whom.
   *
   * @param account the operating system's name of the user who runs the command
   * @param analyst the pseudonym given; null if none
   * @param receiver null if it is not said
   */
  public record Who(String account, @Nullable String analyst, @Nullable String receiver) {}

  /**
   * A line: ids and a digest of the document, nothing of its content.
   *
   * @param file the name of the file that is written, without its folder
   */
  public static String line(
      Handover handover, String format, String file, String document, Who who, Instant now) {
    ObjectNode line = Json.object();
    line.put("time", now.toString());
    line.put("account", who.account());
    line.put("analyst", who.analyst());
    line.put("receiver", who.receiver());
    line.put("format", format);
    line.put("file", file);
    line.put("sha256", Digests.hex(document));
    line.put("tlp", handover.sharing().tlp().label());
    line.put("days", handover.sharing().days());
    line.put("case_id", handover.theCase() == null ? null : handover.theCase().getCaseId());
    ArrayNode alerts = line.putArray("alerts");
    for (Handed one : handover.alerts()) {
      alerts
          .addObject()
          .put("alert_id", one.alert().getAlertId())
          .put("generation", one.alert().getGeneration())
          .put("revision", one.alert().getRevision())
          .put("verdict", one.decided().verdict())
          .put("verdict_time", one.decided().time().toString())
          .put("taken_up", one.decided().takenUp());
    }
    return Json.line(line);
  }

  /** Whether a file that begins so is one of these, and may be added to. */
  public static boolean isOne(String beginning) {
    return beginning.startsWith("{\"time\":\"") && beginning.contains("\",\"account\":\"");
  }

  /** Appends a line, and waits until the disk has it; of two at once, one after the other. */
  public static void append(Path file, String line) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                OwnerOnly.attributes(file));
        FileLock lock = channel.lock()) {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
      while (lock.isValid() && bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
