package org.drey.collect.lines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.drey.base.HmacSha256;
import org.drey.base.Sha256Digests;
import org.drey.blocklist.publish.KeyFile;
import org.drey.collect.feed.KeyLines;
import org.drey.collect.listen.SenderCheck;
import org.jspecify.annotations.Nullable;

/**
 * The signature of LiveKit's webhooks: the header is a token (RFC 7519, HS256 alone) that names the
 * key, is valid for minutes, and has the SHA-256 of the body.
 */
public final class LivekitSignature implements SenderCheck {
  private static final int MIN_BYTES = 32;
  private static final int LONGEST = 4_096; // of a header
  private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z0-9_.-]+)\\s*:\\s*(\\S+)\\s*");
  private static final Duration SKEW = Duration.ofMinutes(1);

  /** LiveKit signs for 5 minutes. What is valid for longer could be sent again for as long. */
  private static final Duration LONGEST_VALID = Duration.ofMinutes(10);

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<String, SecretKeySpec> secrets; // by the name of the key
  private final InstantSource clock;

  private LivekitSignature(Map<String, SecretKeySpec> secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * Reads the keys, as LiveKit has them in its own key file: {@code KEY: SECRET}, one a line.
   *
   * @throws KeyFile.UnusableKeyException if others may read or replace the file, or a secret is too
   *     short or can be guessed; says nothing of the secrets
   */
  public static LivekitSignature read(Path file, InstantSource clock) throws IOException {
    Map<String, SecretKeySpec> secrets = new HashMap<>();
    KeyLines.read(
        file,
        LINE,
        "a line is KEY: SECRET, as in the key file of LiveKit",
        (line, where) -> {
          byte[] secret = line.group(2).getBytes(StandardCharsets.ISO_8859_1);
          KeyFile.checkSecret(
              where, secret, MIN_BYTES, "a random one is made by 'livekit-server generate-keys'");
          secrets.put(line.group(1), HmacSha256.key(secret));
        });
    if (secrets.isEmpty()) {
      throw KeyFile.unusable("key file " + file, "it has no line KEY: SECRET");
    }
    return new LivekitSignature(Map.copyOf(secrets), clock);
  }

  @Override
  public boolean mayWrite(@Nullable String shown) {
    return digest(shown) != null;
  }

  @Override
  public boolean isSigned(@Nullable String shown, byte[] body) {
    byte[] signed = digest(shown);
    return signed != null && MessageDigest.isEqual(signed, Sha256Digests.sha256(body));
  }

  /** The digest in a token; null if the token is not right, or no longer or not yet valid. */
  private byte @Nullable [] digest(@Nullable String token) {
    String[] parts =
        token == null || token.length() > LONGEST ? new String[0] : token.split("\\.", -1);
    if (parts.length != 3) {
      return null;
    }
    try {
      Base64.Decoder decoder = Base64.getUrlDecoder();
      JsonNode head = JSON.readTree(decoder.decode(parts[0]));
      JsonNode claims = JSON.readTree(decoder.decode(parts[1]));
      SecretKeySpec secret = secrets.get(claims.path("iss").asText());
      boolean isRight =
          "HS256".equals(head.path("alg").textValue())
              && secret != null
              && MessageDigest.isEqual(
                  mac(secret, parts[0] + '.' + parts[1]), decoder.decode(parts[2]))
              && isValid(claims);
      return isRight ? Base64.getDecoder().decode(claims.path("sha256").asText()) : null;
    } catch (IOException | IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] mac(SecretKeySpec secret, String text) {
    return HmacSha256.mac(secret).doFinal(text.getBytes(StandardCharsets.US_ASCII));
  }

  private boolean isValid(JsonNode claims) {
    JsonNode end = claims.path("exp");
    JsonNode begin = claims.path("nbf");
    long now = clock.instant().getEpochSecond();
    boolean hasEnd =
        end.isIntegralNumber()
            && end.canConvertToLong()
            && end.longValue() > now - SKEW.toSeconds()
            && end.longValue() <= now + LONGEST_VALID.toSeconds();
    boolean hasBegun =
        begin.isMissingNode()
            || (begin.isIntegralNumber() && begin.longValue() <= now + SKEW.toSeconds());
    return hasEnd && hasBegun;
  }
}
