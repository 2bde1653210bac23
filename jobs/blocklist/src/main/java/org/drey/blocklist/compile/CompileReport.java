package org.drey.blocklist.compile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.drey.blocklist.EntryType;
import org.jspecify.annotations.Nullable;

/**
 * The result of a compilation. Says where an entry is and what its id is, never what it is.
 *
 * @param version null if there is no list
 * @param baseVersion of a difference; else null
 * @param stopped why there is no list; null if there is one
 * @param entries different entries of the list
 * @param types the same by type
 * @param repeated entries that were in the feeds more than once
 * @param change against the version before; null if there was none to compare with
 * @param refused how many were refused, by guard
 * @param refusals what was refused, the first {@value #MAX_LISTED}
 * @param approved how many passed a guard by approval, by guard
 * @param approvals what passed, the first {@value #MAX_LISTED}
 * @param leftOut malformed lines that were left out by approval
 * @param leftOutLines which, the first {@value #MAX_LISTED}
 * @param unusedApprovals words of approval that nothing needed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompileReport(
    String listId,
    @Nullable String version,
    @Nullable String baseVersion,
    @Nullable String stopped,
    long entries,
    Map<EntryType, Long> types,
    long repeated,
    List<FeedCount> feeds,
    ChangeGuard.@Nullable Change change,
    Map<String, Long> refused,
    List<Refusal> refusals,
    Map<String, Long> approved,
    List<Refusal> approvals,
    long leftOut,
    List<Refusal> leftOutLines,
    List<String> unusedApprovals) {

  /** The most of each kind that are reported one by one. */
  public static final int MAX_LISTED = 10_000;

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  /**
   * Counts of a feed.
   *
   * @param feed the file's name
   * @param entries in the list, repeated ones too
   * @param refused lines and entries that are not in the list, with or without approval
   */
  public record FeedCount(String feed, String format, long entries, long refused) {}

  /**
   * An entry that a guard speaks against.
   *
   * @param feed the file's name
   * @param line from 1
   * @param entryId null for a line that is no entry
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Refusal(
      String guard, String feed, int line, @Nullable String entryId, String reason) {}

  /** Returns how many entries were refused. */
  public long totalRefused() {
    return refused.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Indented JSON. */
  public String toJson() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is always JSON", e);
    }
  }
}
