package org.drey.edge.splash.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * The style sheet, which stands inside the page, and the hash by which the page's security policy
 * allows this one and no other.
 *
 * @param css the sheet
 * @param source its source expression for {@code style-src}, as in CSP Level 3
 */
record Style(String css, String source) {
  static Style read() {
    try (InputStream in = Style.class.getResourceAsStream("/splash/page.css")) {
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
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
      return new Style(css, "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("the style sheet cannot be read from the jar", e);
    }
  }
}
