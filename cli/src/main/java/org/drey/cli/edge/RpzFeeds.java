package org.drey.cli.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.drey.blocklist.ListPolicy;
import org.drey.blocklist.compile.EntryGuard;
import org.drey.blocklist.compile.EntryGuards;
import org.drey.blocklist.compile.FeedFile;
import org.drey.blocklist.feed.FeedReader;
import org.drey.blocklist.feed.FeedReaders;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.publish.KeyCheck;
import org.drey.blocklist.publish.ListStore;
import org.drey.cli.blocklist.EntryGuardOptions;
import org.drey.cli.blocklist.KeyOptions;
import org.drey.edge.rpz.FeedFiles;
import org.drey.edge.rpz.GuardFiles;
import org.drey.edge.rpz.PublishedLists;
import org.drey.terminal.WrongUse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of where the names of a zone come from, and of what chooses among them. */
final class RpzFeeds {
  @Option(
      names = "--feed",
      paramLabel = "FILE",
      description = "A feed; may be given several times.")
  private List<Path> feeds = List.of();

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "The format of all feeds (default: found from a file's name or its beginning).")
  private @Nullable String format;

  @Option(
      names = "--lists",
      paramLabel = "DIR",
      description =
          "The folder of published lists: of the feeds, only what the lists in force have."
              + " Without it, all entries of the feeds, published or not.")
  private @Nullable Path lists;

  @Mixin private EntryGuardOptions guards = new EntryGuardOptions();
  @Mixin private KeyOptions key = new KeyOptions();

  /** The command that has these options. */
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** The files of the feeds. */
  List<Path> paths() {
    return feeds;
  }

  /** Checks that there are any; their content is not looked at. */
  void checkGiven() {
    if (feeds.isEmpty()) {
      throw WrongUse.of(spec, "--feed: the file of the list is needed");
    }
  }

  /** The feeds past the guards; what is wrong with either is an error at once. */
  FeedFiles files(ListPolicy policy) throws IOException {
    GuardFiles guardFiles = new ReadGuards();
    EntryGuards unused = guardFiles.read();
    return new FeedFiles(readers(policy), guardFiles, published(), Clock.systemUTC());
  }

  private List<FeedFile> readers(ListPolicy policy) throws IOException {
    List<FeedFile> all = new ArrayList<>();
    for (Path feed : feeds) {
      if (!Files.exists(feed)) {
        throw new NoSuchFileException(feed.toString());
      }
      if (ListFile.isCompiled(feed)) {
        throw WrongUse.of(
            spec,
            "--feed: "
                + feed
                + " is a compiled list, in which no name can be read. A zone needs the names in"
                + " the clear: give the feed from which the list was compiled, and the folder where"
                + " it is published with --lists");
      }
      all.add(new FeedFile(feed, reader(feed, policy)));
    }
    return all;
  }

  private FeedReader reader(Path feed, ListPolicy policy) throws IOException {
    if (format == null) {
      return FeedReaders.forFile(feed, "", policy);
    }
    try {
      return FeedReaders.reader(format, "", policy);
    } catch (IllegalArgumentException e) {
      throw WrongUse.of(spec, "--format: " + e.getMessage());
    }
  }

  /** Null if the feeds alone say what is listed. */
  private @Nullable PublishedLists published() throws IOException {
    if (lists == null) {
      return null;
    }
    ListKey secret = key.keyIfGiven();
    if (secret == null) {
      throw WrongUse.of(
          spec, "--key-file: published lists need the key with which they were compiled");
    }
    ListStore store = new ListStore(lists, secret);
    List<String> problems = KeyCheck.ofStore(store, List.of());
    if (!problems.isEmpty()) {
      throw WrongUse.of(spec, "--key-file: " + String.join("; ", problems));
    }
    return new PublishedLists(store);
  }

  /** With the files and the key as they are at the time. */
  private final class ReadGuards implements GuardFiles {
    @Override
    public List<Path> files() {
      return guards.files();
    }

    @Override
    public EntryGuards read() throws IOException {
      List<EntryGuard> all = guards.guards();
      EntryGuards read = new EntryGuards(all, guards.approvals(all, spec), key.keyIfGiven());
      if (read.lacksKey()) {
        throw WrongUse.of(spec, "--approve: the id of an entry needs the list's key: --key-file");
      }
      return read;
    }
  }
}
