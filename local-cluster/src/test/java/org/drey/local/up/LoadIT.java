package org.drey.local.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.drey.local.generate.SyntheticWorld;
import org.drey.local.generate.WorldItem;
import org.drey.local.generate.WorldSettings;
import org.drey.local.up.ClusterMeter.Ledger;
import org.drey.yaml.YamlNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Load and long runs on the processes of {@code ./drey up}. Figures are printed; what is asserted
 * are ratios, which every machine has.
 *
 * <p>Longer, more and of another seed: {@code -Dsoak.minutes=60 -Dload.rate=2000
 * -Dload.subjects=2000000 -Dseed=7}.
 */
@Tag("alone")
@Timeout(7200)
final class LoadIT {
  private static final long SEED = Long.getLong("seed", 1);
  private static final int SUBJECTS = Integer.getInteger("load.subjects", 1_000_000);

  private static final int RATE = Integer.getInteger("load.rate", 1_000);
  private static final int SOAK_MINUTES = Integer.getInteger("soak.minutes", 5);

  /** What a world has of each person in thirty days, most of it queries. */
  private static final int RECORDS_OF_A_PERSON = 77;

  private static final int MORE = 10;
  private static final int MINUTE = 60;

  private static final int TOWN = 20_000;
  private static final int SAMPLES = 40;

  /** As long as state is kept, with the allowance. */
  private static final Duration WARM_UP = Duration.ofDays(270);

  private static final Duration MEASURED = Duration.ofDays(120);

  /** The rest is for the feed, which is over when it is measured what is held, and for looks. */
  private static final double SHARE_OF_HELD = 0.6;

  /** The time of two checkpoints, between which it is not seen what is read. */
  private static final Duration CHECKPOINTS = Duration.ofSeconds(10);

  /** Longer than alerts are kept, and than every window. */
  private static final Duration LONGER_THAN_STATE = Duration.ofDays(3 * 365);

  /** Offsets and times of a savepoint are of other lengths; what a person leaves is more. */
  private static final long OFFSETS = 1_024;

  private static final double MEGA = 1e6;
  private static final double MILLIS_OF_A_SECOND = 1e3;

  /** Weeks pass within seconds, and not all partitions are read at the same speed. */
  private static final String HASTY =
      """
      flink: {execution.checkpointing.interval: 5s}
      outage_allowance: 40d
      retention: {closed_quiet: 180d, withdrawn: 90d}
      """;

  @TempDir private Path folder;

  @Test
  void aMillionSubjectsTakeWhatIsPlannedAndLeaveNothing() throws Exception {
    onACluster(
        (meter, load) -> {
          long empty = emptyBytes(meter, load);
          long began = System.nanoTime();
          load.oneOfEach(SUBJECTS);
          meter.awaitDrained();
          long seconds = since(began).toSeconds();
          double bytes = (double) (meter.savepointBytes() - empty) / SUBJECTS;
          double planned = plannedBytes();
          System.out.printf(
              "load: %,d subjects, %.0f bytes each (planned: %.0f), within %d s%n",
              SUBJECTS, bytes, planned, seconds);
          assertTrue(bytes <= planned, bytes + " of " + planned);
          assertAllExpires(meter, load, empty);
        });
  }

  /** What is done with a cluster that is up, and payments for it. */
  private interface Trial {
    void run(ClusterMeter meter, PaymentLoad load) throws Exception;
  }

  private void onACluster(Trial trial) throws Exception {
    SyntheticWorld world = SyntheticWorld.generate(new WorldSettings(SEED, 200, 30));
    try (FedCluster cluster = new FedCluster(folder, world, 1, HASTY)) {
      cluster.begin();
      try (PaymentLoad load = new PaymentLoad(cluster.client(), SEED)) {
        trial.run(cluster.meter(), load);
      }
    }
  }

  /** Returns the bytes of a job that has a clock, and knows of no one. */
  private static long emptyBytes(ClusterMeter meter, PaymentLoad load) throws Exception {
    load.quiet(Duration.ofDays(1));
    meter.awaitDrained();
    return meter.savepointBytes();
  }

