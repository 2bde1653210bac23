package org.drey.edge.rpz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.drey.base.Sha256Digests;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.compile.CompileReport.Refusal;
import org.drey.blocklist.compile.EntryGuards;
import org.drey.blocklist.compile.FeedFile;
import org.drey.blocklist.compile.GuardedFeed;
import org.drey.blocklist.feed.FeedReader;
import org.drey.blocklist.feed.MalformedLines;
import org.drey.blocklist.live.ListSet;
import org.drey.blocklist.live.ListedEntries;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A list as the files of one or more feeds, past the guards. What a guard speaks against is left
 * out and logged; with other files of the guards it is another list. Not for several threads at
 * once.
 *
 * <p>Alone, the feeds are the list, and one malformed line refuses them whole, unless that is
 * approved. Beside published lists they only give the names: of the feeds' entries those count that
 * a list in force has, so that a zone holds what jobs and proxies hold, from the same moment on. A
 * feed that has lost entries which are in force is refused.
 */
public final class FeedFiles implements EntrySource {
  private static final Logger LOG = LoggerFactory.getLogger(FeedFiles.class);
  private static final int BUFFER = 1 << 16;

  /** The time for which files that look unchanged are not read: some changes leave no trace. */
  private static final Duration REREAD = Duration.ofMinutes(1);

  /**
   * Within this time after a change another one may leave the same time: file systems are coarse.
   */
  private static final Duration COARSE = Duration.ofSeconds(2);

  private final List<FeedFile> feeds;
  private final GuardFiles guards;
  private final InstantSource clock;
  private final @Nullable PublishedLists lists;
  private @Nullable KnownFingerprint known;

  /** The files of feeds, and what keeps entries out. */
  public FeedFiles(List<FeedFile> feeds, GuardFiles guards, InstantSource clock) {
    this(feeds, guards, null, clock);
  }

  /**
   * The same beside published lists.
   *
   * @param lists which of the feeds' entries are in force; null for all
   */
  public FeedFiles(
      List<FeedFile> feeds,
      GuardFiles guards,
      @Nullable PublishedLists lists,
      InstantSource clock) {
    this.feeds = List.copyOf(feeds);
    this.guards = guards;
    this.lists = lists;
    this.clock = clock;
    if (lists == null) {
      LOG.warn(
          "without --lists each entry of the feeds enters the zone, also one that no published list"
              + " has: jobs and proxies may hold another list");
    }
  }

  /** Distinguishes one state of a file from the next, without reading it. */
  private record FeedStamp(long size, Instant changed, @Nullable Object fileKey) {}

  /** A fingerprint, and what the files looked like just before it was taken. */
  private record KnownFingerprint(List<FeedStamp> stamps, Instant at, String fingerprint) {
    boolean stillHolds(List<FeedStamp> now, Instant time) {
      return now.equals(stamps)
          && time.isBefore(at.plus(REREAD))
          && stamps.stream().allMatch(stamp -> stamp.changed().plus(COARSE).isBefore(at));
    }
  }

  @Override
  public String fingerprint() throws IOException {
    String inForce = lists == null ? "" : PublishedLists.versions(lists.look());
    return ofFiles() + inForce;
  }

  private String ofFiles() throws IOException {
    Instant now = clock.instant();
    List<FeedStamp> stamps = stamps();
    KnownFingerprint last = known;
    if (last != null && last.stillHolds(stamps, now)) {
      return last.fingerprint();
    }
    String fingerprint = hash();
    known = new KnownFingerprint(stamps, now, fingerprint);
    return fingerprint;
  }

  private List<FeedStamp> stamps() throws IOException {
    List<FeedStamp> stamps = new ArrayList<>();
    for (Path file : files()) {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      stamps.add(new FeedStamp(now.size(), now.lastModifiedTime().toInstant(), now.fileKey()));
    }
    return List.copyOf(stamps);
  }

  /** Those of the guards first, as they are read. */
  private List<Path> files() {
    List<Path> files = new ArrayList<>(guards.files());
    feeds.forEach(feed -> files.add(feed.file()));
    return files;
  }

  private String hash() throws IOException {
    MessageDigest digest = Sha256Digests.sha256();
    for (Path file : files()) {
      hash(file, digest);
    }
    return text(digest);
  }

