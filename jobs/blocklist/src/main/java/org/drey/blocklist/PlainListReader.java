package org.drey.blocklist;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.drey.blocklist.MalformedListException.Problem;

/**
 * Reads the plain form of a list, one entry a line: {@code name} a DOMAIN, {@code =name} a HOST, a
 * URL an EXACT_URL, a URL ending in {@code /*} a PATH_PREFIX.
 *
 * <p>{@code #} starts a comment wherever it stands: in a name it cannot occur, and in a URL it
 * starts the fragment, which is no part of an entry. Blank lines, a byte order mark and any kind of
 * line end are fine. Repeated entries count once.
 */
final class PlainListReader {
  private static final String NOT_UTF8 = "not UTF-8";
  private static final String BLANK_INSIDE = "more than one word";
  private static final String NO_SCHEME = "a path needs http:// or https:// before it";
  private static final String BAD_URL = "not an http or https URL with a valid host";
  private static final String PREFIX_WITH_QUERY = "a path prefix has no query";
  private static final String BAD_NAME = "not a valid name";
  private static final String ODD_NAME =
      "a name has letters, digits, hyphens and underscores, and no wildcard";

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason, null, false, false);
    }
  }

  private PlainListReader() {}

  static List<ListEntry> read(String listId, byte[] content) throws MalformedListException {
    String text = new String(content, StandardCharsets.UTF_8);
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    Set<ListEntry> entries = new LinkedHashSet<>();
    List<Problem> problems = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      int comment = line.indexOf('#');
      String entry = (comment < 0 ? line : line.substring(0, comment)).strip();
      if (!entry.isEmpty()) {
        try {
          entries.add(parse(entry));
        } catch (Refused e) {
          problems.add(new Problem(number, String.valueOf(e.getMessage())));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new MalformedListException(listId, problems);
    }
    return List.copyOf(entries);
  }

  private static ListEntry parse(String text) throws Refused {
    if (text.indexOf('\uFFFD') >= 0) {
      throw new Refused(NOT_UTF8);
    }
    if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
      throw new Refused(BLANK_INSIDE);
    }
    if (text.contains("://")) {
      return url(text);
    }
    if (text.indexOf('/') >= 0) {
      throw new Refused(NO_SCHEME);
    }
    return text.startsWith("=")
        ? name(EntryType.HOST, text.substring(1))
        : name(EntryType.DOMAIN, text);
  }

  private static ListEntry name(EntryType type, String text) throws Refused {
    String name = CanonicalName.of(text);
    if (name == null) {
      throw new Refused(BAD_NAME);
    }
    if (!CanonicalName.isPlain(name)) {
      throw new Refused(ODD_NAME);
    }
    return new ListEntry(type, name, name);
  }

  private static ListEntry url(String text) throws Refused {
    boolean prefix = text.endsWith("/*");
    HttpUrl url = HttpUrl.parse(prefix ? text.substring(0, text.length() - 1) : text);
    if (url == null) {
      throw new Refused(BAD_URL);
    }
    if (prefix && url.target().indexOf('?') >= 0) {
      throw new Refused(PREFIX_WITH_QUERY);
    }
    EntryType type = prefix ? EntryType.PATH_PREFIX : EntryType.EXACT_URL;
    return new ListEntry(type, url.hasName() ? url.host() : null, url.canonical());
  }
}
