package org.drey.console.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.drey.console.access.OpenIdProvider.Attempt;
import org.jspecify.annotations.Nullable;

/**
 * Attempts to sign in, each sealed into what the browser keeps that has begun it (AES-256-GCM, by a
 * key of this process). Nothing of them is kept here, so that no one who begins many can end those
 * of others. Thread-safe.
 */
final class SealedAttempts {
  private static final Duration LASTS = Duration.ofMinutes(10);
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BITS = 256;
  private static final int TAG_BITS = 128;
  private static final int IV_BYTES = 12;
  private static final int PARTS = 4;
  private static final int MAX_LENGTH = 1024;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  SealedAttempts() {
    try {
      KeyGenerator generator = KeyGenerator.getInstance("AES");
      generator.init(KEY_BITS, random);
      this.key = generator.generateKey();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("each Java has AES", e);
    }
  }

  /** Returns what the browser keeps. */
  String seal(Attempt attempt, Instant now) {
    String text =
        String.join(
            " ",
            attempt.state(),
            attempt.nonce(),
            attempt.verifier(),
            Long.toString(now.toEpochMilli()));
    byte[] iv = new byte[IV_BYTES];
    random.nextBytes(iv);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, iv).doFinal(text.getBytes(StandardCharsets.US_ASCII));
      byte[] all = Arrays.copyOf(iv, IV_BYTES + sealed.length);
      System.arraycopy(sealed, 0, all, IV_BYTES, sealed.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("each Java has " + CIPHER, e);
    }
  }

  /** The attempt; empty if it was not begun here, or too long ago. */
  Optional<Attempt> open(@Nullable String kept, Instant now) {
    if (kept == null || kept.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] all = Base64.getUrlDecoder().decode(kept);
      if (all.length < IV_BYTES) {
        return Optional.empty();
      }
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, IV_BYTES))
              .doFinal(all, IV_BYTES, all.length - IV_BYTES);
      String[] parts = new String(text, StandardCharsets.US_ASCII).split(" ", PARTS);
      Instant begun = Instant.ofEpochMilli(Long.parseLong(parts[PARTS - 1]));
      return begun.plus(LASTS).isBefore(now)
          ? Optional.empty()
          : Optional.of(new Attempt(parts[0], parts[1], parts[2]));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty(); // sealed by another process, or by no one
    }
  }

  private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    return cipher;
  }
}
