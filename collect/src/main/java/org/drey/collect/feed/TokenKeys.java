package org.drey.collect.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.drey.base.HmacSha256;
import org.drey.blocklist.publish.KeyFile;

/**
 * The keys with which tokens are made, by version. The file has a line for each, {@code VERSION:
 * BASE64}. While it has several, each event is written once with each.
 */
public final class TokenKeys {
  private static final int MIN_BYTES = 32;
  private static final int MAX_KEYS = 4;
  private static final Pattern LINE =
      Pattern.compile("\\s*(\\d{1,9})\\s*:\\s*([A-Za-z0-9+/=]+)\\s*");
  private static final String MADE_BY = "echo \"1: $(openssl rand -base64 32)\"";
  private static final String FORM = "a line is VERSION: BASE64, such as the output of: " + MADE_BY;

  private final SortedMap<Integer, SecretKeySpec> keys;

  private TokenKeys(SortedMap<Integer, SecretKeySpec> keys) {
    this.keys = keys;
  }

  /**
   * Reads a key file.
   *
   * @throws KeyFile.UnusableKeyException if others may read or replace it, or a key is too short or
   *     can be guessed; says nothing of the keys
   */
  public static TokenKeys read(Path file) throws IOException {
    SortedMap<Integer, SecretKeySpec> keys = new TreeMap<>();
    KeyLines.read(
        file,
        LINE,
        FORM,
        (line, where) -> {
          int version = Integer.parseInt(line.group(1));
          if (keys.put(version, key(where, line.group(2))) != null) {
            throw KeyFile.unusable(where, "version " + version + " is there already");
          }
        });
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw KeyFile.unusable("key file " + file, "it has 1 to " + MAX_KEYS + " keys; " + FORM);
    }
    return new TokenKeys(keys);
  }

  private static SecretKeySpec key(String where, String base64) throws IOException {
    byte[] secret;
    try {
      secret = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw KeyFile.unusable(where, FORM);
    }
    KeyFile.checkSecret(where, secret, MIN_BYTES, "a line with a random one: " + MADE_BY);
    return HmacSha256.key(secret);
  }

  /** Returns the keys by version, the smallest first. */
  SortedMap<Integer, SecretKeySpec> byVersion() {
    return keys;
  }
}
