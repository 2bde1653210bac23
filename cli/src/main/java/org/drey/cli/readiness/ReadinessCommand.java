package org.drey.cli.readiness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.cli.sample.FolderEvents;
import org.drey.cli.sample.LineProgress;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.terminal.ProgressLine;
import org.drey.terminal.RuleSelection;
import org.drey.terminal.TerminalInfo;
import org.drey.terminal.UserError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey readiness}: what the columns of a folder of events can detect. */
@Command(
    name = "readiness",
    mixinStandardHelpOptions = true,
    description = "Says what the columns of your events can detect, before the first day.",
    footer = {
      "",
      "Reads a folder of <topic>.jsonl, as replay does, and compares what is filled with",
      "what the rules read: which indicators can fire, which cannot and for want of what,",
      "and which column is most worth adding. In capitals: what missing ages, tenure and",
      "relationships do to children and to families. Null, UNKNOWN and absent are not",
      "filled. Nothing is sent, and no value of a record is shown.",
      "",
      "Exit status: 0 events were read, 1 nothing can be read, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey readiness --events firm --config config.yaml",
      "  ./drey readiness --events firm --config config.yaml --json",
      "  ./drey readiness --events firm --rules my-rules"
    })
public final class ReadinessCommand implements Callable<Integer> {
  @Option(names = "--events", required = true, paramLabel = "DIR", description = "The events.")
  private Path events = Path.of("");

  @Mixin private RuleSelection rules = new RuleSelection();

  @Option(names = "--json", description = "Print one document of JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (!Files.isDirectory(events)) {
      throw new UserError("--events: there is no folder " + events);
    }
    DreyConfiguration configuration = rules.configuration();
    ProgressLine progress = ProgressLine.onTerminal();
    FolderEvents folder =
        FolderEvents.withAbsentColumns(events, configuration, LineProgress.on(progress));
    ReadinessReport report = ReadinessStudy.of(folder, rules.compile(), PeopleNumbers.MOST);
    progress.clear();
    if (report.lines() == 0 && report.unread().isEmpty()) {
      throw new UserError(
          "--events: " + events + " has no <topic>.jsonl, such as payments.jsonl: nothing to read");
    }
    spec.commandLine()
        .getOut()
        .println(
            json
                ? JsonOutput.document(report)
                : new ReadinessText(report, TerminalInfo.showsColour()).text());
    return report.streams().isEmpty() ? 1 : 0;
  }
}
