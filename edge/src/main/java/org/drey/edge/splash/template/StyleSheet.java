package org.drey.edge.splash.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Collectors;
import org.drey.base.Sha256Digests;

/**
 * The style sheet, which is inside the page, and the hash by which the page's security policy
 * allows this one and no other.
 *
 * @param css the sheet
 * @param source its source expression for {@code style-src}, as in CSP Level 3
 */
record StyleSheet(String css, String source) {
  static StyleSheet read() {
    try (InputStream in = StyleSheet.class.getResourceAsStream("/splash/page.css")) {
      if (in == null) {
        throw new IllegalStateException("not in the jar: /splash/page.css");
      }
      String css =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .replaceAll("(?s)/\\*.*?\\*/", "")
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .collect(Collectors.joining("\n"));
      String digest = Base64.getEncoder().encodeToString(Sha256Digests.sha256(css));
      return new StyleSheet(css, "'sha256-" + digest + "'");
    } catch (IOException e) {
      throw new IllegalStateException("the style sheet cannot be read from the jar", e);
    }
  }
}
