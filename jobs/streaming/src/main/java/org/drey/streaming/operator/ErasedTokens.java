package org.drey.streaming.operator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.drey.rules.schema.EntityKey;

/**
 * The tokens of some who were erased, to be looked for in bytes of state before these are decoded:
 * most of what is known of others names none of them. It may say that a value names one which names
 * none, and never the other way round: texts of ASCII are in state as they are.
 */
final class ErasedTokens {
  /** Above so many tokens it costs less to decode the value. */
  private static final int MAX_TOKENS = 16;

  private final List<byte[]> tokens;
  private final boolean isSearchable;

  private ErasedTokens(List<byte[]> tokens, boolean isSearchable) {
    this.tokens = tokens;
    this.isSearchable = isSearchable;
  }

  static ErasedTokens of(Collection<EntityKey> gone) {
    List<byte[]> tokens = new ArrayList<>();
    boolean isAscii = true;
    for (EntityKey one : gone) {
      isAscii &= one.token().chars().allMatch(c -> c > 0 && c < 128);
      tokens.add(one.token().getBytes(StandardCharsets.US_ASCII));
    }
    return new ErasedTokens(tokens, isAscii && tokens.size() <= MAX_TOKENS);
  }

  boolean mayBeIn(byte[] value) {
    return !isSearchable || tokens.stream().anyMatch(token -> isIn(token, value));
  }

  private static boolean isIn(byte[] token, byte[] value) {
    for (int at = 0; at <= value.length - token.length; at++) {
      int same = 0;
      while (same < token.length && value[at + same] == token[same]) {
        same++;
      }
      if (same == token.length) {
        return true;
      }
    }
    return false;
  }
}
