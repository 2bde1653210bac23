package org.drey.blocklist.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.drey.blocklist.ListVersion;

/**
 * What makes up the version of a list that is in force: a whole file, and the differences to apply
 * to it in turn. Each announcement is a full manifest, so the last one suffices.
 *
 * @param sequence grows with each announcement of the list, also with a rollback: the highest is in
 *     force
 * @param publishedAt when it was announced; a list that was not announced again for long is stale
 */
public record Manifest(
    String listId, long sequence, Instant publishedAt, Part base, List<Part> deltas) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * A file of the list.
   *
   * @param file its name in the folder of lists, without any path
   * @param checksum the SHA-256 that ends the file, in hex
   * @param version of the list once it is applied
   */
  public record Part(String file, String checksum, String version) {
    /** Refuses what is not complete. */
    public Part {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(checksum, "checksum");
      Objects.requireNonNull(version, "version");
    }
  }

  /** Copies the list of differences; refuses what is not complete. */
  public Manifest {
    Objects.requireNonNull(listId, "list_id");
    Objects.requireNonNull(publishedAt, "published_at");
    Objects.requireNonNull(base, "base");
    deltas = List.copyOf(deltas);
  }

  /** Which list, in which version. */
  public ListVersion list() {
    Part last = deltas.isEmpty() ? base : deltas.get(deltas.size() - 1);
    return new ListVersion(listId, last.version());
  }

  /** All its files, the base first. */
  public List<Part> parts() {
    return Stream.concat(Stream.of(base), deltas.stream()).toList();
  }

  /** One line of JSON. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is always JSON", e);
    }
  }

  /** Reads what {@link #toJson} wrote. */
  public static Manifest ofJson(String json) throws IOException {
    Manifest read = JSON.readValue(json, Manifest.class);
    if (read == null) {
      throw new JsonMappingException(null, "no manifest");
    }
    return read;
  }
}
