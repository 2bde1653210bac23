package org.drey.cli.blocklist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.drey.base.RegularFile;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.ListVersion;
import org.drey.blocklist.compile.EntryGuard;
import org.drey.blocklist.compile.FeedFile;
import org.drey.blocklist.compile.ListCompilation;
import org.drey.blocklist.compile.PlainLists;
import org.drey.blocklist.feed.FeedReader;
import org.drey.blocklist.feed.FeedReaders;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.FileModes;
import org.drey.blocklist.publish.ListStore;
import org.drey.terminal.UserError;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./drey blocklist compile}: from feeds to a list file. */
@Command(
    name = "compile",
    mixinStandardHelpOptions = true,
    description = "Compiles feeds into one list file that holds keyed fingerprints only.",
    footer = {
      "",
      "Formats: plain (name, =name, URL, URL/*), csv (a header with type and entry),",
      "hosts, rpz (a zone file), jsonl (type, entry). Without --format, the format is",
      "found from a file's name or its beginning.",
      "",
      "Guards: public-suffix, popular, canary, any-query (the front of a site or a",
      "script without its query) and malformed leave an entry out;",
      "change, against --previous, --delta or what is in force in --lists, refuses",
      "the version. Approve any by name. A malformed line is left out with approval,",
      "too, and counted: it is no entry.",
      "",
      "A feed is in the clear: one that others on the machine can read is refused, and",
      "so is such a key. A list is readable for your group, and no one else. It replaces",
      "only lists and reports among files that are there.",
      "",
      "The same entries and key give the same bytes, in any order.",
      "",
      "Exit status: 0 written, 1 not written, 2 used wrongly, 3 written, but entries",
      "were refused.",
      "",
      "Examples:",
      "  ./drey blocklist compile feed.csv more.txt --key-file list.key \\",
      "      --output kids.list",
      "  ./drey blocklist compile feed.csv --key-file list.key --delta old.list \\",
      "      --output new.delta --whole new.list",
      "  ./drey blocklist compile feed.csv --key-file list.key --output kids.list \\",
      "      --approve popular --approve 3fa9c0d1e2b34567 --report report.json"
    })
final class CompileCommand implements Callable<Integer> {
  private static final int REFUSED = 3;

  @Parameters(arity = "1..*", paramLabel = "FEED", description = "Feeds; all make one list.")
  private List<Path> feeds = List.of();

  @Option(
      names = "--list-id",
      paramLabel = "ID",
      description = "The list's name (default: OLD's, else the output's name without extension).")
  private @Nullable String listId;

  @Option(names = "--format", paramLabel = "F", description = "The format of all feeds.")
  private @Nullable String format;

  @Option(
      names = "--policy",
      paramLabel = "P",
      description = "Where a feed names none: ${COMPLETION-CANDIDATES} (default: the first).")
  private ListPolicy policy = ListPolicy.CHILD_PROTECTION_LIST;

  @Option(names = "--category", paramLabel = "C", description = "Where a feed names none.")
  private String category = "";

  @Option(
      names = "--delta",
      paramLabel = "OLD",
      description = "Writes the difference from this list file instead of a whole list.")
  private @Nullable Path delta;

  @Option(
      names = "--previous",
      paramLabel = "FILE",
      description = "The version before, to compare sizes.")
  private @Nullable Path previous;

  @Option(
      names = "--lists",
      paramLabel = "DIR",
      description = "Where lists are published, to compare sizes with what is in force.")
  private @Nullable Path lists;

  @Option(names = "--json", description = "Prints the report.")
  private boolean json;

  @Mixin private OutputOptions outputs = new OutputOptions();
  @Mixin private KeyOptions key = new KeyOptions();
  @Mixin private GuardOptions guards = new GuardOptions();
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    List<FeedFile> readers = readers();
    ListKey secret = key.key();
    outputs.check(spec, read(), delta != null);
    ListFile base = delta == null ? null : ListFile.open(delta, secret);
    ListCompilation.Settings settings = settings(base, secret);
    CompileProgress progress = new CompileProgress();
    ListCompilation.Outcome outcome = run(settings, secret, progress, readers);
    outputs.write(outcome, progress);
    new ReportText(spec.commandLine()).print(outcome.report(), outputs.output(), json);
    return outcome.list() == null ? 1 : outcome.report().totalRefused() > 0 ? REFUSED : 0;
  }

  private List<Path> read() {
    return Stream.concat(feeds.stream(), Stream.of(delta, key.file()).filter(Objects::nonNull))
        .toList();
  }

  private static ListCompilation.Outcome run(
      ListCompilation.Settings settings,
      ListKey secret,
      CompileProgress progress,
      List<FeedFile> readers)
      throws IOException {
    try {
      return new ListCompilation(settings, secret, progress::entries).run(readers);
    } catch (OutOfMemoryError e) {
      throw new UserError(
          "The feeds are too large for the memory given. Ten million names fit 2 GB, ten million"
              + " URLs take 4: DREY_JAVA_OPTIONS=-Xmx4g ./drey blocklist compile ...");
    }
  }

  private List<FeedFile> readers() throws IOException {
    if (!category.isEmpty() && !FeedReaders.isCategory(category)) {
      throw wrong("--category: up to 64 letters, digits, hyphens and underscores");
    }
    List<FeedFile> readers = new ArrayList<>();
    for (Path feed : feeds) {
      RegularFile.check(feed);
      Optional<String> problem = FileModes.problem("the feed", feed);
      if (problem.isPresent()) {
        throw new UserError(problem.get());
      }
      readers.add(new FeedFile(feed, reader(feed)));
    }
    return readers;
  }

  private FeedReader reader(Path feed) throws IOException {
    if (format == null) {
      return FeedReaders.forFile(feed, category, policy);
    }
    try {
      return FeedReaders.reader(format, category, policy);
    } catch (IllegalArgumentException e) {
      throw wrong("--format: " + e.getMessage());
    }
  }

  private ListCompilation.Settings settings(@Nullable ListFile base, ListKey secret)
      throws IOException {
    String id =
        listId != null
            ? listId
            : base != null ? base.header().listId() : PlainLists.listId(outputs.output());
    if (!ListVersion.isListId(id)) {
      throw wrong("--list-id: up to 64 letters, digits, dots, hyphens and underscores");
    }
    List<EntryGuard> entryGuards = guards.entries().guards();
    return new ListCompilation.Settings(
        id,
        entryGuards,
        guards.change(spec),
        before(id, base, secret),
        base,
        guards.entries().approvals(entryGuards, spec),
        guards.strict());
  }

  private @Nullable ListHeader before(String id, @Nullable ListFile base, ListKey secret)
      throws IOException {
    ListHeader before =
        previous != null
            ? ListFile.check(previous, secret).header()
            : base != null ? base.header() : lists != null ? inForce(lists, id, secret) : null;
    if (before != null && !before.listId().equals(id)) {
      throw new UserError(
          "The version before is of list " + before.listId() + ", and this is list " + id + ".");
    }
    return before;
  }

  private @Nullable ListHeader inForce(Path folder, String id, ListKey secret) throws IOException {
    ListHeader header = new ListStore(folder, secret).header(id);
    if (header == null) {
      spec.commandLine()
          .getErr()
          .println("note: no list " + id + " is published in " + folder + " to compare sizes with");
    }
    return header;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
