package org.drey.local.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.drey.event.Alert;
import org.drey.event.AlertState;
import org.drey.event.BlocklistHit;
import org.drey.event.DeadLetter;
import org.drey.event.Decision;
import org.drey.event.Enforced;
import org.jspecify.annotations.Nullable;

/**
 * The state of a demo: all that has been seen so far. Written by the threads that watch, read by
 * the view.
 */
final class DemoState {
  /** The number of the last signals that are kept to show. */
  private static final int LATEST = 3;

  private final Map<String, AtomicLong> sent = new ConcurrentHashMap<>();
  private final Map<String, Alert> alerts = new ConcurrentHashMap<>();
  private final Map<String, Long> askedAt = new ConcurrentHashMap<>();
  private final Map<String, Long> splashMillis = new ConcurrentHashMap<>();
  private final Map<String, VisitorResult> shown = new ConcurrentHashMap<>();
  private final ConcurrentLinkedDeque<BlocklistHit> latest = new ConcurrentLinkedDeque<>();
  private final ConcurrentLinkedQueue<BlocklistHit> toVisit = new ConcurrentLinkedQueue<>();
  private volatile String headline = "";
  private final Map<String, BlocklistHit> hits = new ConcurrentHashMap<>();
  private final AtomicLong hitRecords = new AtomicLong();
  private final Set<String> deadLetters = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<Alert> news = new ConcurrentLinkedQueue<>();
  private volatile Map<String, Long> counts = Map.of();
  private volatile @Nullable Instant clock;
  private volatile @Nullable Exception failure;
  private final DemoDecisions decisions = new DemoDecisions();
  private volatile Instant playedTo = Instant.EPOCH;

  // --- written ---

  void sent(String topic) {
    sent.computeIfAbsent(topic, name -> new AtomicLong()).incrementAndGet();
  }

  /** A record could not be sent. */
  void failed(Exception error) {
    failure = error;
  }

  void playedTo(Instant time) {
    playedTo = time;
  }

  /** Something listed is asked for, and is answered so. */
  void answered(String event, VisitorResult answer) {
    shown.putIfAbsent(event, answer);
  }

  /** The broker took the record of a request for something listed at a time. */
  void asked(String event, long brokerMillis) {
    askedAt.putIfAbsent(event, brokerMillis);
  }

  void splash(BlocklistHit signal, long brokerMillis) {
    if (splashMillis.putIfAbsent(event(signal), brokerMillis) == null) {
      latest.addFirst(signal);
      if (latest.size() > LATEST) {
        latest.removeLast();
      }
      toVisit.add(signal);
    }
  }

  /** Counts what the splash page said to one who was led to it. */
  void visited(String whatItSaid) {
    headline = whatItSaid;
  }

  static String event(BlocklistHit signal) {
    return signal.getProvider() + " " + signal.getEventId();
  }

  void hit(BlocklistHit hit, long brokerMillis) {
    hitRecords.incrementAndGet();
    hits.putIfAbsent(hit.getSignalId(), hit);
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

  void clock(@Nullable Instant next) {
    clock = next;
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

  Instant playedTo() {
    return playedTo;
  }

  @Nullable Instant clock() {
    return clock;
  }

  long count(String name) {
    return counts.getOrDefault(name, 0L);
  }

  long countEnding(String suffix) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(suffix))
        .mapToLong(Map.Entry::getValue)
        .sum();
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

  /** Returns what analysts decided, and what became of it. */
  DemoDecisions decisions() {
    return decisions;
  }

  /** The next revision of which an analyst must be notified, or null. */
  @Nullable Alert nextNews() {
    return news.poll();
  }

  /** The next signal whose subscriber is led to the splash page, or null. */
  @Nullable BlocklistHit nextVisit() {
    BlocklistHit next = toVisit.poll();
    while (next != null && shown(next) != VisitorResult.SPLASH_PAGE) {
      next = toVisit.poll();
    }
    return next;
  }

  /** The last signals, the newest first. */
  List<BlocklistHit> latest() {
    return List.copyOf(latest);
  }

  /** Returns what the subscriber of a signal got to see; null if it is not known. */
  @Nullable VisitorResult shown(BlocklistHit signal) {
    return shown.get(event(signal));
  }

  /** Returns what the splash page says first. */
  String headline() {
    return headline;
  }

  /** Returns how many subscribers were led to the splash page. */
  long ledToSplashPage() {
    return splashMillis.keySet().stream()
        .filter(event -> shown.get(event) == VisitorResult.SPLASH_PAGE)
        .count();
  }

  /** Signals for what is not listed. */
  long overblocked(Set<String> listedEvents) {
    return splashMillis.keySet().stream().filter(event -> !listedEvents.contains(event)).count();
  }

  int splashes() {
    return splashMillis.size();
  }

  long hitRecords() {
    return hitRecords.get();
  }

  long inspections() {
    return hits.values().stream().filter(hit -> hit.getDecision() == Decision.INSPECT).count();
  }

  /** Listed names that were answered as if nothing were listed. */
  long gaps() {
    return hits.values().stream()
        .filter(hit -> hit.getDecision() == Decision.SPLASH && hit.getEnforced() == Enforced.NO)
        .count();
  }

  int deadLetters() {
    return deadLetters.size();
  }

  /** Milliseconds from a query's record on the broker to its signal's, sorted. */
  List<Long> splashLatencies() {
    List<Long> latencies = new ArrayList<>();
    splashMillis.forEach(
        (event, at) -> {
          Long asked = askedAt.get(event);
          if (asked != null) {
            latencies.add(at - asked);
          }
        });
    latencies.sort(Comparator.naturalOrder());
    return latencies;
  }
}
