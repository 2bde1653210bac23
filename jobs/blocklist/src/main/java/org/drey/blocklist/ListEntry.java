package org.drey.blocklist;

import java.util.regex.Pattern;
import org.drey.blocklist.name.CanonicalName;
import org.drey.blocklist.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * One entry in the clear. Lives only while a list is read or compiled, and never says what it is.
 *
 * @param type what it covers
 * @param host a canonical name, or for an entry of a URL type also an address; without a port
 * @param port of a URL entry if it is not its scheme's own; else -1
 * @param target of a URL entry the path, and of an {@link EntryType#EXACT_URL} also the query, as
 *     {@link HttpUrl#pageTarget} gives them; of a {@link EntryType#PATH_PREFIX} it ends in a slash;
 *     else empty
 * @param category a word of the list's own, empty for none
 * @param policy on whose behalf it is enforced
 */
public record ListEntry(
    EntryType type, String host, int port, String target, String category, ListPolicy policy) {

  /**
   * A reason why a text is no entry: one of a fixed set of sentences, which never holds the text.
   */
  public static final class EntryProblem extends Exception {
    private static final long serialVersionUID = 1L;

    /** A reason that says nothing of the text. */
    public EntryProblem(String reason) {
      super(reason, null, false, false);
    }

    /** The reason. */
    public String reason() {
      return String.valueOf(getMessage());
    }
  }

  /** Written in the clear in a list's header, so nothing that could be a name or URL. */
  private static final Pattern CATEGORY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private static final String BAD_NAME = "not a valid name";
  private static final String ODD_NAME =
      "a name has letters, digits, hyphens and underscores, and no wildcard";

  /**
   * The beginning of the last labels that make a name a trigger or action in a response policy
   * zone.
   */
  private static final String POLICY_ZONE = "rpz-";

  private static final String TRIGGER = "a word of response policy zones, and no top-level domain";
  private static final String BAD_URL = "not an http or https URL with a valid host";
  private static final String PREFIX_WITH_QUERY = "a path prefix has no query";

  /** Returns whether a text may be the name of a category. */
  public static boolean isCategory(String text) {
    return CATEGORY.matcher(text).matches();
  }

  /**
   * Reads the text of an entry of a known type: a name for DOMAIN and HOST, an absolute http(s) URL
   * for the others. A path prefix may be written with or without {@code /*} or a slash at its end.
   */
  public static ListEntry of(EntryType type, String text, String category, ListPolicy policy)
      throws EntryProblem {
    return switch (type) {
      case DOMAIN, HOST -> new ListEntry(type, name(text), -1, "", category, policy);
      case EXACT_URL -> {
        HttpUrl url = url(text);
        yield new ListEntry(type, url.host(), url.port(), url.pageTarget(), category, policy);
      }
      case PATH_PREFIX -> {
        HttpUrl url = url(text.endsWith("/*") ? text.substring(0, text.length() - 1) : text);
        String path = url.pageTarget();
        if (path.indexOf('?') >= 0) {
          throw new EntryProblem(PREFIX_WITH_QUERY);
        }
        String folder = path.endsWith("/") ? path : path + "/";
        yield new ListEntry(type, url.host(), url.port(), folder, category, policy);
      }
    };
  }

  /** Returns whether DNS can see the host: it is a name and not an address. */
  public boolean hasName() {
    return host.charAt(0) != '[' && !CanonicalName.endsInNumber(host, host.length());
  }

  /** Returns what the entry's opaque id is made of: type and canonical text. */
  public String canonical() {
    return type + "|" + host + (port < 0 ? "" : ":" + port) + target;
  }

  @Override
  public String toString() {
    return "ListEntry[" + type + ", withheld]";
  }

  private static String name(String text) throws EntryProblem {
    String name = CanonicalName.of(text);
    if (name == null) {
      throw new EntryProblem(BAD_NAME);
    }
    if (!CanonicalName.isPlain(name)) {
      throw new EntryProblem(ODD_NAME);
    }
    if (name.startsWith(POLICY_ZONE, name.lastIndexOf('.') + 1)) {
      throw new EntryProblem(TRIGGER);
    }
    return name;
  }

  private static HttpUrl url(String text) throws EntryProblem {
    @Nullable HttpUrl url = HttpUrl.parse(text);
    if (url == null || hasEmptyLabel(url.host())) {
      throw new EntryProblem(BAD_URL);
    }
    return url;
  }

  /** Only dots, or dots around a number that is no address: no list can hold such a host. */
  private static boolean hasEmptyLabel(String host) {
    return host.startsWith(".") || host.contains("..");
  }
}
