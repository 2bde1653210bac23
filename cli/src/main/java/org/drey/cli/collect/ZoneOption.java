package org.drey.cli.collect;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option that says the zone of times without one. */
final class ZoneOption {
  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "The zone of times without an offset, such as Europe/Berlin (default: they are refused).")
  private @Nullable String zone;

  /** Returns the zone; null to refuse such times. */
  @Nullable ZoneId zone(CommandSpec spec) {
    try {
      return zone == null ? null : ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw WrongUse.of(spec, "--zone: a zone such as Europe/Berlin or +01:00, and not " + zone);
    }
  }
}
