package org.drey.streaming.operator;

import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.NameMatcher;
import org.drey.event.Audience;
import org.drey.event.BlocklistHit;
import org.drey.event.Decision;
import org.drey.event.DnsQuery;
import org.drey.event.Enforced;
import org.drey.event.Policy;
import org.drey.event.Topics;
import org.drey.rules.correlate.Ids;
import org.drey.streaming.event.Arrival;
import org.drey.streaming.event.DeadLetters;

/** Matches the names of DNS queries against the blocklist. Keeps no state but the list. */
public final class MatchNames extends ProcessFunction<Arrival<DnsQuery>, BlocklistHit> {
  private static final long serialVersionUID = 1L;

  /** Extended DNS error "Blocked": by a policy of the operator. */
  private static final int EDE_BLOCKED = 15;

  private final Lists lists;
  private final boolean hasBasis;
  private final List<String> splashAnswers;
  private transient Enforcement enforcement;
  private transient NameMatcher names;
  private transient Tally tally;

  /** Where a subtask gets the list from. */
  public interface Lists extends Serializable {
    NameMatcher open() throws IOException;
  }

  /**
   * The step.
   *
   * @param hasBasis whether a legal basis for subjects of DNS queries is declared
   * @param splashAnswers addresses and names of the splash page, to which resolvers redirect
   */
  public MatchNames(Lists lists, boolean hasBasis, List<String> splashAnswers) {
    this.lists = lists;
    this.hasBasis = hasBasis;
    this.splashAnswers = List.copyOf(splashAnswers);
  }

  @Override
  public void open(OpenContext context) throws IOException {
    names = lists.open();
    enforcement = new Enforcement(splashAnswers);
    tally = new Tally(getRuntimeContext(), "blocklist");
  }

  @Override
  public void processElement(
      Arrival<DnsQuery> arrival, Context context, Collector<BlocklistHit> out) {
    tally.count("read");
    long now = context.timerService().currentProcessingTime();
    if (arrival.isRejected()) {
      tally.count("rejected." + arrival.reason());
      context.output(Outputs.DEAD_LETTERS, DeadLetters.of(arrival, now));
      return;
    }
    DnsQuery query = arrival.datum();
    ListMatch match = names.match(query.getQuery());
    if (match != null) {
      BlocklistHit hit = hit(query, match, now);
      tally.count(hit.getDecision().name());
      if (hit.getDecision() == Decision.SPLASH && hit.getEnforced() == Enforced.NO) {
        tally.count("gaps");
      }
      out.collect(hit);
    }
  }

  private BlocklistHit hit(DnsQuery query, ListMatch match, long now) {
    String listId = match.list().listId();
    String id =
        Ids.of(
            Topics.DNS_QUERIES, query.getProvider(), query.getEventId(), listId, match.entryId());
    return BlocklistHit.newBuilder()
        .setSignalId(id)
        .setEventId(query.getEventId())
        .setEventTime(query.getEventTime())
        .setEmittedAt(Instant.ofEpochMilli(now))
        .setProvider(query.getProvider())
        .setTokenDomain(query.getTokenDomain())
        .setKeyVersion(query.getKeyVersion())
        .setSubject(hasBasis ? query.getSubject() : null)
        .setNetworkClass(query.getNetworkClass())
        .setInteractive(query.getInteractive())
        .setDecision(Decision.valueOf(match.decision().name()))
        .setEnforced(enforcement.of(query))
        .setMatch(org.drey.event.Match.valueOf(match.kind().name()))
        .setListId(listId)
        .setListVersion(match.list().version())
        .setEntryId(match.entryId())
        .setPolicy(Policy.valueOf(match.policy().name()))
        .setAudience(Audience.ADULT)
        .setSplashRef(id.substring(0, 16))
        .setEdeCode(EDE_BLOCKED)
        .setListStale(false)
        .build();
  }
}
