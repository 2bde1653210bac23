package org.drey.collect.lines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.drey.base.Sha256Digests;

/** Bodies signed as LiveKit does. */
final class SignedBodies {
  static final String KEY = "key-1";
  static final String SECRET = "cwWh3kPZ0sYxgJ7uQmT5vN8bL2rD4fAe";

  private static final Pattern SECONDS = Pattern.compile("(?<=:)[+-]\\d{1,9}");

  private SignedBodies() {}

  /** A file of two keys. */
  static Path keyFile(Path folder) throws IOException {
    Path file = folder.resolve("livekit.keys");
    Files.deleteIfExists(file);
    String others = "# of another\nkey-2: " + new StringBuilder(SECRET).reverse() + "\n";
    Files.writeString(file, KEY + ": " + SECRET + "\n" + others);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  /** A token that is valid for five minutes. */
  static String token(Instant now, byte[] body) {
    return token(now, "{'alg':'HS256'}", "'iss':'key-1','exp':+300,'nbf':+0", body);
  }

  /** A token with these claims, in which times begin with a sign and are seconds from now. */
  static String token(Instant now, String head, String claims, byte[] body) {
    String digest = Base64.getEncoder().encodeToString(Sha256Digests.sha256(body));
    String timed =
        SECONDS
            .matcher(claims)
            .replaceAll(
                found -> Long.toString(now.getEpochSecond() + Integer.parseInt(found.group())));
    String all = "{" + timed + ",'sha256':'" + digest + "'}";
    return signed(head.replace('\'', '"'), all.replace('\'', '"'));
  }

  static String signed(String head, String claims) {
    Base64.Encoder text = Base64.getUrlEncoder().withoutPadding();
    String both =
        text.encodeToString(head.getBytes(StandardCharsets.UTF_8))
            + "."
            + text.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return both
          + "."
          + text.encodeToString(mac.doFinal(both.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
