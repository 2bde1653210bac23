package org.drey.terminal.alerts;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecordBase;
import org.drey.alerts.source.ResultSource;
import org.drey.event.Alert;
import org.drey.terminal.SlowStep;

/**
 * Results of which a terminal shows what is being read of them, once that has taken two seconds.
 * Warnings wait until the end of the reading, whose line they would break.
 */
final class ProgressResultSource implements ResultSource {
  private final ResultSource results;
  private final List<String> held;
  private final Consumer<String> warnings;

  /**
   * Results.
   *
   * @param held where they put their warnings; it is emptied
   * @param warnings takes those in the end
   */
  ProgressResultSource(ResultSource results, List<String> held, Consumer<String> warnings) {
    this.results = results;
    this.held = held;
    this.warnings = warnings;
  }

  private interface Reading {
    void run() throws IOException;
  }

  private void run(String topic, Reading reading) throws IOException {
    try {
      boolean unused =
          SlowStep.run(
              "reading " + topic + " of " + results.name(),
              () -> {
                reading.run();
                return true;
              });
    } finally {
      held.forEach(warnings);
      held.clear();
    }
  }

  @Override
  public <T extends SpecificRecordBase> void read(
      String topic, Class<T> type, Predicate<String> keys, Reader<T> reader) throws IOException {
    run(topic, () -> results.read(topic, type, keys, reader));
  }

  @Override
  public void readNewest(String topic, Predicate<String> ids, Reader<Alert> reader)
      throws IOException {
    run(topic, () -> results.readNewest(topic, ids, reader));
  }

  @Override
  public boolean has(String topic) throws IOException {
    return results.has(topic);
  }

  @Override
  public String name() {
    return results.name();
  }

  @Override
  public long unreadable() {
    return results.unreadable();
  }

  @Override
  public void warn(String what) {
    warnings.accept(what);
  }
}
