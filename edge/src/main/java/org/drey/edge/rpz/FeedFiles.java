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
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.feed.FeedReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A list as the files of one or more feeds, past the guards. What a guard speaks against is left
 * out and told; one malformed line refuses the list whole, unless that is approved. With other
 * files of the guards it is another list. Not for several threads at once.
 */
public final class FeedFiles implements ListSource {
  private static final Logger LOG = LoggerFactory.getLogger(FeedFiles.class);
  private static final int BUFFER = 1 << 16;

  /** How long files that look unchanged are not read: some changes leave no trace. */
  private static final Duration REREAD = Duration.ofMinutes(1);

  /**
   * Within this time after a change another one may leave the same time: file systems are coarse.
   */
  private static final Duration COARSE = Duration.ofSeconds(2);

  private final List<Feed> feeds;
  private final GuardFiles guards;
  private final InstantSource clock;
  private @Nullable Known known;

  /** The files of feeds, and what keeps entries out. */
  public FeedFiles(List<Feed> feeds, GuardFiles guards, InstantSource clock) {
    this.feeds = List.copyOf(feeds);
    this.guards = guards;
    this.clock = clock;
  }

  /** Tells one state of a file from the next, without reading it. */
  private record Stamp(long size, Instant changed, @Nullable Object fileKey) {}

  /** A fingerprint, and what the files looked like just before it was taken. */
  private record Known(List<Stamp> stamps, Instant at, String fingerprint) {
    boolean stillHolds(List<Stamp> now, Instant time) {
      return now.equals(stamps)
          && time.isBefore(at.plus(REREAD))
          && stamps.stream().allMatch(stamp -> stamp.changed().plus(COARSE).isBefore(at));
    }
  }

  /** A feed and how to read it. */
  public record Feed(Path file, FeedReader reader) {
    private String name() {
      return String.valueOf(file.getFileName());
    }
  }

  @Override
  public String fingerprint() throws IOException {
    Instant now = clock.instant();
    List<Stamp> stamps = stamps();
    Known last = known;
    if (last != null && last.stillHolds(stamps, now)) {
      return last.fingerprint();
    }
    String fingerprint = hash();
    known = new Known(stamps, now, fingerprint);
    return fingerprint;
  }

  private List<Stamp> stamps() throws IOException {
    List<Stamp> stamps = new ArrayList<>();
    for (Path file : files()) {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      stamps.add(new Stamp(now.size(), now.lastModifiedTime().toInstant(), now.fileKey()));
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
    MessageDigest digest = sha256();
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
    MessageDigest digest = sha256();
    for (Path file : guards.files()) {
      hash(file, digest); // before it is read: a change in between makes another fingerprint later
    }
    EntryGate gate = guards.read();
    for (Feed feed : feeds) {
      Taker taker = new Taker(entries, gate);
      try (InputStream in = open(feed.file(), digest)) {
        feed.reader().read(in, taker);
        in.transferTo(OutputStream.nullOutputStream());
      }
      taker.end(feed.name()).forEach(LOG::warn);
    }
    return text(digest);
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

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
