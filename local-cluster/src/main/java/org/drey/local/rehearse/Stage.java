package org.drey.local.rehearse;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.drey.streaming.clock.Silence;

/**
 * What a rehearsal shares with the jobs in the same JVM: the time of the steps, and how far sources
 * have read. Flink copies what a job is made of, so jobs know a stage by its name; the one static
 * field here is what leads from the name to it.
 */
final class Stage implements AutoCloseable {
  private static final Map<String, Stage> OPEN = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final StepClock clock = new StepClock();
  private final Positions positions = new Positions();

  private Stage() {}

  static Stage open() {
    Stage stage = new Stage();
    OPEN.put(stage.name, stage);
    return stage;
  }

  static Stage named(String name) {
    Stage stage = OPEN.get(name);
    if (stage == null) {
      throw new IllegalStateException("the rehearsal has ended");
    }
    return stage;
  }

  String name() {
    return name;
  }

  StepClock clock() {
    return clock;
  }

  Positions positions() {
    return positions;
  }

  /** The silences of the steps. */
  Silence.Source silence() {
    return new Silences(name);
  }

  @Override
  public void close() {
    OPEN.remove(name);
  }

  /** Finds its stage again where the job runs. */
  private record Silences(String stage) implements Silence.Source {
    @Override
    public Silence of(WatermarkGeneratorSupplier.Context context) {
      return Stage.named(stage).clock().seat(context.getInputActivityClock());
    }
  }
}
