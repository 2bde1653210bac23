package org.drey.event.wire;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.message.SchemaStore;
import org.jspecify.annotations.Nullable;

/**
 * Every schema with which records of one topic were ever written, by fingerprint.
 *
 * <p>They lie on the class path as {@code released/<topic>/<fingerprint>.avsc} and are listed in
 * {@code released/index.txt}. None is ever changed or removed: records written with it may live.
 */
public final class ReleasedSchemas implements SchemaStore {
  private static final String FOLDER = "/released/";

  private final Map<Long, Schema> schemas;

  ReleasedSchemas(List<Schema> released) {
    schemas = new LinkedHashMap<>();
    released.forEach(schema -> schemas.put(fingerprint(schema), schema));
  }

  /** Loads the schemas of a topic; empty if none was released. */
  public static ReleasedSchemas of(String topic) {
    return new ReleasedSchemas(
        index().stream()
            .filter(path -> path.startsWith(topic + "/"))
            .map(path -> new Schema.Parser().parse(read(path)))
            .toList());
  }

  /** The files of all topics, in the form {@code <topic>/<fingerprint>.avsc}. */
  public static List<String> index() {
    return read("index.txt").lines().filter(line -> !line.isBlank()).toList();
  }

  @Override
  public @Nullable Schema findByFingerprint(long fingerprint) {
    return schemas.get(fingerprint);
  }

  /** In the order of the index. */
  public Collection<Schema> all() {
    return List.copyOf(schemas.values());
  }

  /** The 64-bit fingerprint (CRC-64-AVRO) of the schema's canonical form. */
  public static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  /** A fingerprint as dead letters and file names show it. */
  public static String hex(long fingerprint) {
    return HexFormat.of().toHexDigits(fingerprint);
  }

  private static String read(String path) {
    try (InputStream in = ReleasedSchemas.class.getResourceAsStream(FOLDER + path)) {
      if (in == null) {
        throw new FileNotFoundException("not on the class path: " + FOLDER + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
