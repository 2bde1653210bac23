package org.drey.streaming.operator;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.drey.blocklist.name.CanonicalName;
import org.drey.event.Decision;
import org.drey.event.DnsQuery;
import org.drey.event.Topics;
import org.drey.streaming.lists.ListSet;
import org.drey.streaming.lists.ListSet.Met;
import org.drey.streaming.lists.Profile;
import org.drey.streaming.lists.Subscribers;
import org.jspecify.annotations.Nullable;

/**
 * Holds a DNS query against the lists: the name asked for, then the names that it turned out to be
 * an alias of. The strongest entry decides; of equals the one that the query itself meets.
 */
public final class DnsQuestion implements Question<DnsQuery> {
  private static final long serialVersionUID = 1L;

  /** Types whose answers name something else than where the content of the name is. */
  private static final Set<String> WITHOUT_ALIASES =
      Set.of("NS", "PTR", "MX", "SRV", "SOA", "TXT", "SPF", "NAPTR");

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
    return Topics.DNS_QUERIES;
  }

  @Override
  public @Nullable Verdict judge(
      DnsQuery query, ListSet lists, Profile profile, Runnable unreadable) {
    String name = CanonicalName.of(query.getQuery());
    Met met = name == null ? null : lists.matchName(name, profile);
    List<String> answers = query.getAnswers();
    if (!answers.isEmpty() && mayBeAlias(query.getRecordType())) {
      for (int i = 0; i < answers.size(); i++) {
        String alias = CanonicalName.of(answers.get(i)); // null for an address
        met = alias == null ? met : ListSet.stronger(met, lists.matchName(alias, profile));
      }
    }
    return met == null
        ? null
        : new Verdict(
            met, Decision.valueOf(met.match().decision().name()), enforcement.of(query), null);
  }

  private static boolean mayBeAlias(String type) {
    return !WITHOUT_ALIASES.contains(type)
        && !WITHOUT_ALIASES.contains(type.toUpperCase(Locale.ROOT));
  }

  @Override
  public Profile profile(DnsQuery query, Subscribers subscribers) {
    String subject = query.getSubject();
    return subject == null
        ? Profile.NONE
        : subscribers.profile(query.getTokenDomain(), query.getKeyVersion(), subject);
  }

  @Override
  public Asked asked(DnsQuery query) {
    return new Asked(
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
