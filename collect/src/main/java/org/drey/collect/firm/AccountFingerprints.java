package org.drey.collect.firm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.drey.base.HmacSha256;

/**
 * Makes fingerprints of accounts, and of pairs of accounts: the first 64 bits of HMAC-SHA-256, so
 * that no one without the key can find an account by its fingerprint, or make two alike. Belongs to
 * one thread.
 */
final class AccountFingerprints {
  private static final int KEY_BYTES = 32;

  private final Mac mac;

  AccountFingerprints(SecretKeySpec key) {
    mac = HmacSha256.mac(key);
  }

  /** Returns a key for fingerprints that are never stored. */
  static SecretKeySpec randomKey() {
    byte[] secret = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(secret);
    return HmacSha256.key(secret);
  }

  /** Returns the fingerprint of texts. */
  long of(String... texts) {
    for (String text : texts) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
      mac.update(bytes);
    }
    return ByteBuffer.wrap(mac.doFinal()).getLong();
  }
}
