package org.drey.streaming.operator;

import java.util.regex.Pattern;
import org.drey.blocklist.MatchKind;
import org.drey.blocklist.url.HttpUrl;
import org.drey.blocklist.url.OtherScheme;
import org.drey.event.Action;
import org.drey.event.Decision;
import org.drey.event.Enforced;
import org.drey.event.Topics;
import org.drey.event.WebRequest;
import org.drey.streaming.lists.ListSet;
import org.drey.streaming.lists.ListSet.Met;
import org.drey.streaming.lists.Profile;
import org.drey.streaming.lists.Subscribers;
import org.jspecify.annotations.Nullable;

/**
 * Holds a web request against the lists. Where a person waits, the entry decides; a cache, a host
 * or an advertising exchange is only asked to act. Of a tunnel (CONNECT, {@code host:port}) only
 * the name is seen, as in DNS; of a URL of another scheme than http(s) only the name counts.
 */
public final class WebQuestion implements Question<WebRequest> {
  private static final long serialVersionUID = 1L;
  private static final String TUNNEL = "CONNECT";

  /** What CONNECT asks for, RFC 9112, 3.2.3: no scheme, no path. */
  private static final Pattern AUTHORITY = Pattern.compile("[^\\s/?#@\\\\]+:\\d{1,5}");

  @Override
  public String topic() {
    return Topics.WEB_REQUESTS;
  }

  @Override
  public @Nullable Verdict judge(
      WebRequest request, ListSet lists, Profile profile, Runnable unreadable) {
    String asked = request.getUrl();
    HttpUrl url = HttpUrl.parse(asked);
    boolean tunnel = TUNNEL.equalsIgnoreCase(request.getMethod());
    if (url == null && AUTHORITY.matcher(asked).matches()) {
      url = HttpUrl.parse("https://" + asked + "/");
      tunnel = true;
    }
    Met met;
    if (url != null && !tunnel) {
      met = lists.matchUrl(url, profile);
    } else {
      String name = url == null ? OtherScheme.host(asked) : url.hasName() ? url.host() : null;
      if (url == null && name == null) {
        unreadable.run();
      }
      met = name == null ? null : lists.matchName(name, profile);
    }
    return met == null ? null : verdict(request, met);
  }

  private static Verdict verdict(WebRequest request, Met met) {
    Enforced enforced = WebEnforcement.of(request);
    return switch (request.getStage()) {
      case CDN_CACHE -> asked(met, enforced, Action.purge);
      case HOSTING -> asked(met, enforced, Action.withdraw);
      case AD_PLACEMENT -> asked(met, enforced, Action.no_bid);
      case PROXY, BROWSER, UNKNOWN ->
          new Verdict(met, Decision.valueOf(met.match().decision().name()), enforced, null);
    };
  }

  /** Nothing is asked for a host of which only some page, not seen here, is listed. */
  private static Verdict asked(Met met, Enforced enforced, Action action) {
    boolean listed = met.match().kind() != MatchKind.HOST_ONLY;
    return new Verdict(met, Decision.RECORD, enforced, listed ? action : null);
  }

  @Override
  public Profile profile(WebRequest request, Subscribers subscribers) {
    String subject = request.getSubject();
    return subject == null
        ? Profile.NONE
        : subscribers.profile(request.getTokenDomain(), request.getKeyVersion(), subject);
  }

  @Override
  public Asked asked(WebRequest request) {
    return new Asked(
        request.getEventId(),
        request.getEventTime(),
        request.getProvider(),
        request.getTokenDomain(),
        request.getKeyVersion(),
        request.getSubject(),
        request.getNetworkClass(),
        true, // a request says nothing of automation
        null);
  }
}
