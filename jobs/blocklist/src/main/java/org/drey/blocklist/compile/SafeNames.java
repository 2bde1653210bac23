package org.drey.blocklist.compile;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.drey.blocklist.name.CanonicalName;
import org.drey.blocklist.url.HttpUrl;

/** Reads lists of names, or of names and URLs, that a blocklist must leave alone. */
final class SafeNames {
  private static final String SCHEME_END = "://";

  private SafeNames() {}

  /** A list of canonical names. */
  static List<String> read(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file)) {
      return names(lines(in), String.valueOf(file.getFileName()));
    }
  }

  /** A list of names that ships with Drey. */
  static List<String> shipped(String resource) {
    try {
      return names(shippedLines(resource), resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A list of names and URLs; a name stands for its front page. */
  static List<HttpUrl> readUrls(Path file) throws IOException {
    try (Reader in = Files.newBufferedReader(file)) {
      return urls(lines(in), String.valueOf(file.getFileName()));
    }
  }

  /** A list of names and URLs that ships with Drey. */
  static List<HttpUrl> shippedUrls(String resource) {
    try {
      return urls(shippedLines(resource), resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All names above these. */
  static Set<String> above(Iterable<String> names) {
    Set<String> above = new HashSet<>();
    for (String name : names) {
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        above.add(name.substring(dot + 1));
      }
    }
    return above;
  }

  private static List<String> names(List<String> lines, String file) throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isEmpty()) {
        String name = CanonicalName.of(lines.get(i));
        if (name == null) {
          throw new IOException(file + ", line " + (i + 1) + ": not a name");
        }
        names.add(name);
      }
    }
    return names;
  }

  private static List<HttpUrl> urls(List<String> lines, String file) throws IOException {
    List<HttpUrl> urls = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isEmpty()) {
        boolean isUrl = line.contains(SCHEME_END);
        HttpUrl url =
            isUrl || CanonicalName.of(line) != null
                ? HttpUrl.parse(isUrl ? line : "http://" + line + "/")
                : null;
        if (url == null) {
          throw new IOException(file + ", line " + (i + 1) + ": neither a name nor a URL");
        }
        urls.add(url);
      }
    }
    return urls;
  }

  private static List<String> shippedLines(String resource) throws IOException {
    try (InputStream in = SafeNames.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      return lines(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
  }

  /** The lines without comments and surrounding blanks; blank ones keep their place. */
  private static List<String> lines(Reader in) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader reader = new BufferedReader(in);
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      int comment = line.indexOf('#');
      lines.add((comment < 0 ? line : line.substring(0, comment)).strip());
    }
    return lines;
  }
}
