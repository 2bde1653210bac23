package org.drey.blocklist.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.drey.blocklist.EntryType;
import org.drey.blocklist.ListEntry;
import org.drey.blocklist.index.DamagedListException;
import org.drey.blocklist.index.ListCompiler;
import org.drey.blocklist.index.ListIndex;
import org.drey.blocklist.index.ListKey;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Refuses any entry that would block a name or URL that is known to be safe, such as those of the
 * help that the warning page links to. A name stands for itself in DNS and for its front page.
 */
public final class CanaryGuard implements EntryGuard {
  private static final String SHIPPED = "canaries.txt";
  private static final String REASON = "would block a name or URL that is on the canary list";

  /** To try an entry, any key will do. */
  private static final ListKey ANY_KEY =
      ListKey.of("a list of one entry".getBytes(StandardCharsets.US_ASCII));

  private final Map<String, List<HttpUrl>> urlsByHost;
  private final Set<String> above;

  /** A guard by these URLs. */
  public CanaryGuard(List<HttpUrl> urls) {
    this.urlsByHost = new HashMap<>(urls.stream().collect(Collectors.groupingBy(HttpUrl::host)));
    this.above = new HashSet<>(SafeNames.above(urlsByHost.keySet()));
  }

  /** By the list that ships with Drey: names for tests, and those of help. */
  public static CanaryGuard shipped() {
    return new CanaryGuard(SafeNames.shippedUrls(SHIPPED));
  }

  /**
   * By a list of one's own: a name or URL a line, {@code #} starts a comment.
   *
   * @throws IOException if a line is neither, with its number
   */
  public static CanaryGuard read(Path file) throws IOException {
    return new CanaryGuard(SafeNames.readUrls(file));
  }

  @Override
  public String name() {
    return "canary";
  }

  @Override
  public @Nullable String refuses(ListEntry entry) {
    List<HttpUrl> canaries = urlsByHost.get(entry.host());
    if (canaries == null) {
      return entry.type() == EntryType.DOMAIN && above.contains(entry.host()) ? REASON : null;
    }
    return switch (entry.type()) {
      case DOMAIN, HOST -> REASON;
      case PATH_PREFIX, EXACT_URL -> blocksAny(entry, canaries) ? REASON : null;
    };
  }

  /** Asks the real matcher, with a list of nothing else. */
  private static boolean blocksAny(ListEntry entry, List<HttpUrl> canaries) {
    ListCompiler compiler = new ListCompiler("canary", ANY_KEY);
    compiler.add(entry);
    try {
      ListIndex alone = ListIndex.of(compiler.finish().inMemory(), ANY_KEY);
      return canaries.stream().anyMatch(canary -> alone.matchUrl(canary) != null);
    } catch (DamagedListException e) {
      throw new IllegalStateException("a list that was just compiled is whole", e);
    }
  }
}
