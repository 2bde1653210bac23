package org.drey.console.decide;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drey.alerts.decide.Choice;
import org.drey.alerts.decide.Decision;
import org.drey.alerts.decide.History;
import org.drey.alerts.decide.Proposals;
import org.drey.alerts.decide.RefusedException;
import org.drey.alerts.decide.Surface;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.decide.Wish;
import org.drey.console.access.Permission;
import org.drey.console.access.Person;
import org.drey.console.audit.AuditLog;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.Source;
import org.drey.console.work.Notes;
import org.drey.console.work.SentVerdicts;
import org.drey.console.work.SentVerdicts.Sent;
import org.drey.event.Alert;
import org.drey.event.Verdict;
import org.drey.rules.score.Outlook.Known;
import org.drey.rules.verdict.VerdictType;

/** From what an analyst has filled in to a verdict that is given, and what became of it. */
public final class Deciding {
  private final Source source;
  private final AlertIndex index;
  private final Notes notes;
  private final SentVerdicts sent;
  private final AuditLog audit;
  private final VerdictRules rules;
  private final Outlet outlet;

  /** A reason why a decision cannot be made now; the message is for the analyst. */
  public static final class NotNowException extends Exception {
    private static final long serialVersionUID = 1L;

    NotNowException(String message) {
      super(message);
    }
  }

  /** The stage of a verdict on its way to the job. */
  public enum Stage {
    WRITTEN,
    /** The topic has not confirmed that it has it. */
    UNCONFIRMED,
    SENT,
    TAKEN_UP,
    /** Taken up, and it closed nothing: another verdict had closed the alert before it. */
    TOO_LATE,
    /** Taken up, and open until a second analyst agrees. */
    PROPOSED,
    REFUSED
  }

  /**
   * A verdict that was given here.
   *
   * @param detail the job's revision, or why it refused, or what was there before; empty if there
   *     is none of it
   */
  public record Progress(Sent sent, Stage stage, String detail) {}

  /** The stores that decisions are kept in. */
  public record Places(
      Source source, AlertIndex index, Notes notes, SentVerdicts sent, AuditLog audit) {}

  /** Decisions by some rules. */
  public Deciding(Places places, VerdictRules rules, Outlet outlet) {
    this.source = places.source();
    this.index = places.index();
    this.notes = places.notes();
    this.sent = places.sent();
    this.audit = places.audit();
    this.rules = rules;
    this.outlet = outlet;
  }

  /** An alert with its verdicts, by the rules that the jobs run. */
  public History history(Alert alert) {
    return History.of(alert, index.verdicts(alert.getAlertId()), rules)
        .beside(index.victims(List.of(alert), List.of()).beside(alert));
  }

  /** First verdicts on an alert that wait for a second analyst. */
  public Proposals proposals(History history) {
    return Proposals.of(history, rules.needsTwo(history.alert()));
  }

  /**
   * Returns what an analyst may see of an alert before choosing: all but what other analysts have
   * proposed.
   */
  public History beforeChoosing(History history, String analyst) {
    List<Verdict> shown = new ArrayList<>(history.verdicts());
    boolean isHiding = shown.removeAll(proposals(history).ofOthers(analyst));
    return isHiding
        ? History.of(history.alert(), shown, rules).beside(history.victimAlert())
        : history;
  }

  /** The rules that verdicts depend on. */
  public VerdictRules rules() {
    return rules;
  }

  /** Returns whether a job reads verdicts as they come. */
  public boolean isLive() {
    return outlet.isLive();
  }

  /**
   * Returns what is known of alerts, so that effects are exact; each call reads all findings once.
   */
  public SourceFindings findings() {
    return new SourceFindings(source, rules.rules());
  }

