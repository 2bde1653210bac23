package org.drey.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every attack and prints a table of what was tried and what held. {@code
 * -Ddrey.attack=NAME}, {@code -Ddrey.seed=N} and {@code -Ddrey.case=N} play one again.
 */
final class AttackIT {
  /** The same each time, so that a build of the same commit is the same; each night draws one. */
  private static final long SEED = Long.getLong("drey.seed", 20_261_203);

  private static final int FIFTIETHS = Integer.getInteger("drey.attack.fiftieths", 1);
  private static final List<String> TABLE = new ArrayList<>();

  @TempDir Path folder;

  static Stream<Attack> attacks() {
    String only = System.getProperty("drey.attack", "");
    return Stream.of(
            new NamesAttack(),
            new UrlsAttack(),
            new MatchesAttack(),
            new AvroAttack(),
            new JsonLinesAttack(),
            new ReplayAttack(),
            new FeedsAttack(),
            new ListFilesAttack(),
            new ManifestsAttack(),
            new YamlAttack(),
            new EvasionsAttack(),
            new IcapAttack(),
            new HttpAttack())
        .filter(attack -> only.isEmpty() || only.equals(attack.name()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void holds(Attack attack) throws Exception {
    System.out.println("attack: " + attack.name() + ", -Ddrey.seed=" + SEED);
    long cases = Math.max(1, attack.cases() * FIFTIETHS / 50);
    Draw draw = new Draw(attack.name(), SEED, cases, Long.getLong("drey.case"));
    long start = System.nanoTime();
    Outcome outcome = attack.run(draw, Files.createDirectory(folder.resolve("attack")));
    TABLE.add(row(attack, outcome, Duration.ofNanos(System.nanoTime() - start)));
    if (outcome.failure() != null) {
      throw new AssertionError(outcome.failure());
    }
    assertEquals(outcome.tried(), outcome.held());
    assertTrue(outcome.tried() > 0);
  }

  private static String row(Attack attack, Outcome outcome, Duration took) {
    return String.format(
        Locale.ROOT,
        "| %-36s | %,11d | %,11d | %6.1f | %6d | %s",
        attack.name(),
        outcome.tried(),
        outcome.held(),
        took.toMillis() / 1000.0,
        outcome.slowest().toMillis(),
        outcome.remark());
  }

  @AfterAll
  static void print() {
    System.out.printf(
        Locale.ROOT,
        "%n%d fiftieths, -Ddrey.seed=%d%n| %-36s | %11s | %11s | %6s | %6s |%n%s%n",
        FIFTIETHS,
        SEED,
        "what",
        "tried",
        "held",
        "s",
        "max ms",
        String.join(System.lineSeparator(), TABLE));
  }
}
