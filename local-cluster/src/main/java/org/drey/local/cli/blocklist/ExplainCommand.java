package org.drey.local.cli.blocklist;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.drey.blocklist.ListMatcher;
import org.drey.blocklist.compile.Explanation;
import org.drey.blocklist.compile.PlainLists;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.ListLoader;
import org.drey.blocklist.publish.ListStore;
import org.drey.blocklist.publish.Manifest;
import org.drey.local.cli.Dialogue;
import org.drey.local.cli.UserError;
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
      "Exit status: 0 told, 1 a list cannot be read or an input is neither name nor",
      "URL, 2 used wrongly.",
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
      description = "What would be asked for; none for the lines of the standard input.")
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

  private boolean allTold = true;

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
        description = "All lists in force in a folder; the entry that takes precedence is told.")
    private @Nullable Path lists;
  }

  @Override
  public Integer call() throws Exception {
    List<ListMatcher> lists = lists();
    PrintWriter out = spec.commandLine().getOut();
    if (inputs.isEmpty()) {
      Dialogue.hold(out, input -> told(input, lists));
    }
    inputs.forEach(input -> out.print(told(input, lists) + "\n"));
    out.flush();
    return allTold ? 0 : 1;
  }

  private String told(String input, List<ListMatcher> lists) {
    Explanation told = Explanation.of(input, lists);
    allTold &= told.error() == null;
    if (json) {
      return JsonLine.of(told);
    }
    return told.error() == null
        ? input + "\n  dns  " + text(told.dns()) + "\n  url  " + text(told.url())
        : input + ": " + told.error();
  }

  private static String text(Explanation.@Nullable Verdict verdict) {
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

  private List<ListMatcher> lists() throws IOException {
    if (source.file != null) {
      return List.of(list(source.file));
    }
    if (!deltas.isEmpty()) {
      throw new UserError("--delta goes with --blocklist; --lists knows its own differences.");
    }
    Path folder = source.lists == null ? Path.of("") : source.lists;
    ListStore store = new ListStore(folder, key.key());
    ListLoader loader = new ListLoader(store);
    List<ListMatcher> lists = new ArrayList<>();
    for (String id : store.lists()) {
      Manifest manifest = store.current(id);
      if (manifest != null) {
        lists.add(loader.load(manifest, null).index());
      }
    }
    if (lists.isEmpty()) {
      throw new UserError("There is no published list in " + folder);
    }
    return lists;
  }

  private ListMatcher list(Path file) throws IOException {
    if (!ListFile.isCompiled(file)) {
      ListKey given = key.keyIfGiven();
      return given == null ? PlainLists.read(file) : PlainLists.read(file, given);
    }
    ListKey secret = key.key();
    ListIndex index = ListIndex.open(file, secret);
    for (Path delta : deltas) {
      index = index.with(ListFile.open(delta, secret));
    }
    return index;
  }
}
