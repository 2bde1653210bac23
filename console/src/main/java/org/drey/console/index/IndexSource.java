package org.drey.console.index;

import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.drey.console.store.ConsoleDatabase;
import org.drey.event.Alert;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.FoldForecast.KnownFinding;
import org.jspecify.annotations.Nullable;

/** The source of an index: a folder or topics. */
public interface IndexSource {
  /** Returns what messages, and the index itself, call it. */
  String name();

  /** Begins to read where the index ends. */
  IndexFeed open(ConsoleDatabase database) throws IOException;

  /**
   * Returns what was found about the entities of alerts, by alert id, as far as it can be read at
   * once; with it the effects of a decision are exact. Topics of all findings take too long.
   *
   * @param rules those that the jobs run
   */
  Map<String, Collection<KnownFinding>> findings(Collection<Alert> alerts, RuleSet rules)
      throws IOException;

  /** Returns how old the newest record of each input is, without reading one. */
  List<Age> ages() throws IOException;

  /**
   * The newest record of an input.
   *
   * @param what in words
   * @param kind what its time is of
   * @param newest null if there is none
   */
  record Age(String what, Kind kind, @Nullable Instant newest) {
    /** The kind of an age's time. */
    public enum Kind {
      /** A record of a topic, as its producer or broker dated it. */
      RECORD,
      /** A file, when it was written last; how old its records are is not known. */
      FILE,
      /** Nothing: there is no such topic, or it may not be described. */
      ABSENT
    }
  }
}
