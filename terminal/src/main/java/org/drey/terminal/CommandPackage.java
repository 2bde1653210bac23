package org.drey.terminal;

import java.util.Set;

/**
 * A package that ships commands.
 *
 * @param file the name of its file
 * @param commands those that only it and the package {@link #LOCAL} have, such as {@code rules
 *     test}
 */
public record CommandPackage(String file, Set<String> commands) {
  /** For hosts. */
  public static final CommandPackage HOSTS =
      new CommandPackage(
          "drey-<version>.tar.gz",
          Set.of(
              "alerts forward",
              "blocklist",
              "collect",
              "dpia",
              "edge",
              "feed",
              "readiness",
              "rules",
              "token",
              "topics",
              "url"));

  /** For analysts. */
  public static final CommandPackage ANALYSTS =
      new CommandPackage("drey-console-<version>.tar.gz", Set.of("audit", "console"));

  /** For a whole system on one machine, with Kafka and Flink. It has all commands. */
  public static final CommandPackage LOCAL =
      new CommandPackage(
          "drey-local-<version>.tar.gz",
          Set.of(
              "demo",
              "down",
              "generate",
              "logs",
              "replay",
              "rules compare",
              "rules test",
              "status",
              "up"));
}
