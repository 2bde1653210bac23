package org.drey.cli.readiness;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.drey.base.PlainText;
import org.drey.cli.blocklist.JsonOutput;
import org.drey.cli.readiness.ReadinessReport.RuleLine;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.terminal.ProgressLine;
import org.drey.terminal.RuleSelection;
import org.drey.terminal.TerminalInfo;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
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
      "Reads a folder of <topic>.jsonl, as replay does, and compares filled columns",
      "with those that the rules read: which indicators can fire, which cannot and for",
      "want of what, and which column is most worth adding. Capitals say what missing",
      "ages, tenure and relationships do to children and to families. Null, UNKNOWN and",
      "absent are not filled. Nothing is sent, and no value of a record is shown.",
      "",
      "It also says which share of its stream each detection selects. The job keeps",
      "what a detection below a correlation selects, mostly from people who are never",
      "suspected: --max-share refuses those that select more. Take a sample of ordinary",
      "days for it.",
      "",
      "Exit status: 0 events were read, 1 nothing can be read or a rule selects more",
      "than --max-share, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey readiness --events firm --config config.yaml",
      "  ./drey readiness --events firm --config config.yaml --json",
      "  ./drey readiness --events ordinary-days --rules my-rules --max-share 1%%"
    })
public final class ReadinessCommand implements Callable<Integer> {
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) ?%");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final long SHOW_NANOS = TimeUnit.SECONDS.toNanos(2);

  @Option(names = "--events", required = true, paramLabel = "DIR", description = "The events.")
  private Path events = Path.of("");

  @Mixin private RuleSelection rules = new RuleSelection();

  @Option(
      names = "--max-share",
      paramLabel = "SHARE",
      description = "The most that a detection under a correlation may select, such as 1%%.")
  private @Nullable String maxShare;

  @Option(names = "--json", description = "Print one document of JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    Double most = mostShare();
    if (!Files.isDirectory(events)) {
      throw new UserError("--events: there is no folder " + events);
    }
    DreyConfiguration configuration = rules.configuration();
    ProgressLine progress = ProgressLine.onTerminal();
    FolderEvents folder = new FolderEvents(events, configuration, shownAtTimes(progress));
    ReadinessReport report = ReadinessStudy.of(folder, configuration, rules.compile(), most);
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
    return report.streams().isEmpty() || isTooMuch(report) ? 1 : 0;
  }

  private @Nullable Double mostShare() {
    if (maxShare == null) {
      return null;
    }
    Matcher percent = SHARE.matcher(maxShare.strip());
    BigDecimal share = percent.matches() ? new BigDecimal(percent.group(1)) : null;
    if (share == null || share.compareTo(HUNDRED) > 0) {
      throw WrongUse.of(spec, "--max-share: a percentage from 0% to 100%, such as 1% or 0.5%");
    }
    return share.divide(HUNDRED).doubleValue();
  }

  private static LongConsumer shownAtTimes(ProgressLine progress) {
    long[] last = {System.nanoTime()};
    return lines -> {
      if (System.nanoTime() - last[0] > SHOW_NANOS) {
        last[0] = System.nanoTime();
        progress.show(() -> "reading: %,d lines".formatted(lines));
      }
    };
  }

  private boolean isTooMuch(ReadinessReport report) {
    List<RuleLine> refused = report.rules().stream().filter(RuleLine::refused).toList();
    PrintWriter err = spec.commandLine().getErr();
    for (RuleLine line : refused) {
      err.println(
          "refused: '%s' selects %s of %s, more than %s, and is kept by %s"
              .formatted(
                  PlainText.text(line.rule()),
                  ReadinessText.exactPercent((double) line.matched() / line.events()),
                  line.stream(),
                  maxShare,
                  PlainText.text(String.join(", ", line.correlations()))));
    }
    if (!refused.isEmpty()) {
      err.println("Name in them what few events have, or give a larger --max-share.");
    }
    return !refused.isEmpty();
  }
}
