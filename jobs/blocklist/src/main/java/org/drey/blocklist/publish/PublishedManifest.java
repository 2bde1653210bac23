package org.drey.blocklist.publish;

import static java.time.temporal.ChronoUnit.MILLIS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.index.ListKey;

/**
 * The manifest of the version of a list that is in force: a whole file, and the differences to
 * apply to it in turn. Each announcement is a full manifest, so the last one suffices. Nothing in
 * it is longer or of another form than what {@link ListStore} writes; whether it is genuine says
 * {@link #isMadeWith}.
 *
 * @param sequence grows with each announcement of the list, also with a rollback: the highest is in
 *     force
 * @param publishedAt when it was announced, in milliseconds; a list that was not announced again
 *     for long is stale
 * @param mac over all other fields, in hex; empty before {@link #madeWith}
 */
public record PublishedManifest(
    String listId, long sequence, Instant publishedAt, Part base, List<Part> deltas, String mac) {
  /** Thirty thousand years from 1970, well within what milliseconds can express. */
  private static final long MAX_SECONDS = 1L << 40;

  private static final Pattern FILE =
      Pattern.compile("[0-9a-f]{12}\\.list|[0-9a-f]{12}-[0-9a-f]{12}\\.delta");
  private static final Pattern MAC = Pattern.compile("[0-9a-f]{64}");

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
   * @param checksum the MAC that ends the file, in hex
   * @param version of the list once it is applied
   */
  public record Part(String file, String checksum, String version) {
    /** Refuses what is not complete or of another form. */
    public Part {
      check(FILE.matcher(Objects.requireNonNull(file, "file")).matches(), "file");
      check(MAC.matcher(Objects.requireNonNull(checksum, "checksum")).matches(), "checksum");
      check(ListVersion.isVersion(Objects.requireNonNull(version, "version")), "version");
    }
  }

  /** Copies the list of differences; refuses what is not complete or of another form. */
  public PublishedManifest {
    check(ListVersion.isListId(Objects.requireNonNull(listId, "list_id")), "list_id");
    check(sequence >= 0, "sequence");
    long seconds = Objects.requireNonNull(publishedAt, "published_at").getEpochSecond();
    check(Math.abs(seconds) < MAX_SECONDS, "published_at");
    publishedAt = publishedAt.truncatedTo(MILLIS);
    Objects.requireNonNull(base, "base");
    check(deltas.size() <= ListStore.MAX_DELTAS, "deltas");
    deltas = List.copyOf(deltas);
    // Jackson leaves null what the JSON does not have.
    mac = mac == null ? "" : mac;
    check(mac.isEmpty() || MAC.matcher(mac).matches(), "mac");
  }

  /** Checks a field; a wrong value may have come from anywhere, and is not repeated. */
  private static void check(boolean isPossible, String field) {
    if (!isPossible) {
      throw new IllegalArgumentException("a manifest with an impossible " + field);
    }
  }

  /** The same, made with a key. */
  public PublishedManifest madeWith(ListKey key) {
    return new PublishedManifest(
        listId, sequence, publishedAt, base, deltas, key.manifestMac(fields()));
  }

  /** Returns whether it was made with a key, and not changed since. */
  public boolean isMadeWith(ListKey key) {
    byte[] right = key.manifestMac(fields()).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(right, mac.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * All fields but the MAC: each number in 64 bits, each text with its length before it, so that no
   * two manifests have the same bytes.
   */
  private byte[] fields() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      write(out, listId);
      out.writeLong(sequence);
      out.writeLong(publishedAt.toEpochMilli());
      out.writeLong(deltas.size());
      for (Part part : parts()) {
        write(out, part.file());
        write(out, part.checksum());
        write(out, part.version());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes any bytes", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeLong(bytes.length);
    out.write(bytes);
  }

  /**
   * Returns whether another announcement of the same list has this one's sequence and is not the
   * same. Some may follow the one and some the other, until a later sequence unites them.
   */
  public boolean contradicts(PublishedManifest other) {
    return listId.equals(other.listId) && sequence == other.sequence && !equals(other);
  }

  /** Returns which list, in which version. */
  public ListVersion list() {
    Part last = deltas.isEmpty() ? base : deltas.get(deltas.size() - 1);
    return new ListVersion(listId, last.version());
  }

  /** All its files, the base first. */
  public List<Part> parts() {
    return Stream.concat(Stream.of(base), deltas.stream()).toList();
  }

  /** One line of JSON, at most {@value ManifestLog#MAX_BYTES} bytes. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is always JSON", e);
    }
  }

  /** Reads what {@link #toJson} wrote. */
  public static PublishedManifest ofJson(String json) throws IOException {
    PublishedManifest read = JSON.readValue(json, PublishedManifest.class);
    if (read == null) {
      throw new JsonMappingException(null, "no manifest");
    }
    return read;
  }
}
