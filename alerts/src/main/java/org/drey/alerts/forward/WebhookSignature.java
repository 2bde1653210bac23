package org.drey.alerts.forward;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.drey.base.HmacSha256;
import org.drey.base.SecretFile;

/** Signs what goes to a webhook, as Standard Webhooks 1.0 says. */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";
  private static final int MIN_BYTES = 24;
  private static final int MAX_BYTES = 64;

  private final SecretKeySpec key;

  private WebhookSignature(byte[] key) {
    this.key = HmacSha256.key(key);
  }

  /**
   * Reads a secret.
   *
   * @throws IOException if it cannot be read, or is none; the message does not show it
   */
  static WebhookSignature read(Path file) throws IOException {
    String text = SecretFile.text("the secret in", file);
    byte[] key;
    try {
      key =
          Base64.getDecoder()
              .decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "?");
    } catch (IllegalArgumentException e) {
      key = new byte[0];
    }
    if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
      throw new IOException(
          file
              + " holds no secret: whsec_ and base64 of 24 to 64 bytes, such as 'openssl rand"
              + " -base64 32' gives");
    }
    return new WebhookSignature(key);
  }

  /**
   * The header {@code webhook-signature}.
   *
   * @param time when it is sent, seconds since 1970
   */
  String of(String id, long time, byte[] body) {
    Mac mac = HmacSha256.mac(key);
    mac.update((id + "." + time + ".").getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
  }
}
