package org.drey.edge.icap;

import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.RequestDecision;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Decides by the URL, where there is one, and else by the name. Pure but for the day.
 *
 * <p>For {@link ListPolicy#CHILD_PROTECTION_LIST} only its own entries block; {@link
 * ListMatch#PRECEDENCE} puts them before all others, so none is hidden. For {@link
 * ListPolicy#PARENTAL_CONTROL} the entries of both block: child protection applies to everyone,
 * also to subscribers with parental controls.
 */
public final class UrlStage {
  private final URI splash;
  private final ListPolicy policy;
  private final InstantSource clock;

  /**
   * For the subscribers of one policy.
   *
   * @param splash the address of the warning page, without a query
   * @param clock for the day that goes into references
   */
  public UrlStage(URI splash, ListPolicy policy, InstantSource clock) {
    if (splash.getHost() == null || splash.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "the warning page has a full http(s) address without a query");
    }
    this.splash = splash;
    this.policy = policy;
    this.clock = clock;
  }

  /** Decides. Of a URL of another scheme than http(s) the host alone counts. */
  RequestOutcome decide(HttpHead head, ListMatcher list) {
    HttpUrl origin = head.tunnel() ? null : head.origin();
    ListMatch match = enforced(origin == null ? ofHost(head, list) : ofUrl(head, origin, list));
    if (match == null) {
      return RequestOutcome.PASS;
    }
    return head.tunnel()
        ? new RequestOutcome.Refuse(match)
        : new RequestOutcome.Splash(match, location(match, list));
  }

  private static @Nullable ListMatch ofHost(HttpHead head, ListMatcher list) {
    String name = head.hostAlone();
    return name == null ? null : list.matchName(name);
  }

  /** Asks for the name first: nearly all hosts have no entry for any path. */
  private static @Nullable ListMatch ofUrl(HttpHead head, HttpUrl origin, ListMatcher list) {
    if (origin.hasName() && list.matchSeen(origin.host()) == null) {
      return null;
    }
    HttpUrl url = head.url();
    return url == null ? null : list.matchUrl(url);
  }

  /** A name that merely carries a listed URL passes. */
  private @Nullable ListMatch enforced(@Nullable ListMatch match) {
    boolean blocks =
        match != null
            && match.decision() == RequestDecision.SPLASH
            && (policy == ListPolicy.PARENTAL_CONTROL || match.policy() == policy);
    return blocks ? match : null;
  }

  private String location(ListMatch match, ListMatcher list) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    String word = match.policy() == ListPolicy.PARENTAL_CONTROL ? "parental" : "list";
    return splash + "?ref=" + list.reference(match, day) + "&policy=" + word;
  }
}
