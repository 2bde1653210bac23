package org.drey.cli.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.alerts.verdict.VerdictRules.SecondEyes;
import org.drey.cli.console.UserError;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.sigma.RuleFile;
import org.drey.streams.config.Configuration;
import org.drey.streams.stream.Streams;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose words an alert is explained in: those of the rules that the jobs run. */
final class RuleChoice {
  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "The rules that the jobs run, if not the catalogue.")
  private @Nullable Path rules;

  @Option(names = "--with-catalogue", description = "The catalogue beside --rules.")
  private boolean withCatalogue;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The jobs' configuration: reference sets, families, second eyes.")
  private @Nullable Path config;

  RuleSet read() throws IOException {
    if (rules != null && !Files.exists(rules)) {
      throw new UserError("--rules: there is no file or folder " + rules);
    }
    List<RuleFile> files = new ArrayList<>();
    if (rules == null || withCatalogue) {
      files.addAll(RuleFile.catalogue());
    }
    if (rules != null) {
      files.addAll(RuleFile.readAll(rules));
    }
    return Streams.compile(files, configuration());
  }

  /** From which band on two analysts have to agree, if the configuration is given. */
  SecondEyes eyes() throws IOException {
    return config == null
        ? SecondEyes.UNKNOWN
        : new SecondEyes(true, configuration().fourEyesFrom());
  }

  private Configuration configuration() throws IOException {
    return config == null ? Configuration.DEFAULT : Configuration.read(config);
  }
}
