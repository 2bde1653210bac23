package org.drey.cli.alerts;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.drey.alerts.export.AlertExport;
import org.drey.alerts.export.Exports;
import org.drey.alerts.present.PresentAlerts;
import org.drey.alerts.source.Results;
import org.drey.base.Suggestions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
      "Formats: csv (the scalar fields of the schema, for spreadsheets; a text that one",
      "would take for a formula begins with an apostrophe).",
      "",
      "The file holds tokens of people, as the alerts do: keep it as you keep those.",
      "",
      "Exit status: 0 written, 1 not, 2 used wrongly, 3 some records could not be",
      "read.",
      "",
      "Examples:",
      "  ./drey alerts export csv --from results --output alerts.csv",
      "  ./drey alerts export csv --bootstrap kafka:9092 --output alerts.csv"
    })
final class ExportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FORMAT", description = "What to write: csv.")
  private String format = "";

  @Mixin private SourceOptions source = new SourceOptions();

  @Option(names = "--output", required = true, paramLabel = "FILE", description = "The file.")
  private Path output = Path.of("");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    AlertExport export =
        Exports.find(format)
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "There is no format '"
                            + format
                            + "'"
                            + Suggestions.didYouMean(format, Exports.names())
                            + "; there are "
                            + String.join(", ", Exports.names())));
    Results results = source.results(spec);
    long written = write(export, results);
    int status = UnreadRecords.status(results, written);
    spec.commandLine()
        .getOut()
        .println(String.format(Locale.ROOT, "%,d alerts: %s", written, output));
    return status;
  }

  /** Beside its place first, so that no half of a file is taken for the whole. */
  private long write(AlertExport export, Results results) throws IOException {
    Path part = output.resolveSibling("." + output.getFileName() + ".part");
    long[] written = {0};
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(part))) {
        AlertExport.Writer writer = export.begin(out);
        PresentAlerts.each(
            results,
            source.alerts(),
            alert -> {
              writer.write(alert);
              written[0]++;
            });
        writer.end();
      }
      Files.move(part, output, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
    return written[0];
  }
}
