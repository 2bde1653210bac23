package org.drey.rules.score;

import java.util.List;
import org.drey.rules.compile.AlertTrack;
import org.drey.rules.verdict.Verdict;
import org.drey.rules.verdict.VerdictType;
import org.jspecify.annotations.Nullable;

/** A verdict to be given: what a test does not say is as of most verdicts. */
record Says(
    String id,
    VerdictType type,
    long time,
    long asOf,
    @Nullable String takesBack,
    List<String> seen,
    List<String> suppress,
    int suppressDays,
    @Nullable String second) {

  static Says of(String id, VerdictType type, double day) {
    long time = Evidence.day(day);
    return new Says(id, type, time, time, null, List.of(), List.of(), 30, null);
  }

  static Says back(String id, double day, String takesBack) {
    Says says = of(id, VerdictType.REOPENED, day);
    return new Says(id, says.type, says.time, says.asOf, takesBack, List.of(), List.of(), 30, null);
  }

  Says at(long when, long seenAsOf) {
    return new Says(id, type, when, seenAsOf, takesBack, seen, suppress, suppressDays, second);
  }

  Says seeing(List<String> findings) {
    return new Says(id, type, time, asOf, takesBack, findings, suppress, suppressDays, second);
  }

  Says suppressing(int days, String... families) {
    return new Says(id, type, time, asOf, takesBack, seen, List.of(families), days, second);
  }

  Says with(String other) {
    return new Says(id, type, time, asOf, takesBack, seen, suppress, suppressDays, other);
  }

  Verdict on(AlertTrack track) {
    return new Verdict(
        id,
        time,
        asOf,
        "alert",
        track,
        type,
        "REASON",
        takesBack,
        seen,
        suppress,
        suppressDays,
        "analyst",
        second,
        toString());
  }
}
