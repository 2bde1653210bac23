package org.drey.local.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.drey.event.Topics;
import org.drey.rules.compile.RuleSet;
import org.drey.rules.match.Suggestions;
import org.drey.rules.sigma.RuleFile;
import org.drey.streaming.config.Configuration;
import org.drey.streaming.config.SuffixList;
import org.drey.streaming.job.DetectionGraph;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.lists.SharedLists;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./drey replay}: both jobs over a folder of files. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = "Runs both jobs over a folder of <topic>.jsonl, without Kafka.",
    footer = {
      "",
      "Reads dns-queries, web-requests, payments, livestream-sessions and",
      "external-signals; a missing file is an empty stream. With --blocklist,",
      "dns-queries and web-requests are held against it, for each subscriber as",
      "subscriber-policies says; without, blocklist-hits is read. Writes findings,",
      "alerts, shadow-alerts, splash-signals, blocklist-hits and dead-letters, each as",
      "<name>.jsonl.",
      "",
      "Examples:",
      "  ./drey replay --input world --output results",
      "  ./drey replay --input world --rules my-rules --config config.yaml \\",
      "      --output results",
      "  ./drey replay --input world --blocklist hotline.list --key-file list.key \\",
      "      --output results"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final Set<String> ALSO_READ =
      Set.of(Topics.BLOCKLIST_HITS, Topics.SUBSCRIBER_POLICIES);

  @Option(names = "--input", required = true, paramLabel = "DIR", description = "The events.")
  private Path input = Path.of("");

  @Option(names = "--output", required = true, paramLabel = "DIR", description = "The results.")
  private Path output = Path.of("");

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "Sigma rules to use instead of the catalogue.")
  private @Nullable Path rules;

  @Option(names = "--with-catalogue", description = "Use the catalogue beside --rules.")
  private boolean withCatalogue;

  @Option(
      names = "--blocklist",
      paramLabel = "FILE",
      description = "A blocklist, plain or compiled.")
  private @Nullable Path blocklist;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "The list's key; else it is in DREY_LIST_KEY. A plain list needs none.")
  private @Nullable Path keyFile;

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration.")
  private @Nullable Path config;

  @Option(
      names = "--psl",
      paramLabel = "FILE",
      description = "A public suffix list, instead of the one that ships with Drey.")
  private @Nullable Path suffixes;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many subtasks an operator has (default: ${DEFAULT-VALUE}).")
  private int parallelism = 2;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** The same as {@code --key-file}, by its earlier name. */
  @Option(names = "--list-key-file", hidden = true)
  void setListKeyFile(Path file) {
    keyFile = file;
  }

  @Override
  public Integer call() throws Exception {
    check();
    Configuration configuration = configuration();
    List<RuleFile> files = files();
    tellIgnored();
    RuleSet ruleSet = DetectionGraph.compile(files, configuration);
    ruleSet.warnings().forEach(spec.commandLine().getErr()::println);
    ReplayRun run = new ReplayRun(ruleSet, configuration, lists(), input, output, parallelism);
    ReplaySummary summary = run.execute(Progress.onTerminal());
    spec.commandLine().getOut().println(json ? summary.toJson() : summary.toText());
    return 0;
  }

  private Configuration configuration() throws IOException {
    Configuration read = config == null ? Configuration.DEFAULT : Configuration.read(config);
    return suffixes == null ? read : read.withSuffixes(SuffixList.of(suffixes));
  }

  private @Nullable ListSettings lists() {
    return blocklist == null ? null : ListSettings.ofFile(blocklist).withKey(keyFile);
  }

  private List<RuleFile> files() throws IOException {
    List<RuleFile> files = new ArrayList<>();
    if (rules == null || withCatalogue) {
      files.addAll(RuleFile.catalogue());
    }
    if (rules != null) {
      files.addAll(RuleFile.readAll(rules));
    }
    return files;
  }

  /** A file that is nobody's may be a slip of the pen. */
  private void tellIgnored() throws IOException {
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(input, "*.jsonl")) {
      for (Path path : paths) {
        String name = path.getFileName().toString().replace(".jsonl", "");
        if (!Topics.INPUTS.contains(name) && !ALSO_READ.contains(name)) {
          spec.commandLine()
              .getErr()
              .println("ignored: " + path + Suggestions.didYouMean(name, Topics.INPUTS));
        }
      }
    }
  }

  /** Finds what is wrong with the arguments before anything starts. */
  private void check() throws IOException {
    if (!Files.isDirectory(input)) {
      throw new UserError("--input: there is no folder " + input);
    }
    if (Files.exists(output) && Files.isSameFile(input, output)) {
      throw new UserError("--output: another folder than --input, whose files must stay");
    }
    if (parallelism < 1) {
      throw new UserError("--parallelism: at least 1");
    }
    if (rules != null && !Files.exists(rules)) {
      throw new UserError("--rules: there is no file or folder " + rules);
    }
    if (rules != null && RuleFile.readAll(rules).isEmpty()) {
      throw new UserError("--rules: there is no .yml file in " + rules);
    }
    boolean any = false;
    for (String topic : Topics.ALL) {
      any |= Files.exists(input.resolve(topic + ".jsonl"));
    }
    if (!any) {
      throw new UserError(
          "--input: " + input + " has no <topic>.jsonl, such as payments.jsonl: nothing to replay");
    }
    if (keyFile != null && blocklist == null) {
      throw new UserError("--key-file: only with --blocklist, whose key it is");
    }
    ListSettings lists = lists();
    if (lists != null) {
      SharedLists.check(lists); // says what is wrong with it before a job starts
    }
  }
}
