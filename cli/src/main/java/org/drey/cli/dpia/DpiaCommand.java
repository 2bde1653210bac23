package org.drey.cli.dpia;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.terminal.RuleSelection;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey dpia}: what a deployment processes, for its data-protection assessment. */
@Command(
    name = "dpia",
    mixinStandardHelpOptions = true,
    description = "Writes what a deployment processes, for its data-protection assessment.",
    footer = {
      "",
      "The configuration and the rules say it: streams with their legal basis and fields,",
      "what is a token, rules in force with what each reads, retention, recipients,",
      "erasure. The same files give the same page.",
      "",
      "Exit status: 0 written, 1 not, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey dpia --config config.yaml > processing.md",
      "  ./drey dpia --config config.yaml --output processing.md",
      "  ./drey dpia --config config.yaml --rules my-rules --json"
    })
public final class DpiaCommand implements Callable<Integer> {
  @Mixin private RuleSelection rules = new RuleSelection();

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The file to write (standard output).")
  private @Nullable Path output;

  @Option(names = "--json", description = "Write one document of JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!rules.isConfigured()) {
      throw WrongUse.of(spec, "--config is missing: it is what the page is about");
    }
    ProcessingRecord record = ProcessingRecord.of(rules.configuration(), rules.compile());
    String text = json ? JsonOutput.document(record) + "\n" : ProcessingPage.of(record);
    if (output == null) {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text);
      out.flush();
    } else {
      Files.writeString(output, text);
    }
    return 0;
  }
}
