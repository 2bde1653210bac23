package org.drey.local.cli;

import java.util.concurrent.Callable;
import org.drey.base.PlainText;
import org.drey.cli.rules.RuleOptions;
import org.drey.local.ruletest.RuleTests;
import org.drey.terminal.SlowStep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./drey rules test}: the tests inside rules. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = "Runs the tests inside the rules, through the real operators.",
    footer = {
      "",
      "Examples:",
      "  ./drey rules test             the catalogue's tests",
      "  ./drey rules test my-rules    those of a folder"
    })
final class RulesTestCommand implements Callable<Integer> {
  @Mixin private RuleOptions options = new RuleOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    RuleTests.Result result =
        SlowStep.run(
            "running the tests", () -> RuleTests.run(options.files(), options.configuration()));
    result.failures().forEach(this::print);
    print(result.passed() + " passed, " + result.failures().size() + " failed");
    return result.failures().isEmpty() ? 0 : 1;
  }

  private void print(String line) {
    spec.commandLine().getOut().println(PlainText.text(line));
  }
}