  /** Time goes on, and state is what it was before anything happened. */
  private static void assertAllExpires(ClusterMeter meter, PaymentLoad load, long empty)
      throws Exception {
    long before = meter.savepointBytes();
    // What is due of one entity goes in parts, the next one when the clock moves on: here by years.
    for (int i = 0; i < 2; i++) {
      load.quiet(LONGER_THAN_STATE);
      meter.awaitDrained();
    }
    long after = meter.savepointBytes();
    System.out.printf(
        "load: a savepoint had %.3f MB, with state %.3f MB, when all has expired %.3f MB%n",
        empty / MEGA, before / MEGA, after / MEGA);
    assertTrue(after - empty <= OFFSETS, after + " after " + empty);
  }

  @Test
  void aMinuteOfTenTimesTheRateDrainsWithoutLoss() throws Exception {
    int people = (MORE + 1) * RATE * MINUTE / RECORDS_OF_A_PERSON;
    SyntheticWorld world = SyntheticWorld.generate(new WorldSettings(SEED, people, 30));
    try (FedCluster cluster = new FedCluster(folder, world, 1, HASTY)) {
      cluster.begin();
      ClusterMeter meter = cluster.meter();
      Instant end = arrivalOf(world, RATE * MINUTE);
      cluster.feed(world, Instant.MIN, end, RATE);
      long usual = meter.lag();
      cluster.feed(world, end, Instant.MAX, MORE * RATE);
      long behind = meter.lag();
      long began = System.nanoTime();
      meter.awaitDrained();
      System.out.printf(
          "load: %,d records a second, then %,d; %,d and %,d behind; drained within %d s%n",
          RATE, MORE * RATE, usual, behind, since(began).toSeconds());
      assertLedgers(world, meter.ledgers());
      cluster.assertEqualToReplay();
    }
  }

  /** Returns when one of a world's records arrives, by its number. */
  private static Instant arrivalOf(SyntheticWorld world, int number) {
    return world.arrivals().values().stream()
        .flatMap(List::stream)
        .map(WorldItem::arrival)
        .sorted()
        .skip(number)
        .findFirst()
        .orElseThrow();
  }

  /** Each record of the world was read once, and it is known what became of it. */
  private static void assertLedgers(SyntheticWorld world, List<Ledger> ledgers) {
    world
        .arrivals()
        .forEach(
            (topic, records) -> {
              long read =
                  ledgers.stream()
                      .filter(one -> one.stream().equals(topic.replace('-', '_')))
                      .mapToLong(Ledger::read)
                      .max()
                      .orElse(0);
              assertEquals(records.size(), read, topic);
            });
    ledgers.forEach(one -> assertEquals(0, one.open(), one::toString));
  }

  @Test
  void memoryStateAndLagStayFlat() throws Exception {
    onACluster(
        (meter, load) -> {
          long empty = emptyBytes(meter, load);
          double held = heldRate(meter, load);
          double rate = held * SHARE_OF_HELD;
          load.pace(rate);
          SoakSamples samples = new SoakSamples();
          long each = (long) (rate * SOAK_MINUTES * MINUTE / SAMPLES);
          for (int i = 0; i < SAMPLES; i++) {
            load.town(TOWN, each);
            samples.add(meter);
          }
          System.out.printf(
              "load: %d minutes of %,.0f records a second (%,.0f at most): %s%n",
              SOAK_MINUTES, rate, held, samples);
          samples.assertFlat((long) (rate * CHECKPOINTS.toSeconds()));
          load.unlimited();
          meter.awaitDrained();
          assertAllExpires(meter, load, empty);
        });
  }

  /** Returns how many records a second the machine holds once state expires as it is made. */
  private static double heldRate(ClusterMeter meter, PaymentLoad load) throws Exception {
    load.town(TOWN, PaymentLoad.ofTown(TOWN, WARM_UP));
    meter.awaitDrained();
    long payments = PaymentLoad.ofTown(TOWN, MEASURED);
    long began = System.nanoTime();
    load.town(TOWN, payments);
    meter.awaitDrained();
    return payments * MILLIS_OF_A_SECOND / since(began).toMillis();
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** Returns what a person is planned to take who pays a little abroad every thirty days. */
  private static double plannedBytes() throws Exception {
    YamlNode payers = YamlNode.read(Path.of("../docs/operate/sizing.yaml")).required("payers");
    for (YamlNode payer : payers.items()) {
      if (payer.get("abroad") != null) {
        return payer.required("bytes").required("30").number().doubleValue();
      }
    }
    throw new IllegalStateException("the file has no payments abroad");
  }
}
