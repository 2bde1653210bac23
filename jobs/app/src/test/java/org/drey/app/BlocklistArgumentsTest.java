package org.drey.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.apache.flink.util.ParameterTool;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.streaming.job.JobSettings;
import org.drey.streaming.lists.ListSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What arguments say to the blocklist job of its lists. */
final class BlocklistArgumentsTest {
  private static final String SECRET = "kT9-vQ2x_Lm7wZ4c!Rb8Yd";

  @TempDir Path folder;
  private String key = "";

  @BeforeEach
  void writeTheKey() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), SECRET);
    key =
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))
            .toString();
  }

  private static ListSettings lists(String... arguments) throws Exception {
    Properties kafka = new Properties();
    kafka.setProperty("bootstrap.servers", "localhost:9");
    JobSettings settings = new JobSettings(DreyConfiguration.DEFAULT, kafka, "prefix.");
    return BlocklistJob.lists(ParameterTool.fromArgs(arguments), settings);
  }

  @Test
  void announcedListsHaveAFolderATopicAndAKeyFile() throws Exception {
    ListSettings lists =
        lists("--lists", folder.toString(), "--key-file", key, "--subscriber-policies");
    assertEquals(folder.toString(), lists.folder());
    assertEquals("prefix.", lists.topicPrefix());
    assertEquals("localhost:9", lists.kafka().getProperty("bootstrap.servers"));
    assertTrue(lists.hasPolicies());
  }

  @Test
  void theKeyIsNotInWhatTravelsWithTheJob() throws Exception {
    ListSettings lists = lists("--lists", folder.toString(), "--key-file", key);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(lists);
    }
    assertFalse(bytes.toString(StandardCharsets.ISO_8859_1).contains(SECRET));
    assertFalse(lists.hasPolicies());
  }

  @Test
  void aFileIsReadBeforeTheJobStarts() throws Exception {
    String file = Files.writeString(folder.resolve("list.txt"), "bad.example\n").toString();
    assertEquals(file, lists("--blocklist", file).file());
    assertThrows(NoSuchFileException.class, () -> lists("--blocklist", file + ".other"));
  }

  @Test
  void oneOfBothIsNeeded() {
    String dir = folder.toString();
    for (String[] arguments :
        new String[][] {{}, {"--lists", dir, "--blocklist", dir}, {"--key-file", key}}) {
      String message =
          assertThrows(InvalidConfigurationException.class, () -> lists(arguments)).getMessage();
      assertTrue(message.contains("--key-file FILE"), message);
    }
  }
}
