package org.drey.local.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.drey.event.Topics;

/**
 * All that those of a world share: its names and firms, and the accounts with which anyone can have
 * to do, by role.
 */
record WorldTown(
    Settings settings,
    Tokens tokens,
    ListedNames listed,
    OrdinaryNames names,
    Resolver resolver,
    Proxy proxy,
    PaymentDesk payments,
    LivePlatform platform,
    Hotline hotline,
    ExpectedOutcomes outcomes,
    Map<String, List<WorldMember>> places) {

  private static final int MINUTE_MILLIS = 60_000;

  /** Makes one in which no one is yet. */
  static WorldTown of(Settings settings, Map<String, Journal> journals) {
    long seed = settings.seed();
    Tokens tokens = new Tokens(seed);
    ExpectedOutcomes outcomes = new ExpectedOutcomes();
    ListedNames listed = new ListedNames(Chance.of(seed, "list", 0));
    Journal queries = Journal.of(Topics.DNS_QUERIES, journals);
    Journal requests = Journal.of(Topics.WEB_REQUESTS, journals);
    Journal payments = Journal.of(Topics.PAYMENTS, journals);
    Journal sessions = Journal.of(Topics.LIVESTREAM_SESSIONS, journals);
    return new WorldTown(
        settings,
        tokens,
        listed,
        new OrdinaryNames(Chance.of(seed, "names", 0)),
        new Resolver(queries, listed, outcomes, Chance.of(seed, "resolver", 0)),
        new Proxy(requests, listed, outcomes, Chance.of(seed, "proxy", 0)),
        new PaymentDesk(payments, Chance.of(seed, "desk", 0)),
        new LivePlatform(sessions, tokens, Chance.of(seed, "platform", 0)),
        new Hotline(Journal.of(Topics.EXTERNAL_SIGNALS, journals)),
        outcomes,
        new HashMap<>());
  }

  /** Returns a moment of a day, counted from 0, at a minute by UTC; random below the minute. */
  static Instant at(int day, long minuteOfDay, Random random) {
    return Settings.START
        .plus(Duration.ofDays(day))
        .plus(Duration.ofMinutes(minuteOfDay))
        .plusMillis(random.nextInt(MINUTE_MILLIS));
  }
}
