package org.drey.local.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.drey.local.ruletest.RuleTests;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.config.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey rules}: checks and tests rules. */
@Command(
    name = "rules",
    mixinStandardHelpOptions = true,
    description = "Checks and tests Sigma rules.",
    subcommands = RulesCheckCommand.class,
    footer = {
      "",
      "Examples:",
      "  ./drey rules test             the catalogue's tests",
      "  ./drey rules check my-rules   whether a folder of rules would load",
      "  ./drey rules check my-rules --events days   and how much they select"
    })
final class RulesCommand {
  @Spec private CommandSpec spec;

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Runs the tests that stand in the rules, through the real operators.")
  int test(
      @Parameters(arity = "0..1", paramLabel = "DIR", description = "Rules; else the catalogue.")
          @Nullable Path rules,
      @Option(names = "--config", paramLabel = "FILE", description = "The configuration.")
          @Nullable Path config)
      throws Exception {
    RuleTests.Result result = RuleTests.run(files(rules), configuration(config));
    result.failures().forEach(this::print);
    print(result.passed() + " passed, " + result.failures().size() + " failed");
    return result.failures().isEmpty() ? 0 : 1;
  }

  /** The files of a folder, or of the catalogue. */
  static List<RuleFile> files(@Nullable Path rules) throws Exception {
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

  /** What a file says, or what applies without one. */
  static Configuration configuration(@Nullable Path config) throws Exception {
    return config == null ? Configuration.DEFAULT : Configuration.read(config);
  }

  private void print(String line) {
    spec.commandLine().getOut().println(line);
  }
}