  private static void hash(Path file, MessageDigest digest) throws IOException {
    try (InputStream in = open(file, digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
  }

  @Override
  public String read(Consumer<ListEntry> entries) throws IOException {
    MessageDigest digest = Sha256Digests.sha256();
    for (Path file : guards.files()) {
      hash(file, digest); // before it is read: a change in between makes another fingerprint later
    }
    EntryGuards read = guards.read();
    if (lists == null) {
      readAll(read, entry -> {}, entries, digest);
      return text(digest);
    }
    ListSet inForce = lists.look();
    ListedEntries listed = lists.entriesOf(inForce);
    readAll(
        read,
        listed::inFeed,
        entry -> {
          if (listed.has(entry)) {
            entries.accept(entry);
          }
        },
        digest);
    lists.accept(listed);
    return text(digest) + PublishedLists.versions(inForce);
  }

  /** Hands out all entries, and then those that pass the guards. */
  private void readAll(
      EntryGuards read, Consumer<ListEntry> all, Consumer<ListEntry> entries, MessageDigest digest)
      throws IOException {
    for (FeedFile feed : feeds) {
      FeedReader reader = new OverheardReader(feed.reader(), all);
      GuardedFeed guarded = new GuardedFeed(new FeedFile(feed.file(), reader), read);
      try (InputStream in = open(feed.file(), digest)) {
        guarded.read(in, entries);
        in.transferTo(OutputStream.nullOutputStream());
      }
      if (lists == null && !read.letsMalformedPass()) {
        guarded.malformed().refuse(feed.name());
      }
      RejectedEntries.of(feed.name(), guarded).forEach(LOG::warn);
    }
  }

  /** Each file's name goes in too, so that no line can move between files unseen. */
  private static InputStream open(Path file, MessageDigest digest) throws IOException {
    InputStream in = Files.newInputStream(file);
    digest.update(file.toString().getBytes(StandardCharsets.UTF_8));
    return new DigestInputStream(new BufferedInputStream(in, BUFFER), digest);
  }

  private static String text(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A reader of feeds that hands each entry to another, too, before any guard has seen it. */
  private record OverheardReader(FeedReader reader, Consumer<ListEntry> other)
      implements FeedReader {
    @Override
    public String format() {
      return reader.format();
    }

    @Override
    public void read(InputStream in, Entries entries) throws IOException {
      reader.read(
          in,
          new Entries() {
            @Override
            public void entry(int line, ListEntry entry) {
              other.accept(entry);
              entries.entry(line, entry);
            }

            @Override
            public void problem(int line, String reason) {
              entries.problem(line, reason);
            }
          });
    }
  }

  /** Words on what was left out of a feed; they name no entry. */
  static final class RejectedEntries {
    /** The most places that are named for each guard. */
    private static final int MAX_PLACES = 20;

    private RejectedEntries() {}

    /** A sentence for the malformed lines and one for each guard. */
    static List<String> of(String feed, GuardedFeed guarded) {
      List<String> all = new ArrayList<>();
      MalformedLines malformed = guarded.malformed();
      malformed.first().stream()
          .limit(1)
          .map(
              first ->
                  "feed %s: %d malformed lines are left out, the first is line %d: %s"
                      .formatted(feed, malformed.count(), first.line(), first.reason()))
          .forEach(all::add);
      guarded
          .keptOut()
          .forEach(
              (guard, count) ->
                  all.add(
                      "feed %s: guard %s keeps %d entries out%s. If they are right: --approve %s, or an entry's id"
                          .formatted(feed, guard, count, places(guarded, guard, count), guard)));
      return all;
    }

    private static String places(GuardedFeed guarded, String guard, long count) {
      List<Refusal> first =
          guarded.places().stream()
              .filter(one -> one.guard().equals(guard))
              .limit(MAX_PLACES)
              .toList();
      String places =
          first.stream()
              .map(one -> "line " + one.line() + id(one.entryId()))
              .collect(Collectors.joining(", "));
      String more = count > first.size() ? " and others" : "";
      return first.isEmpty() ? "" : ": " + places + more;
    }

    private static String id(@Nullable String entryId) {
      return entryId == null ? "" : " (entry " + entryId + ")";
    }
  }
}
