package org.drey.alerts.verdict;

import java.util.Arrays;
import org.drey.event.Alert;
import org.drey.event.Verdict;
import org.drey.rules.compile.Track;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/** Symbols of records as the rules' own types; a symbol that is newer than this program is null. */
public final class Kinds {
  private Kinds() {}

  /** The track of an alert. */
  public static @Nullable Track track(Alert alert) {
    return find(Track.values(), alert.getTrack().name());
  }

  static @Nullable VerdictType type(Verdict verdict) {
    return find(VerdictType.values(), verdict.getVerdict().name());
  }

  private static <E extends Enum<E>> @Nullable E find(E[] symbols, String name) {
    return Arrays.stream(symbols).filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }
}
