package org.drey.console.decide;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.drey.alerts.decide.CheckedVerdict;
import org.drey.alerts.decide.DecisionChannel;
import org.drey.alerts.decide.ProposedVerdicts;
import org.drey.alerts.decide.RefusedException;
import org.drey.alerts.decide.VerdictChoice;
import org.drey.alerts.decide.VerdictHistory;
import org.drey.alerts.decide.VerdictRequest;
import org.drey.alerts.decide.VerdictRules;
import org.drey.console.access.ConsolePermission;
import org.drey.console.access.SignedInPerson;
import org.drey.console.audit.AuditLog;
import org.drey.console.index.AlertIndex;
import org.drey.console.index.IndexSource;
import org.drey.console.store.StoreException;
import org.drey.console.work.AnalystNotes;
import org.drey.console.work.SentVerdicts;
import org.drey.console.work.SentVerdicts.SentVerdict;
import org.drey.event.Alert;
import org.drey.event.Verdict;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.drey.rules.verdict.VerdictType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From what an analyst has filled in to a verdict that is given, and what became of it. */
public final class DecisionProcess {
  private final IndexSource source;
  private final AlertIndex index;
  private final AnalystNotes notes;
  private final SentVerdicts sent;
  private final AuditLog audit;
  private final VerdictRules rules;
  private final VerdictOutlet outlet;

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
  public record Progress(SentVerdict sent, Stage stage, String detail) {}

  /** The stores that decisions are kept in. */
  public record DecisionStores(
      IndexSource source,
      AlertIndex index,
      AnalystNotes notes,
      SentVerdicts sent,
      AuditLog audit) {}

  /** Decisions by some rules. */
  public DecisionProcess(DecisionStores places, VerdictRules rules, VerdictOutlet outlet) {
    this.source = places.source();
    this.index = places.index();
    this.notes = places.notes();
    this.sent = places.sent();
    this.audit = places.audit();
    this.rules = rules;
    this.outlet = outlet;
  }

  /** An alert with its verdicts, by the rules that the jobs run. */
  public VerdictHistory history(Alert alert) {
    return VerdictHistory.of(alert, index.verdicts(alert.getAlertId()), rules)
        .beside(index.victimsAmong(List.of(alert)).beside(alert));
  }

  /** First verdicts on an alert that wait for a second analyst. */
  public ProposedVerdicts proposals(VerdictHistory history) {
    return ProposedVerdicts.of(history, rules.needsTwo(history.alert()));
  }

