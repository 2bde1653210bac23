package org.drey.local.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.drey.base.NameSuggestions;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.SuffixList;
import org.drey.event.TopicNames;
import org.drey.streaming.lists.ListSettings;
import org.drey.streaming.lists.SharedLists;
import org.drey.terminal.UserError;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of what the jobs read from files: a folder of events, and a blocklist. */
final class InputOptions {
  private static final Set<String> ALSO_READ =
      Set.of(
          TopicNames.BLOCKLIST_HITS,
          TopicNames.SUBSCRIBER_POLICIES,
          TopicNames.VERDICTS,
          TopicNames.ERASURES);

  @Option(names = "--input", required = true, paramLabel = "DIR", description = "The events.")
  private Path input = Path.of("");

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

  @Option(
      names = "--psl",
      paramLabel = "FILE",
      description = "A public suffix list, instead of the one that ships with Drey.")
  private @Nullable Path suffixes;

  /** The command that has these options. */
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The folder of events. */
  Path folder() {
    return input;
  }

  /** Returns a configuration with the public suffix list that applies. */
  DreyConfiguration with(DreyConfiguration read) throws IOException {
    return suffixes == null ? read : read.withSuffixes(SuffixList.of(suffixes));
  }

  /** The list, null for none. */
  @Nullable ListSettings lists() {
    return blocklist == null ? null : ListSettings.ofFile(blocklist).withKey(keyFile);
  }

  /**
   * Files that are of no stream, each with what may have been meant: it may be a slip of the pen.
   */
  List<String> ignored() throws IOException {
    List<String> ignored = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(input, "*.jsonl")) {
      for (Path path : paths) {
        String name = path.getFileName().toString().replace(".jsonl", "");
        if (!TopicNames.INPUTS.contains(name) && !ALSO_READ.contains(name)) {
          ignored.add("ignored: " + path + NameSuggestions.didYouMean(name, TopicNames.INPUTS));
        }
      }
    }
    return ignored;
  }

  /**
   * Finds what is wrong with the arguments before anything starts.
   *
   * @param output where results are to be; null if they are not kept
   */
  void check(@Nullable Path output) throws IOException {
    if (!Files.isDirectory(input)) {
      throw new UserError("--input: there is no folder " + input);
    }
    if (output != null && Files.exists(output) && Files.isSameFile(input, output)) {
      throw WrongUse.of(spec, "--output: another folder than --input, whose files must stay");
    }
    boolean any = false;
    for (String topic : TopicNames.ALL) {
      any |= Files.exists(input.resolve(topic + ".jsonl"));
    }
    if (!any) {
      throw new UserError(
          "--input: " + input + " has no <topic>.jsonl, such as payments.jsonl: nothing to read");
    }
    if (keyFile != null && blocklist == null) {
      throw WrongUse.of(spec, "--key-file: only with --blocklist, whose key it is");
    }
    ListSettings lists = lists();
    if (lists != null) {
      SharedLists.check(lists); // says what is wrong with it before a job starts
    }
  }
}
