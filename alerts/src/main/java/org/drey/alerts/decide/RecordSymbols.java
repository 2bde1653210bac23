package org.drey.alerts.decide;

import java.util.Arrays;
import org.drey.event.Alert;
import org.drey.event.Verdict;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/** Symbols of records as the rules' own types; a symbol that is newer than this program is null. */
public final class RecordSymbols {
  private RecordSymbols() {}

  /** The track of an alert. */
  public static @Nullable AlertTrack track(Alert alert) {
    return track(alert.getTrack());
  }

  /** Returns whether a verdict lets an alert go to others. */
  public static boolean mayGoToOthers(@Nullable String verdict) {
    return VerdictType.CONFIRMED.name().equals(verdict)
        || VerdictType.LIKELY.name().equals(verdict);
  }

  static @Nullable AlertTrack track(org.drey.event.Track track) {
    return find(AlertTrack.values(), track.name());
  }

  static @Nullable VerdictType type(Verdict verdict) {
    return find(VerdictType.values(), verdict.getVerdict().name());
  }

  /** A verdict as the rules read it; null if it is newer than this program. */
  static org.drey.rules.verdict.@Nullable Verdict verdict(Verdict record, AlertTrack track) {
    VerdictType type = type(record);
    Long days = record.getSuppressDays();
    return type == null
        ? null
        : new org.drey.rules.verdict.Verdict(
            record.getVerdictId(),
            record.getVerdictTime().toEpochMilli(),
            record.getAsOf().toEpochMilli(),
            record.getAlertId(),
            track,
            type,
            record.getReason().name(),
            record.getTakesBack(),
            record.getSeen(),
            record.getSuppress(),
            days == null
                ? org.drey.rules.verdict.Verdict.SUPPRESS_DAYS
                : (int) Math.max(-1, Math.min(days, Integer.MAX_VALUE)),
            record.getAnalyst(),
            record.getSecondAnalyst(),
            "");
  }

  private static <E extends Enum<E>> @Nullable E find(E[] symbols, String name) {
    return Arrays.stream(symbols).filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }
}
