package org.drey.cli.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.rules.sigma.InvalidRulesException;
import org.drey.rules.sigma.RuleFile;
import org.drey.terminal.UserError;
import org.drey.yaml.YamlProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options of which rules, and with which configuration. */
public final class RuleOptions {
  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Files of rules, and folders of them; else the catalogue.")
  private List<Path> rules = List.of();

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration.")
  private @Nullable Path config;

  /**
   * The files of the paths, or of the catalogue.
   *
   * @throws InvalidRulesException if any of them cannot be read; names each
   */
  public List<RuleFile> files() throws IOException {
    List<YamlProblem> problems = new ArrayList<>();
    List<RuleFile> files = files(problems);
    if (!problems.isEmpty()) {
      throw new InvalidRulesException(problems);
    }
    return files;
  }

  /**
   * The same, without those that cannot be read.
   *
   * @param problems gets one for each of those
   */
  List<RuleFile> files(List<YamlProblem> problems) throws IOException {
    if (rules.isEmpty()) {
      return RuleFile.catalogue();
    }
    for (Path path : rules) {
      if (!Files.exists(path)) {
        throw new UserError("There is no file or folder " + path);
      }
      if (!RuleFile.isAnyIn(path)) {
        throw new UserError("There is no .yml file in " + path);
      }
    }
    return RuleFile.readAll(rules, problems);
  }

  /** Returns what the file says, or what applies without one. */
  public DreyConfiguration configuration() throws IOException {
    return config == null ? DreyConfiguration.DEFAULT : DreyConfiguration.read(config);
  }
}