  /**
   * Returns what an analyst may see of an alert before choosing: all but what other analysts have
   * proposed.
   */
  public VerdictHistory beforeChoosing(VerdictHistory history, String analyst) {
    List<Verdict> shown = new ArrayList<>(history.verdicts());
    boolean isHiding = shown.removeAll(proposals(history).ofOthers(analyst));
    return isHiding
        ? VerdictHistory.of(history.alert(), shown, rules).beside(history.victimAlert())
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
  public CheckedVerdict prepare(
      Alert alert,
      DecisionForm form,
      SignedInPerson person,
      Collection<KnownFinding> findings,
      Instant now)
      throws NotNowException, RefusedException {
    VerdictType type = form.demandFilled();
    demandUnchanged(alert, form);
    new DuplicateCheck(index).demandOther(alert, form);
    VerdictHistory history = history(alert);
    ProposedVerdicts first = proposals(history);
    boolean isSecond = !first.ofOthers(person.id()).isEmpty();
    if (isSecond && type.closes() && !person.may().contains(ConsolePermission.AGREE)) {
      throw new NotNowException("Another analyst has decided first. A reviewer decides next.");
    }
    String second = first.agreed(person.id(), type, alert).map(Verdict::getAnalyst).orElse(null);
    // A verdict that does not close it is no choice yet: until then another's proposal is hidden.
    VerdictHistory shown = beforeChoosing(history, person.id());
    VerdictRequest wish = form.wish(alert.getAlertId(), type, person.id(), second);
    VerdictHistory seen = type.closes() ? history : shown;
    CheckedVerdict decision =
        CheckedVerdict.of(seen, wish, rules, findings, now, DecisionChannel.PAGE)
            .among(index.related().casesAround(alert.getAlertId()));
    if (!form.isOneOf(VerdictChoice.of(shown, now))) {
      throw new NotNowException("That cannot be decided on it as it is. Look at it again.");
    }
    return decision;
  }

  private static void demandUnchanged(Alert alert, DecisionForm form) throws NotNowException {
    if (alert.getGeneration() != form.generation() || alert.getRevision() != form.revision()) {
      throw new NotNowException(
          "The alert has changed since it was shown to you: it is revision "
              + alert.getRevision()
              + " now, and "
              + alert.getState().name().toLowerCase(Locale.ROOT)
              + ". Nothing was sent. Look at it again.");
    }
  }

  /**
   * Gives the verdict.
   *
   * @throws IOException if it may not have been given; once more does no harm
   * @throws RefusedException if it is about one who may be a victim by an alert that the form does
   *     not name, or clears whoever pays children without a word of them
   */
  public SentVerdict give(Alert alert, DecisionForm form, CheckedVerdict decision)
      throws IOException, InterruptedException, RefusedException {
    decision.demandNamed(form.alsoVictim(), form.alsoChild(), DecisionChannel.PAGE);
    return new VerdictDelivery(notes, sent, audit, outlet).give(alert, form, decision);
  }

  /** The newest verdict on an alert that an analyst gave here; what others gave may be hidden. */
  public Optional<Progress> newest(VerdictHistory history, String analyst) {
    return sent.of(history.alert().getAlertId()).stream()
        .filter(one -> one.analyst().equals(analyst))
        .findFirst()
        .map(one -> progress(one, history));
  }

  private static boolean isIt(Verdict known, SentVerdict one) {
    return known.getVerdictId().equals(one.verdictId());
  }

  private Progress progress(SentVerdict one, VerdictHistory history) {
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

  private Stage waiting(SentVerdict one, boolean isRead) {
    if (!outlet.isLive()) {
      return Stage.WRITTEN;
    }
    return isRead || one.partition() != null ? Stage.SENT : Stage.UNCONFIRMED;
  }

  private static String closers(VerdictHistory history) {
    return history.closers().stream()
        .map(closer -> closer.getVerdict().name() + " by " + closer.getAnalyst())
        .collect(Collectors.joining(" or "));
  }

  /**
   * A verdict with its note and its entries in the audit: what is given is never said to have
   * failed.
   */
  private record VerdictDelivery(
      AnalystNotes notes, SentVerdicts sent, AuditLog audit, VerdictOutlet outlet) {
    private static final Logger LOG = LoggerFactory.getLogger(VerdictDelivery.class);

    /**
     * Gives a verdict.
     *
     * @throws IOException if it may not have been given; once more does no harm
     */
    SentVerdict give(Alert alert, DecisionForm form, CheckedVerdict decision)
        throws IOException, InterruptedException {
      Verdict verdict = decision.verdict();
      String noteId = verdict.getNoteRef();
      if (noteId != null) {
        notes.add(
            alert.getAlertId(),
            new AnalystNotes.Note(
                noteId, verdict.getAnalyst(), verdict.getVerdictTime(), form.keptNote()));
      }
      Map<String, String> details = new HashMap<>();
      details.put("verdict_id", verdict.getVerdictId());
      details.put("verdict", verdict.getVerdict().name());
      details.put("reason", verdict.getReason().name());
      details.put("revision", alert.getGeneration() + "." + alert.getRevision());
      if (decision.victimAlert() != null) {
        details.put("also_victim", decision.victimAlert());
      }
      if (decision.clearsOfChildren()) {
        details.put("also_child", "yes");
      }
      audit.append(verdict.getAnalyst(), "decide", alert.getAlertId(), details);
      SentVerdict kept = SentVerdict.of(verdict, outlet.name(), null, null);
      sent.add(kept); // first, so that one that is on the topic is never without it
      try {
        SentVerdict given = outlet.give(verdict);
        note(verdict, given);
        return given;
      } catch (IOException e) {
        if (!outlet.isLive()) {
          sent.remove(kept); // of a topic it is not known
        }
        throw e;
      }
    }

    /** It is given: what fails now is no reason to say that it was not. */
    private void note(Verdict verdict, SentVerdict given) {
      try {
        sent.confirm(given);
        audit.append(
            verdict.getAnalyst(),
            "sent",
            verdict.getAlertId(),
            Map.of("verdict_id", verdict.getVerdictId(), "to", given.topic()));
      } catch (StoreException e) {
        LOG.error("A verdict is given, and where it is was not kept: {}", e.getMessage());
      }
    }
  }
}
