package org.drey.collect.feed;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import org.drey.base.HmacSha256;

/**
 * Makes tokens: the first 16 bytes of HMAC-SHA-256 over {@code kind|value}, in base64url. Belongs
 * to one thread.
 */
public final class TokenMaker {
  private static final int BYTES = 16;
  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

  private final TokenKeys keys;
  private final Map<Integer, Mac> macs = new TreeMap<>();

  /** Makes tokens with these keys. */
  public TokenMaker(TokenKeys keys) {
    this.keys = keys;
    keys.byVersion().forEach((version, key) -> macs.put(version, HmacSha256.mac(key)));
  }

  /** Returns whether it makes tokens with these keys. */
  boolean isOf(TokenKeys others) {
    return keys == others;
  }

  /** Returns the versions of its keys, the smallest first. */
  public Iterable<Integer> versions() {
    return macs.keySet();
  }

  /** Returns the token of a value under a version's key. */
  public String token(int version, ClearValue value) {
    return token(version, value.kind().name().toLowerCase(Locale.ROOT) + '|' + value.text());
  }

  /** Returns the token of an id that is made of a text. */
  String idToken(int version, String id) {
    return token(version, "event|" + id);
  }

  private String token(int version, String named) {
    Mac mac = macs.get(version);
    if (mac == null) {
      throw new IllegalArgumentException("there is no key of version " + version);
    }
    byte[] digest = mac.doFinal(named.getBytes(StandardCharsets.UTF_8));
    return TEXT.encodeToString(Arrays.copyOf(digest, BYTES));
  }
}
