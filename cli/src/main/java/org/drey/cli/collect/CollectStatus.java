package org.drey.cli.collect;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.drey.collect.feed.FeedGaps;
import org.drey.collect.feed.FeedSums;
import org.drey.edge.http.StatusPages;
import org.drey.edge.metrics.ServerMetrics;
import org.jspecify.annotations.Nullable;

/** Health and metrics of a collector, and its sums in words. */
final class CollectStatus {
  private CollectStatus() {}

  /** Health is in order while what is read reaches the topic, and a writer is there. */
  static StatusPages pages(CollectService service) {
    return pages(service, metrics -> {});
  }

  /**
   * The same with metrics of a source.
   *
   * @param own adds them
   */
  static StatusPages pages(CollectService service, Consumer<ServerMetrics> own) {
    ServerMetrics metrics = new ServerMetrics();
    sum(metrics, service, "drey_collect_read", "Read in all.", FeedSums::read);
    sum(metrics, service, "drey_collect_sent", "Events that the brokers have.", FeedSums::sent);
    sum(
        metrics,
        service,
        "drey_collect_filtered",
        "Filtered out, as of no interest.",
        FeedSums::filtered);
    sum(metrics, service, "drey_collect_repeated", "Read before.", FeedSums::repeated);
    sum(metrics, service, "drey_collect_pending", "Events on their way.", FeedSums::pending);
    sum(metrics, service, "drey_collect_held", "Held, for it may change.", FeedSums::held);
    sum(
        metrics,
        service,
        "drey_collect_last_read_seconds",
        "When something was read last, in seconds since 1970.",
        sums -> (double) sums.lastRead().getEpochSecond());
    metrics.gauge(
        "drey_collect_refused",
        "Refused: became no record.",
        "reason",
        () -> byReason(service.counts().sums().refused()));
    metrics.gauge(
        "drey_collect_lost",
        "Events that the brokers may not have.",
        "reason",
        () -> byReason(service.counts().sums().lost()));
    gaps(metrics, service.gaps());
    firm(metrics, service);
    metrics.gauge(
        "drey_collect_problem",
        "1 if brokers, a followed file or the state is not in order.",
        value -> value.call(service.problem() == null ? 0 : 1));
    own.accept(metrics);
    return new StatusPages(() -> problem(service), metrics::text);
  }

  private static void firm(ServerMetrics metrics, CollectService service) {
    metrics.gauge(
        "drey_collect_known",
        "Rows of what the firm knows, and pairs.",
        "what",
        () -> doubles(service.facts().known()));
    metrics.gauge(
        "drey_collect_filled",
        "Fields that the firm's knowledge filled.",
        "field",
        () -> doubles(service.facts().filled()));
    metrics.gauge(
        "drey_collect_files_refused",
        "Changes of followed files that could not be used.",
        value -> value.call((double) service.followed().refused()));
  }

  private static Map<String, Double> doubles(Map<String, Long> sums) {
    return sums.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> (double) one.getValue()));
  }

  private static @Nullable String problem(CollectService service) {
    String own = service.problem();
    return own == null && service.gaps().connections() == 0 ? "no writer is connected" : own;
  }

  private static void gaps(ServerMetrics metrics, FeedGaps gaps) {
    metrics.gauge(
        "drey_collect_writers", "Writers connected.", value -> value.call(gaps.connections()));
    metrics.gauge(
        "drey_collect_gaps", "Gaps that have ended.", value -> value.call((double) gaps.count()));
    metrics.gauge("drey_collect_gap_seconds", "Their length.", value -> value.call(gaps.seconds()));
    metrics.gauge(
        "drey_collect_away_seconds",
        "For how long a writer has been away; without a name: all of them.",
        "writer",
        () -> away(gaps, Clock.systemUTC().instant()));
  }

  private static Map<String, Double> away(FeedGaps gaps, Instant now) {
    Map<String, Double> away = new HashMap<>();
    gaps.open()
        .forEach(
            (writer, since) -> away.put(writer, Duration.between(since, now).toMillis() / 1e3));
    return away;
  }

  private static void sum(
      ServerMetrics metrics,
      CollectService service,
      String name,
      String help,
      ToDoubleFunction<FeedSums> of) {
    metrics.gauge(name, help, value -> value.call(of.applyAsDouble(service.counts().sums())));
  }

  private static <E extends Enum<E>> Map<String, Double> byReason(Map<E, Long> sums) {
    return sums.entrySet().stream()
        .collect(Collectors.toMap(one -> word(one.getKey()), one -> (double) one.getValue()));
  }

  private static String word(Enum<?> reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the sums in a line: {@code read 3: sent 1, filtered 1, refused 1 (malformed 1), lost
   * 0}.
   */
  static String line(FeedSums sums) {
    String held = sums.held() == 0 ? "" : ", held " + sums.held();
    String repeated = sums.repeated() == 0 ? "" : ", repeated " + sums.repeated();
    String pending = sums.pending() == 0 ? "" : ", pending " + sums.pending();
    return "read %d: sent %d, filtered %d%s, refused %d%s, lost %d%s%s%s"
        .formatted(
            sums.read(),
            sums.sent(),
            sums.filtered(),
            repeated,
            sums.allRefused(),
            reasons(sums.refused()),
            sums.allLost(),
            reasons(sums.lost()),
            held,
            pending);
  }

  /** Returns how many there are for each reason, in brackets; nothing if there are none. */
  static <E extends Enum<E>> String reasons(Map<E, Long> sums) {
    String all =
        new TreeMap<>(sums)
            .entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> word(one.getKey()) + " " + one.getValue())
                .collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : " (" + all + ")";
  }
}
