package org.drey.cli.blocklist;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.compile.ListExplanation;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.live.ListInFile;
import org.drey.blocklist.live.ListSource.LoadedLists;
import org.drey.blocklist.live.LiveLists;
import org.drey.blocklist.publish.ListStore;
import org.drey.terminal.CountedNoun;
import org.drey.terminal.LineLoop;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist explain}: what would be decided, and by which entry. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Says what DNS and the URL stage would decide, and by which entry.",
    footer = {
      "",
      "A name is also asked for as the URL of its front page, a URL's host also of",
      "DNS.",
      "",
      "With --blocklist a line on standard error says which list it is, in which",
      "version, with how many entries; a compiled one is checked: its MAC and its",
      "structure.",
      "",
      "Exit status: 0 explained, 1 a list cannot be read or an input is neither name",
      "nor URL, 2 used wrongly.",
      "",
      "Examples:",
      "  ./drey blocklist explain name.example --blocklist kids.list \\",
      "      --key-file list.key",
      "  ./drey blocklist explain https://name.example/page --lists lists \\",
      "      --key-file list.key",
      "  ./drey blocklist explain name.example --blocklist plain.txt --json",
      "  ./drey blocklist explain --lists lists --key-file list.key < names.txt"
    })
final class ExplainCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME|URL",
      description = "The request to explain; none for the lines of the standard input.")
  private List<String> inputs = List.of();

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  @Option(
      names = "--delta",
      paramLabel = "FILE",
      description = "A difference on top of --blocklist. May be repeated, in order.")
  private List<Path> deltas = new ArrayList<>();

  @Option(names = "--json", description = "Prints JSON, one object a line.")
  private boolean json;

  private boolean allExplained = true;

  @Mixin private KeyOptions key = new KeyOptions();
  @Spec private CommandSpec spec;

  /** Either. */
  private static final class Source {
    @Option(
        names = "--blocklist",
        paramLabel = "FILE",
        description = "A compiled list, or a plain one.")
    private @Nullable Path file;

    @Option(
        names = "--lists",
        paramLabel = "DIR",
        description = "All lists in force in a folder; the entry that takes precedence is named.")
    private @Nullable Path lists;
  }

  @Override
  public Integer call() throws Exception {
    ListMatcher lists = lists();
    PrintWriter out = spec.commandLine().getOut();
    if (inputs.isEmpty()) {
      LineLoop.hold(out, input -> explain(input, lists));
    }
    inputs.forEach(input -> out.print(explain(input, lists) + "\n"));
    out.flush();
    return allExplained ? 0 : 1;
  }

  private String explain(String input, ListMatcher lists) {
    ListExplanation result = ListExplanation.of(input, lists);
    allExplained &= result.error() == null;
    if (json) {
      return JsonOutput.of(result);
    }
    return result.error() == null
        ? input + "\n  dns  " + text(result.dns()) + "\n  url  " + text(result.url())
        : input + ": " + result.error();
  }

  private static String text(ListExplanation.@Nullable ListAnswer verdict) {
    return verdict == null
        ? "nothing"
        : String.format(
            "%s by %s entry %s, list %s version %s, %s%s",
            verdict.decision(),
            verdict.match(),
            verdict.entryId(),
            verdict.listId(),
            verdict.listVersion(),
            verdict.policy(),
            verdict.category().isEmpty() ? "" : ", category " + verdict.category());
  }

  private ListMatcher lists() throws IOException {
    if (source.file != null) {
      return list(source.file);
    }
    if (!deltas.isEmpty()) {
      throw new UserError("--delta goes with --blocklist; --lists knows its own differences.");
    }
    Path folder = source.lists == null ? Path.of("") : source.lists;
    LoadedLists found = new LiveLists(new ListStore(folder, key.key()), List.of()).look();
    if (!found.problems().isEmpty()) {
      throw new UserError(folder + ": " + String.join("\n", found.problems()));
    }
    return found.lists();
  }

  private static String stated(ListIndex index, boolean checked) {
    return String.format(
        "list %s, version %s, %s%s",
        index.header().listId(),
        index.header().version(),
        CountedNoun.of(index.header().entries(), "entry", "entries"),
        checked ? ": genuine and whole" : "");
  }

  private ListMatcher list(Path file) throws IOException {
    ListKey secret = key.keyIfGiven();
    ListIndex index = ListInFile.open(file, secret);
    for (Path delta : deltas) {
      index = index.with(ListFile.open(delta, key.key()));
    }
    if (!json) {
      spec.commandLine().getErr().println(stated(index, ListFile.isCompiled(file)));
    }
    return index;
  }
}
