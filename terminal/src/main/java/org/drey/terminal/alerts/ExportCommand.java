package org.drey.terminal.alerts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.drey.alerts.export.AlertExport;
import org.drey.alerts.export.InternalScope;
import org.drey.alerts.handover.ExportFormat;
import org.drey.alerts.source.ResultSource;
import org.drey.base.NameSuggestions;
import org.drey.base.PlainText;
import org.drey.event.Case;
import org.drey.terminal.ShutdownHook;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey alerts export}: alerts in the format of another tool. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the present alerts in the format of another tool.",
    footer = {
      "",
      "Alerts of young people go, but to csv, only by --alert or with --victims, and",
      "always as victims: what is said of the same person on other tracks stays.",
      "Each export has a line in the audit file, with the hash of the one before",
      "('audit --verify --exports FILE'). The files hold tokens of people: keep them",
      "as you keep the alerts. They are for their owner alone, and replace only",
      "earlier exports of the format.",
      "",
      "Exit status: 0 written (or shown), 1 not, 2 used wrongly, 3 some records could",
      "not be read.",
      "",
      "Examples:",
      "  ./drey alerts export csv --from results --output alerts.csv",
      "  ./drey alerts export stix --bootstrap kafka:9092 --preview",
      "  ./drey alerts export sar --from results --alert 1f0540b1 --output report.html",
      "  ./drey alerts export goaml --from results --alert 1f0540b1 --xsd goaml.xsd \\",
      "    --mapping goaml.yaml --output report.xml",
      "  ./drey alerts export notice --from results --alert 7c01d2aa \\",
      "    --config config.yaml --output notice.html"
    })
final class ExportCommand implements Callable<Integer> {
  private final ShutdownHook shutdown;

  @Parameters(paramLabel = "FORMAT", description = "The format to write, from the list above.")
  private String format = "";

  @Mixin private SourceOptions source = new SourceOptions();
  @Mixin private HandoverOptions handover = new HandoverOptions();
  @Mixin private RuleChoice rules = new RuleChoice();

  @Option(
      names = "--alert",
      paramLabel = "ID",
      description = "This alert, by the first letters of its id; repeatable. Else all.")
  private List<String> alerts = List.of();

  @Option(
      names = "--case",
      paramLabel = "ID",
      description = "The alerts of this case, by the first letters of its id.")
  private @Nullable String caseId;

  @Option(names = "--victims", description = "Alerts of young people, too.")
  private boolean victims;

  @Option(names = "--output", paramLabel = "FILE", description = "The file.")
  private @Nullable Path output;

  @Spec private CommandSpec spec;

  ExportCommand(ShutdownHook shutdown) {
    this.shutdown = shutdown;
  }

  /**
   * Returns the command, with the formats in its help.
   *
   * @param shutdown by which a file in the making is removed
   */
  static CommandLine line(ShutdownHook shutdown) {
    CommandLine line = new CommandLine(new ExportCommand(shutdown));
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.description(
        usage.description()[0],
        "%nIn the house, decided or not:%n" + formats(true),
        "To others, only what was decided CONFIRMED or LIKELY:%n" + formats(false));
    return line;
  }

  private static String formats(boolean house) {
    return ExportFormat.ALL.stream()
        .filter(one -> one.isForTheHouse() == house)
        .map(one -> "  %-6s %s%%n".formatted(one.name(), one.description()))
        .collect(Collectors.joining());
  }

  @Override
  public Integer call() throws Exception {
    ExportFormat of = ExportFormat.named(format).orElseThrow(() -> wrong(noFormat()));
    AlertExport house = of.house();
    if (output == null && !(house == null && handover.isPreview())) {
      throw wrong("--output FILE: where to write" + (house == null ? ", or --preview" : ""));
    }
    if (house != null && handover.isPreview()) {
      throw wrong("--preview: of what goes to others; " + format + " is for the house");
    }
    if (output != null && of.ofAnotherKind(output.toString())) {
      throw wrong("--output " + output + ": a file of " + format + " ends with " + of.ending());
    }
    if (caseId != null && !alerts.isEmpty()) {
      throw wrong("--alert or --case, not both");
    }
    if (house != null && output != null) {
      EarlierExport.check(spec, output, house::hasWritten, "earlier export to " + format);
    }
    ResultSource results = source.results(spec);
    Set<String> ids = new LinkedHashSet<>();
    for (String id : alerts) {
      ids.add(AlertLookup.one(results, source, id).getAlertId());
    }
    Case theCase = caseId == null ? null : AlertLookup.oneCase(results, caseId);
    if (house != null && output != null) {
      HouseExport export =
          new HouseExport(
              format,
              house,
              new InternalScope(house, ids, theCase, victims),
              handover.trail(spec, output),
              rules.book(rules.read()));
      Path file = output;
      return shutdown.interrupt(() -> write(results, export, file));
    }
    return new HandoverExport(spec, source, handover, rules)
        .run(of, output, results, ids, theCase, victims);
  }

  private int write(ResultSource results, HouseExport export, Path to) throws IOException {
    int status = export.write(results, source.alerts(), to, handover.who());
    export.done(to).forEach(line -> spec.commandLine().getOut().println(PlainText.text(line)));
    return status;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private String noFormat() {
    List<String> names = ExportFormat.names();
    return "There is no format '"
        + format
        + "'"
        + NameSuggestions.didYouMean(format, names)
        + "; there are "
        + String.join(", ", names);
  }
}
