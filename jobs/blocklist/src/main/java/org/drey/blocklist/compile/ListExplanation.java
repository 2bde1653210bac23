package org.drey.blocklist.compile;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.MatchKind;
import org.drey.blocklist.RequestDecision;
import org.drey.blocklist.name.CanonicalName;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * An explanation of what lists decide for a name or URL, and by which entry.
 *
 * @param input as it was given
 * @param error why nothing can be said; null if something can
 * @param dns what is decided when the name, or the URL's host, is asked of DNS; null for nothing
 * @param url what is decided when the URL, or the name's front page, is asked for; null for nothing
 */
public record ListExplanation(
    String input,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String error,
    @Nullable ListAnswer dns,
    @Nullable ListAnswer url) {

  /** A decision, and the entry that it comes from. */
  public record ListAnswer(
      RequestDecision decision,
      MatchKind match,
      String entryId,
      String category,
      ListPolicy policy,
      String listId,
      String listVersion) {

    static @Nullable ListAnswer of(@Nullable ListMatch match) {
      return match == null
          ? null
          : new ListAnswer(
              match.decision(),
              match.kind(),
              match.entryId(),
              match.category(),
              match.policy(),
              match.list().listId(),
              match.list().version());
    }
  }

  /** Asks a list, or all that are in force. */
  public static ListExplanation of(String input, ListMatcher lists) {
    boolean isUrl = input.contains("://");
    if (!isUrl && CanonicalName.of(input) == null) {
      return new ListExplanation(
          input, "neither a name nor a URL with http:// or https:// before it", null, null);
    }
    HttpUrl url = HttpUrl.parse(isUrl ? input : "http://" + input + "/");
    if (url == null) {
      return new ListExplanation(input, "not an http or https URL with a valid host", null, null);
    }
    String name = CanonicalName.of(url.host());
    ListMatch dns = name == null ? null : lists.matchName(name);
    return new ListExplanation(input, null, ListAnswer.of(dns), ListAnswer.of(lists.matchUrl(url)));
  }
}
