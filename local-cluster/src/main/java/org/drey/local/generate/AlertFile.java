package org.drey.local.generate;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.drey.event.Alert;
import org.drey.event.json.JsonLineReader;
import org.drey.event.wire.InvalidRecordException;

/** Alerts as a replay writes them: every revision a line. */
public final class AlertFile {
  private static final Comparator<Alert> NEWER =
      Comparator.comparingLong(Alert::getGeneration).thenComparingLong(Alert::getRevision);

  private AlertFile() {}

  /**
   * The present revision of each alert, by id.
   *
   * @throws IllegalArgumentException if a line is no alert
   */
  public static List<Alert> present(Path file) throws IOException {
    JsonLineReader<Alert> lines = JsonLineReader.of(Alert.class);
    Map<String, Alert> present = new TreeMap<>();
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      int number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.isBlank()) {
          Alert alert = alert(lines, line, file + ", line " + number);
          present.merge(alert.getAlertId(), alert, (a, b) -> NEWER.compare(a, b) > 0 ? a : b);
        }
        number++;
      }
    }
    return List.copyOf(present.values());
  }

  private static Alert alert(JsonLineReader<Alert> lines, String line, String place) {
    try {
      return lines.read(line.getBytes(StandardCharsets.UTF_8)).datum();
    } catch (InvalidRecordException e) {
      throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
    }
  }
}
