package org.drey.streaming.operator;

import java.util.Collection;
import java.util.List;
import org.drey.blocklist.enforcement.BlockEvidence;
import org.drey.blocklist.enforcement.DnsEnforcement;
import org.drey.blocklist.enforcement.DnsLookup;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.ListSet.ListHit;
import org.drey.event.DnsQuery;
import org.drey.event.TopicNames;
import org.drey.streaming.lists.SubscriberProfile;
import org.drey.streaming.lists.SubscriberProfiles;
import org.jspecify.annotations.Nullable;

/** Looks a DNS query up in the lists. */
public final class DnsQuestion implements ListQuestion<DnsQuery> {
  private static final long serialVersionUID = 1L;

  private final DnsEnforcement enforcement;

  /**
   * The question.
   *
   * @param splashAnswers addresses and names of the splash page, to which resolvers redirect
   */
  public DnsQuestion(Collection<String> splashAnswers) {
    this.enforcement = new DnsEnforcement(splashAnswers);
  }

  @Override
  public String topic() {
    return TopicNames.DNS_QUERIES;
  }

  @Override
  public @Nullable ListDecision evaluate(
      DnsQuery query, ListSet lists, SubscriberProfile profile, Runnable unreadable) {
    List<String> answers = query.getAnswers();
    ListHit met =
        DnsLookup.meet(
            lists, query.getQuery(), query.getRecordType(), answers, profile.categories());
    if (met == null) {
      return null;
    }
    BlockEvidence blocked = enforcement.of(query.getResponseCode(), answers).blocked();
    return new ListDecision(met, ListDecision.decision(met), ListDecision.enforced(blocked), null);
  }

  @Override
  public SubscriberProfile profile(DnsQuery query, SubscriberProfiles subscribers) {
    String subject = query.getSubject();
    return subject == null
        ? SubscriberProfile.NONE
        : subscribers.profile(query.getTokenDomain(), query.getKeyVersion(), subject);
  }

  @Override
  public RequestInfo asked(DnsQuery query) {
    return new RequestInfo(
        query.getEventId(),
        query.getEventTime(),
        query.getProvider(),
        query.getTokenDomain(),
        query.getKeyVersion(),
        query.getSubject(),
        query.getNetworkClass(),
        query.getInteractive(),
        query.getResolver());
  }
}
