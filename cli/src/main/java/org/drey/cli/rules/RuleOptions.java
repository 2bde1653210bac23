package org.drey.cli.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.rules.sigma.RuleFile;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of which rules, and with which configuration. */
public final class RuleOptions {
  @Parameters(arity = "0..1", paramLabel = "DIR", description = "Rules; else the catalogue.")
  private @Nullable Path rules;

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration.")
  private @Nullable Path config;

  /** The files of the folder, or of the catalogue. */
  public List<RuleFile> files() throws IOException {
    if (rules == null) {
      return RuleFile.catalogue();
    }
    if (!Files.exists(rules)) {
      throw new UserError("There is no file or folder " + rules);
    }
    List<RuleFile> files = RuleFile.readAll(rules);
    if (files.isEmpty()) {
      throw new UserError("There is no .yml file in " + rules);
    }
    return files;
  }

  /** Returns what the file says, or what applies without one. */
  public DreyConfiguration configuration() throws IOException {
    return config == null ? DreyConfiguration.DEFAULT : DreyConfiguration.read(config);
  }
}
