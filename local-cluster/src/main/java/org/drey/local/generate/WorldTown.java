package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.event.TopicNames;

/**
 * All that those of a world share: its names and firms, and the accounts with which anyone can have
 * to do, by role.
 */
record WorldTown(
    WorldSettings settings,
    WorldTokens tokens,
    ListedNames listed,
    OrdinaryNames names,
    ResolverTraffic resolver,
    ProxyTraffic proxy,
    PaymentDesk payments,
    LivePlatform platform,
    HotlineReports hotline,
    ExpectedOutcomes outcomes,
    Map<String, List<WorldMember>> places) {

  private static final int MINUTE_MILLIS = 60_000;

  /** Makes one in which no one is yet. */
  static WorldTown of(WorldSettings settings, Map<String, DeliveredEvents> journals) {
    long seed = settings.seed();
    WorldTokens tokens = new WorldTokens(seed);
    ExpectedOutcomes outcomes = new ExpectedOutcomes();
    ListedNames listed = new ListedNames(SeededRandom.of(seed, "list", 0));
    DeliveredEvents queries = DeliveredEvents.of(TopicNames.DNS_QUERIES, journals);
    DeliveredEvents requests = DeliveredEvents.of(TopicNames.WEB_REQUESTS, journals);
    DeliveredEvents payments = DeliveredEvents.of(TopicNames.PAYMENTS, journals);
    DeliveredEvents sessions = DeliveredEvents.of(TopicNames.LIVESTREAM_SESSIONS, journals);
    return new WorldTown(
        settings,
        tokens,
        listed,
        new OrdinaryNames(SeededRandom.of(seed, "names", 0)),
        new ResolverTraffic(queries, listed, outcomes, SeededRandom.of(seed, "resolver", 0)),
        new ProxyTraffic(requests, listed, outcomes, SeededRandom.of(seed, "proxy", 0)),
        new PaymentDesk(payments, SeededRandom.of(seed, "desk", 0)),
        new LivePlatform(sessions, tokens, SeededRandom.of(seed, "platform", 0)),
        new HotlineReports(DeliveredEvents.of(TopicNames.EXTERNAL_SIGNALS, journals)),
        outcomes,
        new HashMap<>());
  }

  /** Returns a moment of a day, counted from 0, at a minute by UTC; random below the minute. */
  static Instant at(int day, long minuteOfDay, Random random) {
    return WorldSettings.START
        .plus(Duration.ofDays(day))
        .plus(Duration.ofMinutes(minuteOfDay))
        .plusMillis(random.nextInt(MINUTE_MILLIS));
  }
}
