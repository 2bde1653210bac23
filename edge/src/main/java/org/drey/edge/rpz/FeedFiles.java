package org.drey.edge.rpz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.feed.FeedReader;
import org.drey.blocklist.feed.MalformedListException;
import org.drey.blocklist.feed.MalformedListException.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A list as the files of one or more feeds, past the guards. What a guard speaks against is left
 * out and told; one malformed line refuses the list whole, unless that is approved.
 */
public final class FeedFiles implements ListSource {
  private static final Logger LOG = LoggerFactory.getLogger(FeedFiles.class);
  private static final int BUFFER = 1 << 16;

  private final List<Feed> feeds;
  private final EntryGate gate;

  /** The files of feeds, and what keeps entries out. */
  public FeedFiles(List<Feed> feeds, EntryGate gate) {
    this.feeds = List.copyOf(feeds);
    this.gate = gate;
  }

  /** A feed and how to read it. */
  public record Feed(Path file, FeedReader reader) {
    private String name() {
      return String.valueOf(file.getFileName());
    }
  }

  @Override
  public String fingerprint() throws IOException {
    MessageDigest digest = sha256();
    for (Feed feed : feeds) {
      try (InputStream in = open(feed.file(), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
    }
    return text(digest);
  }

  @Override
  public String read(Consumer<ListEntry> entries) throws IOException {
    MessageDigest digest = sha256();
    for (Feed feed : feeds) {
      Taker taker = new Taker(entries, gate, new ArrayList<>(), new TreeMap<>());
      try (InputStream in = open(feed.file(), digest)) {
        feed.reader().read(in, taker);
        in.transferTo(OutputStream.nullOutputStream());
      }
      if (!taker.problems().isEmpty() && !gate.letsMalformedPass()) {
        throw new MalformedListException(feed.name(), taker.problems());
      }
      taker
          .leftOut()
          .forEach(
              (guard, lines) ->
                  LOG.warn(
                      "feed {}: guard {} keeps {} entries out, the first in line {}. If they are"
                          + " right: --approve {}",
                      feed.name(),
                      guard,
                      lines.size(),
                      lines.get(0),
                      guard));
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

  private record Taker(
      Consumer<ListEntry> entries,
      EntryGate gate,
      List<Problem> problems,
      Map<String, List<Integer>> leftOut)
      implements FeedReader.Entries {
    @Override
    public void entry(int line, ListEntry entry) {
      String guard = gate.refuses(entry);
      if (guard == null) {
        entries.accept(entry);
      } else {
        leftOut.computeIfAbsent(guard, name -> new ArrayList<>()).add(line);
      }
    }

    @Override
    public void problem(int line, String reason) {
      problems.add(new Problem(line, reason));
    }
  }
}
