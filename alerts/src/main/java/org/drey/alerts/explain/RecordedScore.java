package org.drey.alerts.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drey.alerts.decide.RecordSymbols;
import org.drey.event.Alert;
import org.drey.event.Offset;
import org.drey.event.Reason;
import org.drey.event.ReasonEntry;
import org.drey.event.Unlisted;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.compile.FindingQuality;
import org.drey.rules.compile.ScoringPart;
import org.drey.rules.correlate.Finding;
import org.drey.rules.score.LedgerEntry;
import org.drey.rules.score.ScoreInputs;
import org.drey.rules.score.ScoredEntry;

/** Inputs of the score of an alert, as its record says, for the jobs' arithmetic. */
public final class RecordedScore {
  private final long asOf;
  private final AlertTrack track;
  private final List<ScoredEntry> entries = new ArrayList<>();

  private RecordedScore(long asOf, AlertTrack track) {
    this.asOf = asOf;
    this.track = track;
  }

  /** Reads it of an alert; a track that is newer than this program has the payer's gates. */
  public static ScoreInputs of(Alert alert) {
    AlertTrack track = RecordSymbols.track(alert);
    long asOf = alert.getAsOf().toEpochMilli();
    Unlisted unlisted = alert.getUnlisted();
    RecordedScore read = new RecordedScore(asOf, track == null ? AlertTrack.PAYER : track);
    Stream.concat(alert.getReasons().stream(), unlisted.getReasons().stream()).forEach(read::add);
    Stream.concat(alert.getOffsets().stream(), unlisted.getOffsets().stream()).forEach(read::add);
    return ScoreInputs.of(asOf, read.track, read.entries, unlisted.getHeld());
  }

  private void add(Reason reason) {
    if (reason.getMost() <= 0) {
      return; // a record without what its score is computed from
    }
    ScoringPart scoring =
        new ScoringPart(
            reason.getIndicator(),
            track,
            "",
            reason.getMost(),
            reason.getStrength(),
            1000 * Math.max(1, reason.getHalfLifeSeconds()),
            new ScoringPart.Family(reason.getFamily(), reason.getCap()),
            reason.getHard(),
            false,
            null,
            false);
    List<String> ids = reason.getFindings();
    List<ReasonEntry> found = reason.getEntries();
    for (int i = 0; i < found.size(); i++) {
      String id = i < ids.size() ? ids.get(i) : "";
      long time = found.get(i).getTime().toEpochMilli();
      double strength = found.get(i).getStrength();
      double quality = i == 0 ? reason.getQuality() : strength / scoring.strengthAt(1);
      add(scoring, entry(reason, id, time, strength, quality), reason.getStreams());
    }
    if (reason.getRest() > 0) {
      add(scoring, entry(reason, "", asOf, reason.getRest(), 1), reason.getStreams());
    }
  }

  private void add(Offset offset) {
    String indicator = offset.getIndicator();
    double full = offset.getFull();
    if (full < 0) {
      ScoringPart scoring =
          new ScoringPart(indicator, track, "", full, 1, 0, null, false, false, null, false);
      add(scoring, entry(indicator, offset.getRuleId(), "", asOf, 1, 1), List.of());
    }
  }

  private void add(ScoringPart scoring, LedgerEntry entry, List<String> sources) {
    entries.add(new ScoredEntry(entry, scoring, sources));
  }

  private static LedgerEntry entry(
      Reason reason, String id, long time, double strength, double quality) {
    return entry(reason.getIndicator(), reason.getRuleId(), id, time, strength, quality);
  }

  private static LedgerEntry entry(
      String indicator, String rule, String id, long time, double strength, double quality) {
    FindingQuality counted = FindingQuality.of(quality);
    return new LedgerEntry(
        indicator, rule, id, time, strength, counted, 0, 0, Finding.NO_EXPIRY, false, 0);
  }
}
