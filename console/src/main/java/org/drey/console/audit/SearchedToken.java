package org.drey.console.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * A token that was looked for, as an entry has it: a hash with its own salt. Who has a token can
 * see whether it was looked for; no one can read a token from it, or see that two searches were for
 * the same one.
 */
public final class SearchedToken {
  static final String SALT = "token_salt";
  static final String HASH = "token_hash";
  private static final int SALT_BYTES = 16;

  private SearchedToken() {}

  /** The details of an entry. */
  public static Map<String, String> details(String token) {
    byte[] bytes = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(bytes);
    String salt = Base64.getEncoder().encodeToString(bytes);
    return Map.of(SALT, salt, HASH, AuditEntry.hash(salt + token));
  }

  /** Returns whether a payload is of a search for a token. */
  static boolean isIn(JsonNode payload, String token) {
    String salt = payload.path(SALT).asText();
    return !salt.isEmpty() && AuditEntry.hash(salt + token).equals(payload.path(HASH).asText());
  }
}
