package org.drey.cli.blocklist;

import org.drey.blocklist.compile.ChangeGuard;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of what a new version is checked against. */
final class GuardOptions {
  @Mixin private EntryGuardOptions entries = new EntryGuardOptions();

  @Option(
      names = "--max-change",
      paramLabel = "PERCENT",
      description = "How far a version may shrink or grow (default: ${DEFAULT-VALUE}).")
  private double maxChange = ChangeGuard.DEFAULT.maxPercent();

  @Option(names = "--strict", description = "Writes nothing if any entry is refused.")
  private boolean strict;

  EntryGuardOptions entries() {
    return entries;
  }

  ChangeGuard change(CommandSpec spec) {
    try {
      return new ChangeGuard(maxChange);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--max-change: " + e.getMessage());
    }
  }

  boolean strict() {
    return strict;
  }
}
