package org.drey.cli.rules;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    description = "Says whether rules would load, or what is wrong and where.",
    footer = {
      "",
      "With --events it also tries them on a folder of <topic>.jsonl, prints what share",
      "of its stream each detection selects, and refuses correlations over those that",
      "select more than --max-share: what they select is kept, mostly of people who are",
      "never suspected. Take a sample of ordinary days.",
      "",
      "Exit status: 0 they load, 1 they do not or select too much, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey rules check my-rules",
      "  ./drey rules check my-rules --events ordinary-days --max-share 1%%"
    })
final class RulesCheckCommand implements Callable<Integer> {
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) ?%");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final double USUAL_SHARE = 0.01;
  private static final int NAMED = 10;

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

  @Option(names = "--json", description = "Print the shares as JSON; with --events.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    checkArguments();
    DreyConfiguration configuration = options.configuration();
    double most = mostShare();
    RuleSet ruleSet = StreamRegistry.compile(options.files(), configuration);
    print(ruleSet, json ? spec.commandLine().getErr() : out());
    return events == null ? 0 : sample(events, ruleSet, configuration, most);
  }

  private void checkArguments() {
    Path events = this.events;
    if (events == null) {
      if (json || maxShare != null) {
        throw WrongUse.of(
            spec, "--json and --max-share: only with --events, the sample they are about");
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

  private void print(RuleSet ruleSet, PrintWriter to) {
    ruleSet.warnings().forEach(to::println);
    for (StreamSchema stream : StreamRegistry.schemas().values()) {
      List<String> names =
          ruleSet.matcher(stream).unindexed().stream().map(r -> ruleSet.head(r).name()).toList();
      if (!names.isEmpty()) {
        to.println(triedAlways(stream.topic(), names));
      }
    }
    if (!json) {
      to.println(ruleSet.heads().size() + " rules, set " + ruleSet.version().substring(0, 12));
    }
  }

  private static String triedAlways(String topic, List<String> rules) {
    return "%s: %d of its rules are tried on every event, since no literal files them: %s%s"
            .formatted(
                topic,
                rules.size(),
                rules.stream().limit(NAMED).collect(Collectors.joining(", ")),
                rules.size() > NAMED ? ", …" : "")
        + " (what a literal is: Speed, in jobs/rules/README.md)";
  }

  private int sample(Path events, RuleSet ruleSet, DreyConfiguration configuration, double most)
      throws Exception {
    ProgressLine progress = ProgressLine.onTerminal();
    SelectionShares shares =
        RuleSample.read(events, ruleSet, configuration, LineProgress.on(progress));
    progress.clear();
    out().println(json ? shares.toJson(most) : shares.toText());
    List<String> refusals = shares.refusals(most);
    if (refusals.isEmpty()) {
      return 0;
    }
    PrintWriter err = spec.commandLine().getErr();
    refusals.forEach(err::println);
    err.println("Name in them what few events have, or give a larger --max-share.");
    return 1;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
