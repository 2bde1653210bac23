package org.drey.blocklist.compile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.drey.blocklist.ListEntry;
import org.jspecify.annotations.Nullable;

/**
 * Refuses names that very many people use: a DOMAIN or HOST that is on the list, with or without
 * {@code www.} before it, its front page and all of its pages, and a DOMAIN above one. Names below
 * a listed one are not its business.
 */
public final class PopularGuard implements EntryGuard {
  private static final String SHIPPED = "popular-names.txt";
  private static final String WWW = "www.";

  private final Set<String> names;
  private final Set<String> above;

  /** A guard by these canonical names. */
  public PopularGuard(Set<String> canonicalNames) {
    this.names = Set.copyOf(canonicalNames);
    this.above = SafeNames.above(canonicalNames);
  }

  /** By the list that ships with Drey: some hundreds of names, with its date. */
  public static PopularGuard shipped() {
    return new PopularGuard(new HashSet<>(SafeNames.shipped(SHIPPED)));
  }

  /**
   * By a list of one's own: a name a line, {@code #} starts a comment.
   *
   * @throws IOException if a line is no name, with its number
   */
  public static PopularGuard read(Path file) throws IOException {
    return new PopularGuard(new HashSet<>(SafeNames.read(file)));
  }

  @Override
  public String name() {
    return "popular";
  }

  @Override
  public @Nullable String refuses(ListEntry entry) {
    String host = entry.host();
    return switch (entry.type()) {
      case DOMAIN -> isPopular(host) ? "a popular name" : above.contains(host) ? ABOVE : null;
      case HOST -> isPopular(host) ? "a popular name" : null;
      case PATH_PREFIX, EXACT_URL ->
          isPopular(host) && entry.target().equals("/") ? "the front of a popular name" : null;
    };
  }

  private static final String ABOVE = "a domain with a popular name in it";

  private boolean isPopular(String host) {
    return names.contains(host)
        || (host.startsWith(WWW) && names.contains(host.substring(WWW.length())));
  }
}
