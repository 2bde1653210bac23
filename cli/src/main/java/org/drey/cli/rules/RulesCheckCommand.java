package org.drey.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.drey.base.PlainText;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.StreamSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey rules check}: whether rules load. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Says which rules would load, and of others what is wrong and where.",
    footer = {
      "",
      "A file that is refused is reported, and the others are tried without it.",
      "",
      "On a folder of events './drey readiness' says what each of them selects.",
      "",
      "Exit status: 0 all load, 1 a file is refused, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey rules check my-rules",
      "  ./drey rules check dns proxy/one.yml --json"
    })
final class RulesCheckCommand implements Callable<Integer> {
  private static final int NAMED = 10;
  private static final ObjectWriter JSON =
      new ObjectMapper().writer(SerializationFeature.INDENT_OUTPUT);

  @Mixin private RuleOptions options = new RuleOptions();

  @Option(names = "--json", description = "Print counts and refusals as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    CheckedFiles files = CheckedFiles.of(options, options.configuration());
    files.refused().forEach(spec.commandLine().getErr()::println);
    print(files, json ? spec.commandLine().getErr() : out());
    if (json) {
      out().println(JSON.writeValueAsString(files.toMap()));
    }
    return files.refused().isEmpty() ? 0 : 1;
  }

  private void print(CheckedFiles files, PrintWriter to) {
    RuleSet ruleSet = files.ruleSet();
    ruleSet.warnings().forEach(to::println);
    for (StreamSchema stream : StreamRegistry.schemas().values()) {
      List<String> names =
          ruleSet.matcher(stream).unindexed().stream().map(r -> ruleSet.head(r).name()).toList();
      if (!names.isEmpty()) {
        to.println(triedAlways(stream.topic(), names));
      }
    }
    if (!json) {
      to.println(files.toText());
    }
  }

  private static String triedAlways(String topic, List<String> rules) {
    return "%s: %d of its rules are tried on every event, since no literal files them: %s%s"
            .formatted(
                topic,
                rules.size(),
                rules.stream().limit(NAMED).map(PlainText::text).collect(Collectors.joining(", ")),
                rules.size() > NAMED ? ", …" : "")
        + " (what a literal is: Speed, in jobs/rules/README.md)";
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
