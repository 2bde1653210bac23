package org.drey.streaming.operator;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.drey.base.DerivedIds;
import org.drey.blocklist.ListMatch;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.live.ListInForce;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.publish.ListAnnouncement.Refusal;
import org.drey.definitions.config.DreyConfiguration.Blocklists;
import org.drey.definitions.record.ArrivedRecord;
import org.drey.event.BlocklistHit;
import org.drey.event.Match;
import org.drey.event.Policy;
import org.drey.streaming.lists.ListsInForce;
import org.drey.streaming.lists.SubscriberProfile;
import org.drey.streaming.lists.SubscriberProfiles;
import org.drey.streaming.operator.ListQuestion.RequestInfo;
import org.jspecify.annotations.Nullable;

/** Looks a stream up in the lists in force. Keeps no state but those. */
public final class MatchLists<T extends SpecificRecordBase>
    extends ProcessFunction<ArrivedRecord<T>, BlocklistHit> {
  private static final long serialVersionUID = 1L;

  /** Extended DNS error "Filtered": the subscriber asked for it (RFC 8914). */
  private static final int EDE_FILTERED = 17;

  private final ListQuestion<T> question;
  private final ListsInForce.Source source;
  private final Blocklists blocklists;
  private transient ListsInForce shared;
  private transient ListGauges gauges;
  private transient EnforcementGaps gaps;
  private transient OperatorMetrics metrics;
  private transient OperatorMetrics.Count read;
  private transient StreamCounts ledger;
  private transient DeadLetterWriter refusals;
  private transient Runnable unreadable;

  public MatchLists(ListQuestion<T> question, ListsInForce.Source source, Blocklists blocklists) {
    this.question = question;
    this.source = source;
    this.blocklists = blocklists;
  }

  @Override
  public void open(OpenContext context) throws IOException, InterruptedException {
    shared = source.open();
    var group = getRuntimeContext().getMetricGroup();
    gauges = new ListGauges(group, shared, blocklists.maxAge());
    gauges.show(shared.lists());
    gaps = new EnforcementGaps(group);
    metrics =
        new OperatorMetrics(
            getRuntimeContext(), "blocklist", "unreadable", "gaps", "SPLASH", "INSPECT", "RECORD");
    read = metrics.of("read");
    ledger = StreamCounts.atEntrance(getRuntimeContext(), metrics, read, question.topic());
    refusals = new DeadLetterWriter(getRuntimeContext(), metrics, ledger, "match");
    unreadable = () -> metrics.count("unreadable");
  }

  @Override
  public void close() {
    if (shared != null) {
      shared.close();
    }
  }

  @Override
  public void processElement(
      ArrivedRecord<T> arrival, Context context, Collector<BlocklistHit> out) {
    read.add();
    T datum = arrival.datum();
    if (datum == null) {
      refusals.rejected(arrival, true, context);
      return;
    }
    ListSet lists = shared.lists();
    gauges.show(lists);
    long now = context.timerService().currentProcessingTime();
    BlocklistHit hit;
    try {
      hit = evaluate(datum, lists, now);
    } catch (RuntimeException | StackOverflowError e) {
      refusals.failed(arrival, e, context);
      return;
    }
    ledger.accept();
    if (hit != null) {
      out.collect(hit);
    }
  }

  /** Returns what the lists say of a record; null for nothing. */
  private @Nullable BlocklistHit evaluate(T datum, ListSet lists, long now) {
    SubscriberProfiles subscribers = shared.subscribers();
    SubscriberProfile profile =
        subscribers == null ? SubscriberProfile.NONE : question.profile(datum, subscribers);
    ListDecision verdict = question.evaluate(datum, lists, profile, unreadable);
    return verdict == null ? null : hit(question.asked(datum), verdict, profile, now);
  }

  private BlocklistHit hit(
      RequestInfo asked, ListDecision verdict, SubscriberProfile profile, long now) {
    metrics.count(verdict.decision().name());
    ListMatch match = verdict.met().match();
    if (verdict.isGap()) {
      metrics.count("gaps");
      gaps.count(asked.provider(), asked.resolver(), match.list(), now);
    }
    boolean parental = match.policy() == ListPolicy.PARENTAL_CONTROL;
    return BlocklistHit.newBuilder()
        .setSignalId(id(asked, match))
        .setEventId(asked.eventId())
        .setEventTime(asked.eventTime())
        .setEmittedAt(Instant.ofEpochMilli(now))
        .setProvider(asked.provider())
        .setTokenDomain(asked.tokenDomain())
        .setKeyVersion(asked.keyVersion())
        .setSubject(asked.subject())
        .setNetworkClass(asked.networkClass())
        .setInteractive(asked.interactive())
        .setDecision(verdict.decision())
        .setEnforced(verdict.enforced())
        .setMatch(Match.valueOf(match.kind().name()))
        .setListId(match.list().listId())
        .setListVersion(match.list().version())
        .setEntryId(match.entryId())
        .setPolicy(Policy.valueOf(match.policy().name()))
        .setAudience(profile.audience())
        .setSplashRef(verdict.met().list().reference(match, day(asked.eventTime())))
        .setEdeCode(parental ? EDE_FILTERED : blocklists.edeCode())
        .setListStale(verdict.met().list().isStale(blocklists.maxAge(), now))
        .setAction(verdict.action())
        .build();
  }

  private String id(RequestInfo asked, ListMatch match) {
    return DerivedIds.of(
        question.topic(),
        asked.provider(),
        asked.eventId(),
        match.list().listId(),
        match.entryId());
  }

  private static LocalDate day(Instant eventTime) {
    return LocalDate.ofInstant(eventTime, ZoneOffset.UTC);
  }

  /**
   * Shows monitoring which lists are in force: how many ({@code lists_loaded}; 0 is an alarm), how
   * many have a newer version announced than is in force ({@code lists_behind}), how often one
   * could not be followed ({@code manifests_refused}, by {@code reason}), and of each its age,
   * entries and sequence, and whether it is {@code stale}: old, or something was refused of it
   * since. {@code policies_refused} counts subscribers' choices that could not be taken.
   */
  private static final class ListGauges {
    private final MetricGroup group;
    private final ListsInForce shared;
    private final Duration maxAge;
    private final Map<String, Boolean> known = new HashMap<>();
    private @Nullable ListSet seen;

    ListGauges(MetricGroup group, ListsInForce shared, Duration maxAge) {
      this.group = group;
      this.shared = shared;
      this.maxAge = maxAge;
      group.gauge("lists_loaded", (Gauge<Integer>) () -> shared.lists().lists().size());
      group.gauge("lists_behind", (Gauge<Integer>) shared::behind);
      for (Refusal reason : Refusal.values()) {
        group
            .addGroup("reason", reason.label())
            .gauge("manifests_refused", (Gauge<Long>) () -> shared.refused(reason));
      }
      group.gauge("policies_refused", (Gauge<Long>) shared::policiesRefused);
      group.addGroup("step", "lists").gauge("unexpected_errors", (Gauge<Long>) shared::unexpected);
    }

    /** Adds the gauges of lists that are new; costs nothing while the set is the same. */
    void show(ListSet lists) {
      if (lists == seen) {
        return;
      }
      seen = lists;
      for (ListInForce list : lists.lists()) {
        String id = list.version().listId();
        if (known.put(id, true) == null) {
          MetricGroup own = group.addGroup("list", id);
          gauge(own, "age_seconds", id, one -> one.age(System.currentTimeMillis()).toSeconds());
          gauge(own, "stale", id, one -> one.isStale(maxAge, System.currentTimeMillis()) ? 1 : 0);
          gauge(own, "entries", id, ListInForce::entries);
          gauge(own, "sequence", id, ListInForce::sequence);
        }
      }
    }

    private void gauge(MetricGroup own, String name, String id, ToLongFunction<ListInForce> value) {
      own.gauge(
          name,
          (Gauge<Long>)
              () ->
                  shared.lists().lists().stream()
                      .filter(list -> list.version().listId().equals(id))
                      .mapToLong(value)
                      .findFirst()
                      .orElse(0));
    }
  }
}
