package org.drey.event.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.drey.event.TopicNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class ReleasedSchemasTest {
  static final List<String> TOPICS = TopicNames.WITH_SCHEMA_FILE;

  private static final Path FOLDER = Path.of("src/main/resources/released");
  private static final Path PROPOSED = Path.of("target/released");

  /**
   * Between releases a schema may change. A version without SNAPSHOT is one, and so is what {@code
   * -Ddrey.release=true} says is to be.
   */
  private static boolean isRelease() throws IOException {
    return Boolean.getBoolean("drey.release")
        || !Files.readString(Path.of("../pom.xml")).contains("-SNAPSHOT</version>");
  }

  @ParameterizedTest
  @FieldSource("TOPICS")
  void theCurrentSchemaOfAReleaseIsReleased(String topic) throws IOException {
    Schema current = TopicNames.schema(topic);
    long fingerprint = ReleasedSchemas.fingerprint(current);
    if (!isRelease() || ReleasedSchemas.of(topic).findByFingerprint(fingerprint) != null) {
      return;
    }
    String file = topic + "/" + ReleasedSchemas.hex(fingerprint) + ".avsc";
    Path proposed = PROPOSED.resolve(file);
    Files.createDirectories(proposed.getParent());
    // Readers choose their own Java type for text; the wire has none.
    String plain =
        SchemaFormatter.format("json/pretty", current)
            .replaceAll(
                "\\{\\s*\"type\" : \"string\",\\s*\"avro.java.string\" : \"String\"\\s*\\}",
                "\"string\"");
    Files.writeString(proposed, plain + "\n");
    fail(
        """
        The schema of %1$s has changed, and what it writes must stay readable for ever.
        To release this version, in the folder schemas:
          install -D target/released/%2$s src/main/resources/released/%2$s
          add the line %2$s to src/main/resources/released/index.txt
        Leave the versions before it as they are."""
            .formatted(topic, file));
  }

  @ParameterizedTest
  @FieldSource("TOPICS")
  void theCurrentSchemaReadsEveryReleasedOne(String topic) {
    Schema current = TopicNames.schema(topic);
    for (Schema released : ReleasedSchemas.of(topic).all()) {
      var result = SchemaCompatibility.checkReaderWriterCompatibility(current, released);
      assertEquals(
          SchemaCompatibilityType.COMPATIBLE,
          result.getType(),
          () ->
              topic
                  + " can no longer read "
                  + ReleasedSchemas.hex(ReleasedSchemas.fingerprint(released))
                  + ": fields are only added, with a default. "
                  + result.getResult().getIncompatibilities());
    }
  }

  @ParameterizedTest
  @FieldSource("TOPICS")
  void aFileIsNamedByItsFingerprint(String topic) {
    List<String> expected =
        ReleasedSchemas.of(topic).all().stream()
            .map(s -> topic + "/" + ReleasedSchemas.hex(ReleasedSchemas.fingerprint(s)) + ".avsc")
            .toList();
    assertEquals(
        expected,
        ReleasedSchemas.index().stream().filter(path -> path.startsWith(topic + "/")).toList(),
        "a released schema was changed or misnamed");
  }

  @Test
  void theIndexListsEveryFile() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      assertEquals(
          ReleasedSchemas.index().stream().sorted().toList(),
          files
              .filter(path -> path.toString().endsWith(".avsc"))
              .map(path -> FOLDER.relativize(path).toString().replace('\\', '/'))
              .sorted()
              .toList());
    }
  }
}
