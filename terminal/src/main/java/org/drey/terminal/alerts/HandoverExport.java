package org.drey.terminal.alerts;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.alerts.decide.VerdictRules;
import org.drey.alerts.handover.ExportAudit;
import org.drey.alerts.handover.ExportFormat;
import org.drey.alerts.handover.HandoverContents;
import org.drey.alerts.handover.HandoverFormat;
import org.drey.alerts.handover.HandoverPreview;
import org.drey.alerts.handover.HandoverSelection;
import org.drey.alerts.source.ResultSource;
import org.drey.base.AtomicFile;
import org.drey.base.PlainText;
import org.drey.event.Case;
import org.drey.event.Verdict;
import org.drey.rules.compile.RuleSet;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Writes, or shows, a document for others. */
final class HandoverExport {
  private final CommandSpec spec;
  private final SourceOptions source;
  private final HandoverOptions options;
  private final RuleChoice rules;

  HandoverExport(
      CommandSpec spec, SourceOptions source, HandoverOptions options, RuleChoice rules) {
    this.spec = spec;
    this.source = source;
    this.options = options;
    this.rules = rules;
  }

  int run(
      ExportFormat of,
      @Nullable Path output,
      ResultSource results,
      Set<String> alerts,
      @Nullable Case theCase,
      boolean victims)
      throws IOException {
    String name = of.name();
    HandoverFormat format = options.format(of, rules.currency());
    check(name, format, alerts, theCase);
    Path trail = output == null || options.isPreview() ? null : trail(name, format, output);
    Instant now = Instant.now();
    RuleSet set = rules.read();
    List<Verdict> pending = new ArrayList<>();
    int unread = options.verdicts(spec, pending);
    HandoverContents handover =
        HandoverSelection.of(
            results,
            new HandoverSelection.SelectionRequest(alerts, theCase, victims, pending),
            options.sharing(spec, rules.sharing()),
            rules.book(set),
            VerdictRules.of(set, rules.eyes()),
            now);
    if (handover.alerts().isEmpty()) {
      throw new UserError(nothing(results, handover));
    }
    List<String> refusals = format.refusals(handover);
    if (!refusals.isEmpty()) {
      throw new UserError(String.join("\n", refusals));
    }
    String document = format.write(handover);
    options.check(format, document);
    if (output == null || trail == null) {
      preview(handover, format.preview(handover));
    } else {
      write(handover, name, document, output, trail, now);
    }
    return unread + results.unreadable() > 0 ? UnreadRecords.SOME_NOT_READ : 0;
  }

  private static String nothing(ResultSource results, HandoverContents handover) {
    String held =
        HandoverPreview.held(handover).stream()
            .map(PlainText::text)
            .collect(Collectors.joining("\n"));
    return "Nothing goes out of "
        + results.name()
        + (held.isEmpty() ? ": no alert there was decided CONFIRMED or LIKELY." : ":\n" + held);
  }

  private void check(
      String name, HandoverFormat format, Set<String> alerts, @Nullable Case theCase) {
    if (source.isTrial()) {
      throw new ParameterException(
          spec.commandLine(), "--trial: alerts with rules on trial go to no one");
    }
    if (format.isOfOne() && theCase == null && alerts.size() != 1) {
      throw new ParameterException(
          spec.commandLine(), name + " is about one alert or one case: --alert ID or --case ID");
    }
  }

  private void preview(HandoverContents handover, String document) {
    PrintWriter out = spec.commandLine().getOut();
    HandoverPreview.lines(handover).forEach(line -> out.println(PlainText.text(line)));
    out.println();
    document.lines().forEach(line -> out.println(PlainText.text(line)));
  }

  /** The file of the audit, if it and the output may be written. */
  private Path trail(String name, HandoverFormat format, Path output) throws IOException {
    EarlierExport.check(spec, output, format::hasWritten, "earlier export to " + name);
    return options.trail(spec, output);
  }

  /** The audit first: what went out without a line of it would be worse than the reverse. */
  private void write(
      HandoverContents handover, String name, String document, Path output, Path trail, Instant now)
      throws IOException {
    byte[] text = document.getBytes(StandardCharsets.UTF_8);
    String audited =
        ExportAudit.line(
            handover, name, output.getFileName().toString(), document, options.who(), now);
    AtomicFile.writePrivate(
        output,
        out -> {
          out.write(text);
          ExportAudit.append(trail, audited);
        });
    PrintWriter out = spec.commandLine().getOut();
    int size = handover.alerts().size();
    out.println(size + (size == 1 ? " alert: " : " alerts: ") + output + "; audit: " + trail);
    HandoverPreview.held(handover).forEach(line -> out.println(PlainText.text(line)));
  }
}
