package org.drey.rules.score;

import java.util.List;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;

/**
 * The content of an alert: the fold's result, without revision numbers or the clock. What explains
 * it besides is read only when it is written, see {@link AlertExplanation}.
 *
 * @param open whether the episode is open
 * @param asOf time of the episode's newest entry
 * @param firstSeen the earliest evidence that still counts then
 * @param lastSeen the newest
 * @param findings ids of all findings that count, the newest first; benign ones apart
 */
public record AlertContent(
    AlertTrack track,
    int episode,
    boolean open,
    Score score,
    double peak,
    int severity,
    Priority priority,
    Confidence confidence,
    long asOf,
    long firstSeen,
    long lastSeen,
    List<String> findings) {

  /** The most events, linked entities, and findings of a reason that an alert lists. */
  public static final int MAX_LISTED = 50;

  /** The most ids of findings that an alert lists, the newest first. */
  public static final int MAX_FINDINGS = 7_000;

  /** The urgency with which an analyst has to look. */
  public enum Priority {
    P0,
    P1,
    P2,
    P3;

    /**
     * Returns the priority.
     *
     * @param isFresh whether the worst that opens an alert by itself was seen within a day
     */
    static Priority of(AlertTrack track, int severity, Score score, boolean isFresh) {
      boolean high = score.band().compareTo(Band.HIGH) >= 0;
      boolean worst = severity == Severity.WORST;
      if (worst && (high || isFresh)) {
        return P0;
      }
      if (worst
          || score.band() == Band.CRITICAL
          || ScoreTenths.reaches(score.hard(), Score.MUCH_HARD)) {
        return P1;
      }
      return high || track == AlertTrack.VICTIM || score.isHard() ? P2 : P3;
    }

    /** Returns how soon after a notifying revision an analyst has to have looked. */
    public long dueMillis(AlertTrack track) {
      long minute = 60_000;
      return switch (this) {
        case P0 -> 15 * minute;
        case P1 -> 60 * minute;
        case P2 -> (track == AlertTrack.VICTIM ? 60 : 240) * minute;
        case P3 -> 24 * 60 * minute;
      };
    }
  }

  /** The number of kinds of evidence that agree. */
  public enum Confidence {
    LOW,
    MEDIUM,
    HIGH;

    /** From so many points of hard evidence. */
    private static final double MEDIUM_FROM = 20;

    /** Returns how sure it is; a report of which its source is not sure is no strong evidence. */
    static Confidence of(Score score) {
      int streams = score.streams().size();
      if (streams >= 3 || ScoreTenths.reaches(score.hard(), Score.MUCH_HARD)) {
        return HIGH;
      }
      return streams == 2 || ScoreTenths.reaches(score.hard(), MEDIUM_FROM) ? MEDIUM : LOW;
    }
  }

  /**
   * Returns what identifies the content: every field that an alert shows, written out, so that
   * neither another Java nor a new field that is empty makes another content of it. What explains
   * it follows from the findings and how many events each has.
   */
  String digest() {
    FieldDigest digest = new FieldDigest();
    digest.add(track, episode, open, peak, severity, priority, confidence);
    digest.add(asOf, firstSeen, lastSeen);
    digest.add(score.value(), score.hard());
    if (score.held()) {
      digest.add("held");
    }
    digest.addAll("reasons", score.reasons(), AlertContent::add);
    digest.addAll("faint", score.faint(), AlertContent::add);
    digest.addAll("offsets", score.offsets(), AlertContent::add);
    digest.addAll("idle", score.idle(), AlertContent::add);
    digest.addAll("gates", score.gates(), (d, gate) -> d.add(gate.id(), gate.points()));
    digest.addAll("streams", score.streams(), FieldDigest::add);
    digest.addAll("findings", findings, FieldDigest::add);
    return digest.value();
  }

  private static void add(FieldDigest digest, Score.Reason reason) {
    digest.add(reason.indicator(), reason.family().name(), reason.points());
    LedgerEntry entry = reason.entry();
    digest.add(entry.ruleId(), entry.findingId(), entry.observed());
    if (!entry.quality().equals(FindingQuality.FULL)) {
      digest.add("quality", entry.quality().value(), entry.quality().caveats());
    }
    digest.addAll("of", reason.entries(), AlertContent::add);
  }

  private static void add(FieldDigest digest, LedgerEntry entry) {
    digest.add(entry.findingId(), entry.strength(), entry.events());
  }

  private static void add(FieldDigest digest, Score.Offset offset) {
    digest.add(offset.indicator(), offset.ruleId(), offset.points());
  }

  public boolean isHard() {
    return score.isHard();
  }
}
