package org.drey.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.drey.base.PlainText;
import org.drey.cli.sample.LineProgress;
import org.drey.cli.sample.RuleSample;
import org.drey.cli.sample.SelectionShares;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.schema.StreamSchema;
import org.drey.terminal.ProgressLine;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey rules check}: whether rules load, and how much of a sample they select. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Says which rules would load, and of others what is wrong and where.",
    footer = {
      "",
      "A file that is refused is reported, and the others are tried without it.",
      "",
      "With --events it also tries them on a folder of <topic>.jsonl, prints what share",
      "of its stream each detection selects, and refuses correlations over those that",
      "select more than --max-share: what they select is kept, mostly of people who are",
      "never suspected. Take a sample of ordinary days.",
      "",
      "Exit status: 0 all load, 1 a file is refused or one selects too much, 2 used",
      "wrongly.",
      "",
      "Examples:",
      "  ./drey rules check my-rules",
      "  ./drey rules check dns proxy/one.yml --json",
      "  ./drey rules check my-rules --events ordinary-days --max-share 1%%"
    })
final class RulesCheckCommand implements Callable<Integer> {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) ?%");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final double USUAL_SHARE = 0.01;
  private static final int NAMED = 10;
  private static final ObjectWriter JSON =
      new ObjectMapper().writer(SerializationFeature.INDENT_OUTPUT);

  @Mixin private RuleOptions options = new RuleOptions();

  @Option(names = "--events", paramLabel = "DIR", description = "A sample of events.")
  private @Nullable Path events;

  @Option(
      names = "--max-share",
      paramLabel = "SHARE",
      description =
          "The most that a detection under a correlation may select (default: 1%%); with"
              + " --events.")
  private @Nullable String maxShare;

  @Option(names = "--json", description = "Print counts, refusals and shares as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkArguments();
    DreyConfiguration configuration = options.configuration();
    double most = mostShare();
    CheckedFiles files = CheckedFiles.of(options, configuration);
    files.refused().forEach(spec.commandLine().getErr()::println);
    print(files, json ? spec.commandLine().getErr() : out());
    boolean isKept = events == null || sample(events, files, configuration, most);
    if (events == null && json) {
      out().println(JSON.writeValueAsString(files.toMap()));
    }
    return isKept && files.refused().isEmpty() ? 0 : 1;
  }

  private void checkArguments() {
    Path events = this.events;
    if (events == null) {
      if (maxShare != null) {
        throw WrongUse.of(spec, "--max-share: only with --events, the sample it is about");
      }
      return;
    }
    if (!Files.isDirectory(events)) {
      throw new UserError("--events: there is no folder " + events);
    }
    if (StreamRegistry.all().stream().noneMatch(one -> Files.exists(file(events, one.topic())))) {
      throw new UserError(
          "--events: " + events + " has no <topic>.jsonl, such as payments.jsonl: nothing to read");
    }
  }

  private static Path file(Path events, String topic) {
    return events.resolve(topic + ".jsonl");
  }

  private double mostShare() {
    if (maxShare == null) {
      return USUAL_SHARE;
    }
    Matcher percent = PERCENT.matcher(maxShare.strip());
    BigDecimal share = percent.matches() ? new BigDecimal(percent.group(1)) : null;
    if (share == null || share.compareTo(HUNDRED) > 0) {
      throw WrongUse.of(spec, "--max-share: a percentage from 0% to 100%, such as 1% or 0.5%");
    }
    return share.divide(HUNDRED).doubleValue();
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

  /** Prints shares; returns whether no rule selects more than it may. */
  private boolean sample(
      Path events, CheckedFiles files, DreyConfiguration configuration, double most)
      throws Exception {
    ProgressLine progress = ProgressLine.onTerminal();
    SelectionShares shares =
        RuleSample.read(events, files.ruleSet(), configuration, LineProgress.on(progress));
    progress.clear();
    if (json) {
      Map<String, Object> all = files.toMap();
      all.putAll(shares.toMap(most));
      out().println(JSON.writeValueAsString(all));
    } else {
      out().println(shares.toText());
    }
    List<String> refusals = shares.refusals(most);
    if (refusals.isEmpty()) {
      return true;
    }
    PrintWriter err = spec.commandLine().getErr();
    refusals.forEach(err::println);
    err.println("Name in them what few events have, or give a larger --max-share.");
    return false;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
