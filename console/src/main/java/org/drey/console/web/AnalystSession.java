package org.drey.console.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.drey.console.access.ConsolePermission;
import org.drey.console.access.RandomSecrets;
import org.drey.console.access.SignedInPerson;
import org.drey.console.decide.DecisionForm;
import org.drey.console.triage.ListSnapshot;
import org.jspecify.annotations.Nullable;

/** A person who is signed in, with the list as it was made for them. Thread-safe. */
final class AnalystSession {
  private static final Duration IDLE = Duration.ofHours(2);
  private static final int MAX_PREVIEWED = 50;
  private static final double BURST = 60;
  private static final double PER_SECOND = 10;

  private final SignedInPerson person;
  private final String csrf = RandomSecrets.next();
  private final Instant end;
  private final RateLimit rate = new RateLimit(BURST, PER_SECOND, System::nanoTime);
  private Instant used;
  private @Nullable ListSnapshot list;
  private @Nullable String decided;
  private final Deque<Map<String, DecisionForm>> previewed = new ArrayDeque<>(); // by alert id
  private SentBulk together = new SentBulk(List.of(), List.of());
  private Map<String, DecisionForm> sent = Map.of(); // the verdicts of the same

  /**
   * The verdicts that were sent together the last time.
   *
   * @param refused why others were not sent, sentences
   */
  record SentBulk(List<String> alertIds, List<String> refused) {}

  /**
   * Begins.
   *
   * @param life after which it ends, also in use
   */
  AnalystSession(SignedInPerson person, Instant now, Duration life) {
    this.person = person;
    this.end = now.plus(life);
    this.used = now;
  }

  SignedInPerson person() {
    return person;
  }

  /** Returns what they are called in verdicts and in the audit. */
  String analyst() {
    return person.id();
  }

  boolean may(ConsolePermission what) {
    return person.may().contains(what);
  }

  String csrf() {
    return csrf;
  }

  RateLimit rate() {
    return rate;
  }

  synchronized boolean isOver(Instant now) {
    return now.isAfter(used.plus(IDLE)) || now.isAfter(end);
  }

  /** Keeps it alive. */
  synchronized void use(Instant now) {
    used = now;
  }

  /**
   * The effects of decisions were shown.
   *
   * @param forms by the alert's id: one alone, or those that would be sent together
   */
  synchronized void previewed(Map<String, DecisionForm> forms) {
    previewed.addFirst(asPreviewed(forms));
    if (previewed.size() > MAX_PREVIEWED) {
      previewed.removeLast();
    }
  }

  /** Returns whether the effects of just these decisions were shown, and none was sent since. */
  synchronized boolean hasSeen(Map<String, DecisionForm> forms) {
    return previewed.contains(asPreviewed(forms));
  }

  private static Map<String, DecisionForm> asPreviewed(Map<String, DecisionForm> forms) {
    return forms.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(Map.Entry::getKey, one -> one.getValue().asPreviewed()));
  }

  /** Whoever looked at an alert in another window has not seen what became of it since. */
  private void forget(Collection<String> alertIds) {
    previewed.removeIf(one -> !Collections.disjoint(one.keySet(), alertIds));
    sent = Collections.disjoint(sent.keySet(), alertIds) ? sent : Map.of();
  }

  /** A verdict was given on an alert; the next page says what became of it. */
  synchronized void decided(String alertId) {
    decided = alertId;
    forget(List.of(alertId));
  }

  /** The alert that was decided just before; asked for once. */
  synchronized @Nullable String takeDecided() {
    String alertId = decided;
    decided = null;
    return alertId;
  }

  synchronized SentBulk together() {
    return together;
  }

  /** Verdicts were sent together. */
  synchronized void sent(SentBulk bulk, Map<String, DecisionForm> forms) {
    together = bulk;
    forget(bulk.alertIds());
    sent = asPreviewed(forms);
  }

  /** Returns whether just these were sent together the last time: the button was pressed twice. */
  synchronized boolean wasSent(Map<String, DecisionForm> forms) {
    return sent.equals(asPreviewed(forms));
  }

  synchronized @Nullable ListSnapshot list() {
    return list;
  }

  synchronized void keep(@Nullable ListSnapshot made) {
    list = made;
  }
}
