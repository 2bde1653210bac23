package org.drey.streaming.operator;

import org.drey.blocklist.MatchKind;
import org.drey.blocklist.enforcement.BlockEvidence;
import org.drey.blocklist.enforcement.WebEnforcement;
import org.drey.blocklist.enforcement.WebLookup;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.ListSet.ListHit;
import org.drey.event.Action;
import org.drey.event.Decision;
import org.drey.event.TopicNames;
import org.drey.event.WebRequest;
import org.drey.streaming.lists.SubscriberProfile;
import org.drey.streaming.lists.SubscriberProfiles;
import org.jspecify.annotations.Nullable;

/**
 * Looks a web request up in the lists. Where a person waits, the entry decides; a cache, a host or
 * an advertising exchange is only asked to act.
 */
public final class WebQuestion implements ListQuestion<WebRequest> {
  private static final long serialVersionUID = 1L;

  @Override
  public String topic() {
    return TopicNames.WEB_REQUESTS;
  }

  @Override
  public @Nullable ListDecision evaluate(
      WebRequest request, ListSet lists, SubscriberProfile profile, Runnable unreadable) {
    ListHit met =
        WebLookup.meet(
            lists, request.getUrl(), request.getMethod(), profile.categories(), unreadable);
    return met == null ? null : verdict(request, met);
  }

  private static ListDecision verdict(WebRequest request, ListHit met) {
    Long status = request.getStatus();
    return switch (request.getStage()) {
      case CDN_CACHE -> asked(met, WebEnforcement.ofStored(status), Action.purge);
      case HOSTING -> asked(met, WebEnforcement.ofStored(status), Action.withdraw);
      case AD_PLACEMENT -> asked(met, WebEnforcement.ofBids(status), Action.no_bid);
      case PROXY, BROWSER, UNKNOWN ->
          new ListDecision(
              met,
              ListDecision.decision(met),
              ListDecision.enforced(WebEnforcement.toAPerson(status)),
              null);
    };
  }

  /** Nothing is asked for a host of which only some page, not seen here, is listed. */
  private static ListDecision asked(ListHit met, BlockEvidence blocked, Action action) {
    boolean listed = met.match().kind() != MatchKind.HOST_ONLY;
    return new ListDecision(
        met, Decision.RECORD, ListDecision.enforced(blocked), listed ? action : null);
  }

  @Override
  public SubscriberProfile profile(WebRequest request, SubscriberProfiles subscribers) {
    String subject = request.getSubject();
    return subject == null
        ? SubscriberProfile.NONE
        : subscribers.profile(request.getTokenDomain(), request.getKeyVersion(), subject);
  }

  @Override
  public RequestInfo asked(WebRequest request) {
    return new RequestInfo(
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