  /**
   * Returns what a decision would do; nothing is given.
   *
   * @param findings of the alert; none if they are not known
   * @throws NotNowException if nothing was chosen, or the alert is no longer as it was shown
   * @throws RefusedException if it is not allowed
   */
  public Decision prepare(
      Alert alert, DecisionForm form, Person person, Collection<Known> findings, Instant now)
      throws NotNowException, RefusedException {
    Optional<VerdictType> type = form.verdict();
    if (type.isEmpty()) {
      throw new NotNowException("Nothing was chosen. Choose a verdict and its reason.");
    }
    if (form.note().length() > Notes.MAX_LENGTH) {
      throw new NotNowException("The note is longer than " + Notes.MAX_LENGTH + " characters.");
    }
    if (form.isUnreadable()) {
      throw new NotNowException("The days of suppressing are a whole number, such as 7.");
    }
    if (alert.getGeneration() != form.generation() || alert.getRevision() != form.revision()) {
      throw new NotNowException(
          "The alert has changed since it was shown to you: it is revision "
              + alert.getRevision()
              + " now, and "
              + alert.getState().name().toLowerCase(Locale.ROOT)
              + ". Nothing was sent. Look at it again.");
    }
    History history = history(alert);
    Proposals first = proposals(history);
    boolean isSecond = !first.ofOthers(person.id()).isEmpty();
    if (isSecond && type.get().closes() && !person.may().contains(Permission.AGREE)) {
      throw new NotNowException("Another analyst has decided first. A reviewer decides next.");
    }
    String second =
        first.agreed(person.id(), type.get(), alert).map(Verdict::getAnalyst).orElse(null);
    // What does not close it is no choice yet, after which one may see what another has proposed.
    History shown = beforeChoosing(history, person.id());
    Wish wish = form.wish(alert.getAlertId(), type.get(), person.id(), second);
    History seen = type.get().closes() ? history : shown;
    Decision decision = Decision.of(seen, wish, rules, findings, now, Surface.PAGE);
    if (!form.isOneOf(Choice.of(shown, now))) {
      throw new NotNowException("That cannot be decided on it as it is. Look at it again.");
    }
    return decision;
  }

  /**
   * Gives the verdict.
   *
   * @throws IOException if it may not have been given; once more does no harm
   * @throws RefusedException if it is about one who may be a victim by an alert that the form does
   *     not name
   */
  public Sent give(Alert alert, DecisionForm form, Decision decision)
      throws IOException, InterruptedException, RefusedException {
    decision.demandNamed(form.alsoVictim(), Surface.PAGE);
    return new Giving(notes, sent, audit, outlet).give(alert, form, decision);
  }

  /** The newest verdict on an alert that an analyst gave here; what others gave may be hidden. */
  public Optional<Progress> newest(History history, String analyst) {
    return sent.of(history.alert().getAlertId()).stream()
        .filter(one -> one.analyst().equals(analyst))
        .findFirst()
        .map(one -> progress(one, history));
  }

  private static boolean isIt(Verdict known, Sent one) {
    return known.getVerdictId().equals(one.verdictId());
  }

  private Progress progress(Sent one, History history) {
    Optional<String> refusal =
        one.partition() == null || one.offset() == null
            ? Optional.empty()
            : index.refusal(one.topic(), one.partition(), one.offset());
    if (refusal.isPresent()) {
      return new Progress(one, Stage.REFUSED, refusal.get());
    }
    Verdict read =
        history.verdicts().stream().filter(known -> isIt(known, one)).findFirst().orElse(null);
    if (read == null || history.pending().contains(read)) {
      return new Progress(one, waiting(one, read != null), "");
    }
    if (history.isTooLateToClose(read)) {
      return new Progress(one, Stage.TOO_LATE, closers(history));
    }
    boolean isFirst = proposals(history).verdicts().contains(read);
    String revision = "revision " + history.alert().getRevision();
    return new Progress(one, isFirst ? Stage.PROPOSED : Stage.TAKEN_UP, revision);
  }

  private Stage waiting(Sent one, boolean isRead) {
    if (!outlet.isLive()) {
      return Stage.WRITTEN;
    }
    return isRead || one.partition() != null ? Stage.SENT : Stage.UNCONFIRMED;
  }

  private static String closers(History history) {
    return history.closers().stream()
        .map(closer -> closer.getVerdict().name() + " by " + closer.getAnalyst())
        .collect(Collectors.joining(" or "));
  }
}
