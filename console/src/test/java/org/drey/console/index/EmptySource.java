package org.drey.console.index;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.drey.console.store.ConsoleDatabase;
import org.drey.event.Alert;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.score.FoldForecast.KnownFinding;

/** A source that has nothing, and is always read to its end. */
class EmptySource implements IndexSource {
  private final String name;

  EmptySource(String name) {
    this.name = name;
  }

  /** A step of a feed of it; returns whether all is read. */
  boolean step() throws IOException {
    return true;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public IndexFeed open(ConsoleDatabase database) {
    return new IndexFeed() {
      @Override
      public boolean step(ConsoleDatabase into) throws IOException {
        return EmptySource.this.step();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public Map<String, Collection<KnownFinding>> findings(Collection<Alert> alerts, RuleSet rules) {
    return Map.of();
  }

  @Override
  public List<Age> ages() {
    return List.of();
  }
}
