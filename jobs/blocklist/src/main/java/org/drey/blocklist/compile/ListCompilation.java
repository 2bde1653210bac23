package org.drey.blocklist.compile;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.compile.CompileReport.FeedCount;
import org.drey.blocklist.index.CompiledList;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListFile;
import org.drey.blocklist.index.ListHeader;
import org.drey.blocklist.index.ListKey;
import org.jspecify.annotations.Nullable;

/**
 * One version of a list, from its feeds, past the guards. The order of feeds and of their lines
 * does not change the list. Holds no entry: a feed is read once, and what is kept of an entry is
 * its fingerprints.
 *
 * <p>Used once, by one thread.
 */
public final class ListCompilation {
  private static final int PROGRESS_MASK = (1 << 14) - 1;

  private final Settings settings;
  private final EntryGuards guards;
  private final ListCompiler compiler;
  private final RefusalLog log;
  private final List<FeedCount> counts = new ArrayList<>();
  private final LongConsumer progress;
  private long added;

  /**
   * A compilation.
   *
   * @param progress receives now and then how many entries were taken
   */
  public ListCompilation(Settings settings, ListKey key, LongConsumer progress) {
    this.settings = settings;
    this.guards = new EntryGuards(settings.guards(), settings.approvals(), key);
    this.compiler = new ListCompiler(settings.listId(), key);
    this.log = new RefusalLog(settings.approvals());
    this.progress = progress;
  }

  /**
   * Settings that a version is checked against.
   *
   * @param previous the version before, to compare sizes; null for none
   * @param base the version that the result is to be a difference from; null for a whole list
   * @param strict whether one refused entry refuses the whole version
   */
  public record Settings(
      String listId,
      List<EntryGuard> guards,
      ChangeGuard change,
      @Nullable ListHeader previous,
      @Nullable ListFile base,
      EntryApprovals approvals,
      boolean strict) {

    /** A whole list past the guards given, and nothing to compare it with. */
    public static Settings of(String listId, List<EntryGuard> guards) {
      return new Settings(
          listId,
          guards,
          ChangeGuard.DEFAULT,
          null,
          null,
          new EntryApprovals(java.util.Set.of()),
          false);
    }
  }

  /**
   * The result of a compilation.
   *
   * @param list to be written, whole or a difference; null if the report says why there is none
   * @param whole the whole list, from which the next difference is taken
   */
  public record Outcome(
      @Nullable CompiledList list, @Nullable CompiledList whole, CompileReport report) {}

  /**
   * Compiles.
   *
   * @throws IOException if a feed cannot be read at all, with its name; or the base is another
   *     list's or key's
   */
  public Outcome run(List<FeedFile> feeds) throws IOException {
    try {
      for (FeedFile feed : feeds) {
        read(feed);
      }
      return outcome(compiler.finish());
    } catch (IllegalArgumentException | IllegalStateException e) {
      // The compiler's limits; its messages are for people, and name no entry.
      return stopped(String.valueOf(e.getMessage()), null, null);
    }
  }

  private void read(FeedFile feed) throws IOException {
    GuardedFeed guarded = new GuardedFeed(feed, guards, log);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(feed.file()))) {
      guarded.read(in, this::take);
    }
    counts.add(guarded.count());
  }

  private void take(ListEntry entry) {
    compiler.add(entry);
    added++;
    if ((added & PROGRESS_MASK) == 0) {
      progress.accept(added);
    }
  }

  private Outcome outcome(CompiledList list) throws IOException {
    ListHeader header = list.header();
    ListHeader previous = settings.previous();
    ChangeGuard.Change change =
        previous == null ? null : settings.change().change(previous, header.entries());
    if (header.entries() == 0) {
      return stopped("there is no entry left", header, change);
    }
    if (settings.strict() && !log.refused().isEmpty()) {
      return stopped("entries were refused, and --strict allows none", header, change);
    }
    if (change != null && settings.change().refuses(change) && !log.passes(ChangeGuard.NAME)) {
      return stopped(tooLarge(change), header, change);
    }
    ListFile base = settings.base();
    CompiledList result = base == null ? list : list.since(base);
    return new Outcome(result, list, report(null, result.header(), change));
  }

  private String tooLarge(ChangeGuard.Change change) {
    return String.format(
        java.util.Locale.ROOT,
        "%,d entries where version %s had %,d: a change of %+.1f %%, over %.1f %%."
            + " If that is right: --approve change",
        change.after(),
        change.previousVersion(),
        change.before(),
        change.percent(),
        settings.change().maxPercent());
  }

  private Outcome stopped(
      String reason, @Nullable ListHeader header, ChangeGuard.@Nullable Change change) {
    return new Outcome(null, null, report(reason, header, change));
  }

  private CompileReport report(
      @Nullable String stopped, @Nullable ListHeader header, ChangeGuard.@Nullable Change change) {
    long entries = header == null ? 0 : header.entries();
    return new CompileReport(
        settings.listId(),
        stopped == null && header != null ? header.version() : null,
        stopped == null && header != null ? header.baseVersion() : null,
        stopped,
        entries,
        header == null ? Map.of() : header.types(),
        header == null ? 0 : added - entries,
        List.copyOf(counts),
        change,
        log.refused(),
        log.refusals(),
        log.approved(),
        log.passed(),
        log.totalLeftOut(),
        log.leftOut(),
        log.unused());
  }
}
