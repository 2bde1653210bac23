package org.drey.attack;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.rules.sigma.RuleFile;

/** Rules and configurations that are spoilt: refused with file and line, soon. */
final class YamlAttack implements Attack {
  private static final String CONFIGURATION =
      """
      reference_currency: GBP
      rates:
        - {day: 2026-01-01, currency: EUR, rate: 0.86}
      streams:
        dns-queries: {legal_basis: 'an assessment', lateness: 10m}
        payments: {legal_basis: none, topics: [a, b]}
      reference_sets:
        known_hosts: [host-1, host-2]
      blocklist: {max_age: 36h}
      """;

  @Override
  public String name() {
    return "rules and configurations";
  }

  @Override
  public long cases() {
    return 20_000;
  }

  @Override
  public Outcome run(Draw draw, Path folder) {
    List<RuleFile> catalogue = RuleFile.catalogue();
    Path file = folder.resolve("config.yaml");
    long[] refused = new long[1];
    Outcome outcome =
        draw.each(
            random -> {
              try {
                if (random.nextInt(3) == 0) {
                  Files.write(file, spoilt(CONFIGURATION, random));
                  DreyConfiguration unused = DreyConfiguration.read(file);
                } else {
                  String text = Texts.pick(random, catalogue).text();
                  compile(new String(spoilt(text, random), StandardCharsets.UTF_8));
                }
              } catch (InvalidRulesException | InvalidConfigurationException e) {
                refused[0]++;
              }
            });
    return outcome.with("%,d refused".formatted(refused[0]));
  }

  private static void compile(String text) {
    List<RuleFile> files = List.of(new RuleFile("attack.yml", text));
    var unused = StreamRegistry.compile(files, DreyConfiguration.DEFAULT);
  }

  private static byte[] spoilt(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(lines.size());
      String line = lines.get(at);
      int end = line.indexOf(':') + 1;
      lines.set(at, line.substring(0, end) + " " + value(random));
    }
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    return random.nextInt(3) == 0 ? Mutations.of(bytes, 0, random) : bytes;
  }

  private static String value(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> bomb(2 + random.nextInt(20));
      case 1 -> "[".repeat(1 + random.nextInt(60_000));
      case 2 -> "{a: ".repeat(1 + random.nextInt(2_000));
      case 3 -> "&a [*a, *a]";
      case 4 -> "!!javax.script.ScriptEngineManager [x]";
      case 5 -> "9".repeat(1 + random.nextInt(3_000));
      case 6 -> Integer.toString(random.nextInt());
      case 7 -> "'" + "*?".repeat(random.nextInt(500)) + "'";
      case 8 -> "(".repeat(1 + random.nextInt(5_000)) + "a or b";
      default -> Texts.any(random);
    };
  }

  /** Each level is three times the one before. */
  private static String bomb(int levels) {
    StringBuilder bomb = new StringBuilder("[&a0 [x, x, x]");
    for (int i = 1; i < levels; i++) {
      bomb.append(", &a%d [*a%d, *a%d, *a%d]".formatted(i, i - 1, i - 1, i - 1));
    }
    return bomb.append(']').toString();
  }
}
