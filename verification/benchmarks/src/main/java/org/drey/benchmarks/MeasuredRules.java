package org.drey.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import org.drey.benchmarks.operator.BenchmarkRules;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of which rules payments go through: so that two sets can be compared. */
final class MeasuredRules {
  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "Rules in this folder (default: the catalogue).")
  private @Nullable Path folder;

  RuleSet read() throws IOException {
    return folder == null
        ? BenchmarkRules.catalogue()
        : StreamRegistry.compile(RuleFile.readAll(folder), DreyConfiguration.DEFAULT);
  }
}
