package org.drey.local.generate;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Writes a world as a folder that replay reads. */
public final class FolderWriter {
  public static final String BLOCKLIST = "blocklist.txt";
  public static final String CONFIGURATION = "config.yaml";
  public static final String TRUTH = "truth.json";

  private FolderWriter() {}

  /** Writes a world whose lines do not say when they arrived. */
  public static void write(SyntheticWorld world, Path folder) throws IOException {
    write(world, folder, false);
  }

  /**
   * Writes {@code <topic>.jsonl} for each topic, the list, the configuration and the truth. Files
   * of these names are replaced, others are left alone.
   *
   * @param received whether each event's line says when it arrived
   */
  public static void write(SyntheticWorld world, Path folder, boolean received) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, List<WorldItem>> topic : world.arrivals().entrySet()) {
      writeLines(topic.getValue(), folder.resolve(topic.getKey() + ".jsonl"), received);
    }
    Files.writeString(folder.resolve(BLOCKLIST), world.blocklist());
    Files.writeString(folder.resolve(CONFIGURATION), world.configuration());
    ObjectMapper json = new ObjectMapper();
    byte[] truth = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(world.truth());
    Files.write(folder.resolve(TRUTH), truth);
  }

  private static void writeLines(List<WorldItem> items, Path file, boolean received)
      throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      for (WorldItem item : items) {
        out.write(received ? item.receivedLine() : item.jsonLine());
        out.write('\n');
      }
    }
  }
}
