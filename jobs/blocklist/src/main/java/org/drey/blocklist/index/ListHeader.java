package org.drey.blocklist.index;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.ListVersion;
import org.jspecify.annotations.Nullable;

/**
 * The header of a list file, which anyone may read; JSON at its beginning. No times: the same
 * entries and key give the same bytes.
 *
 * @param version derived from the content: 12 hex digits
 * @param baseVersion of a difference: the version that it changes into {@code version}; else null
 * @param keyCheck shows whether a key is the one that made the file
 * @param entries how many different entries the list has; of a difference, the list that it leads
 *     to
 * @param types the same by type
 * @param categories the names of the categories, in the order of their bits
 * @param topLevel whether a top-level domain is listed as a whole
 * @param parental whether it has entries of parental control
 * @param passedWords as {@link TableLayout} has it
 * @param recordWords as {@link TableLayout} has it
 * @param capacity as {@link TableLayout} has it
 * @param records how many records the file has
 * @param passed how many nodes a difference names that are passed on the way to its records
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ListHeader(
    String listId,
    String version,
    @Nullable String baseVersion,
    String keyCheck,
    long entries,
    Map<EntryType, Long> types,
    List<String> categories,
    boolean topLevel,
    boolean parental,
    int passedWords,
    int recordWords,
    int capacity,
    int records,
    int passed) {

  private static final Pattern KEY_CHECK = Pattern.compile("[0-9a-f]{16}");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** Returns which list, in which version. */
  public ListVersion list() {
    return new ListVersion(listId, version);
  }

  /** Returns whether the file is a difference and not a whole list. */
  public boolean isDelta() {
    return baseVersion != null;
  }

  /** The header of the difference that leads from another version to this one. */
  ListHeader with(@Nullable String base, FileSections changes) {
    return new ListHeader(
        listId,
        version,
        base,
        keyCheck,
        entries,
        types,
        categories,
        topLevel,
        parental,
        changes.placement().passedWords(),
        changes.placement().recordWords(),
        changes.placement().capacity(),
        changes.records(),
        changes.passed());
  }

  /** Returns whether this can be the header of a file: it may have been written by anyone. */
  boolean isPossible() {
    // Jackson leaves null what the JSON does not have.
    return listId != null
        && ListVersion.isListId(listId)
        && version != null
        && ListVersion.isVersion(version)
        && (baseVersion == null || ListVersion.isVersion(baseVersion))
        && keyCheck != null
        && KEY_CHECK.matcher(keyCheck).matches()
        && types != null
        && types.values().stream().allMatch(Objects::nonNull)
        && categories != null
        && categories.stream().allMatch(one -> one != null && ListEntry.isCategory(one))
        && categories.size() <= EntryFlags.MAX_CATEGORIES
        && placement().isPossible()
        && records >= 0
        && passed >= 0;
  }

  TableLayout placement() {
    return new TableLayout(passedWords, recordWords, capacity);
  }

  byte[] toBytes() {
    try {
      return JSON.writeValueAsBytes(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a header is always JSON", e);
    }
  }

  static ListHeader of(byte[] bytes) throws IOException {
    return JSON.readValue(new String(bytes, StandardCharsets.UTF_8), ListHeader.class);
  }
}
