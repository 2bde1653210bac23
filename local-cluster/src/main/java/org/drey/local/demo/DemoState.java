package org.drey.local.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.jspecify.annotations.Nullable;

/** The state of a demo: all that the threads that feed and watch have seen so far. */
final class DemoState {
  private final Map<String, AtomicLong> sent = new ConcurrentHashMap<>();
  private final Map<String, Alert> alerts = new ConcurrentHashMap<>();
  private final Map<String, Long> askedAt = new ConcurrentHashMap<>();
  private final Map<String, Long> splashMillis = new ConcurrentHashMap<>();
  private final Set<String> ledToPage = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<BlocklistHit> toVisit = new ConcurrentLinkedQueue<>();
  private final Set<String> deadLetters = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Alert> news = new ConcurrentLinkedQueue<>();
  private final DemoDecisions decisions = new DemoDecisions();
  private volatile Map<String, Long> counts = Map.of();
  private volatile @Nullable Exception failure;

  // --- written ---

  void sent(String topic) {
    sent.computeIfAbsent(topic, name -> new AtomicLong()).incrementAndGet();
  }

  /** A record could not be sent. */
  void failed(Exception error) {
    failure = error;
  }

  /** A request for something listed is answered by the way to the splash page. */
  void ledToPage(String event) {
    ledToPage.add(event);
  }

  /** The broker took the record of a request for something listed at a time. */
  void asked(String event, long brokerMillis) {
    askedAt.putIfAbsent(event, brokerMillis);
  }

  void splash(BlocklistHit signal, long brokerMillis) {
    String event = signal.getProvider() + " " + signal.getEventId();
    if (splashMillis.putIfAbsent(event, brokerMillis) == null && ledToPage.contains(event)) {
      toVisit.add(signal);
    }
  }

  void deadLetter(DeadLetter letter, long brokerMillis) {
    deadLetters.add(letter.getTopic() + "-" + letter.getPartition() + "-" + letter.getOffset());
  }

  void alert(Alert alert, long brokerMillis) {
    decisions.alert(alert);
    Alert kept =
        alerts.merge(
            alert.getAlertId(),
            alert,
            (before, next) -> next.getRevision() >= before.getRevision() ? next : before);
    if (alert.getNotify() && kept.getRevision() == alert.getRevision()) {
      news.add(alert);
    }
  }

  void counts(Map<String, Long> next) {
    counts = Map.copyOf(next);
  }

  // --- read ---

  /** Returns why a record could not be sent, or null if all could. */
  @Nullable Exception failure() {
    return failure;
  }

  long sentTo(String topic) {
    AtomicLong count = sent.get(topic);
    return count == null ? 0 : count.get();
  }

  long allSent() {
    return sent.values().stream().mapToLong(AtomicLong::get).sum();
  }

  /** Returns what the jobs count under a name. */
  long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  /** Alerts that are not withdrawn, the most urgent first, of these the highest score. */
  List<Alert> notWithdrawn() {
    return alerts.values().stream()
        .filter(alert -> alert.getState() != AlertState.WITHDRAWN)
        .sorted(
            Comparator.comparing(Alert::getPriority)
                .thenComparing(Comparator.comparingDouble(Alert::getScore).reversed())
                .thenComparing(Alert::getAlertId))
        .toList();
  }

  /** Returns what analysts decided, and whether it was taken up. */
  DemoDecisions decisions() {
    return decisions;
  }

  /** The next revision of which an analyst must be notified, or null. */
  @Nullable Alert nextNews() {
    return news.poll();
  }

  /** The next signal whose subscriber is led to the splash page, or null. */
  @Nullable BlocklistHit nextVisit() {
    return toVisit.poll();
  }

  /** Returns how many subscribers were led to the splash page. */
  long ledToSplashPage() {
    return splashMillis.keySet().stream().filter(ledToPage::contains).count();
  }

  /** Signals for what is not listed. */
  long overblocked(Set<String> listedEvents) {
    return splashMillis.keySet().stream().filter(event -> !listedEvents.contains(event)).count();
  }

  int splashes() {
    return splashMillis.size();
  }

  int deadLetters() {
    return deadLetters.size();
  }

  /**
   * Returns the milliseconds from a query's record on the broker to its signal's, below which a
   * share of them lies; 0 of none.
   */
  long splashLatency(double share) {
    List<Long> latencies = new ArrayList<>();
    splashMillis.forEach(
        (event, at) -> {
          Long asked = askedAt.get(event);
          if (asked != null) {
            latencies.add(at - asked);
          }
        });
    latencies.sort(Comparator.naturalOrder());
    return latencies.isEmpty()
        ? 0
        : latencies.get(Math.max(0, (int) Math.ceil(share * latencies.size()) - 1));
  }
}
