package org.drey.console.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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
  private final Deque<PreviewedVerdict> previewed = new ArrayDeque<>();
  private SentBulk together = new SentBulk(List.of(), List.of());

  /**
   * The verdicts that were sent together the last time.
   *
   * @param refused why others were not sent, sentences
   */
  record SentBulk(List<String> alertIds, List<String> refused) {}

  /** A decision of which was shown what it does. */
  private record PreviewedVerdict(String alertId, DecisionForm form) {}

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

  /** The effects of a decision were shown. */
  synchronized void previewed(String alertId, DecisionForm form) {
    previewed.addFirst(new PreviewedVerdict(alertId, form.asPreviewed()));
    if (previewed.size() > MAX_PREVIEWED) {
      previewed.removeLast();
    }
  }

  /** Returns whether the effects of just this decision were shown. */
  synchronized boolean hasSeen(String alertId, DecisionForm form) {
    return previewed.contains(new PreviewedVerdict(alertId, form.asPreviewed()));
  }

  /** A verdict was given on an alert; the next page says what became of it. */
  synchronized void decided(String alertId) {
    decided = alertId;
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

  synchronized void sent(SentBulk sent) {
    together = sent;
  }

  synchronized @Nullable ListSnapshot list() {
    return list;
  }

  synchronized void keep(@Nullable ListSnapshot made) {
    list = made;
  }
}
