package org.drey.rules.log;

/**
 * FNV-1a over the characters of texts: 64 bits that are the same for ever, as keys in state are.
 */
public final class FnvHash {
  private static final long BASIS = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;

  /** No character of a text that matters, so that two lists of parts are not one. */
  private static final char END = 0xFFFF;

  private FnvHash() {}

  /** The hash of a list of texts. */
  public static long of(String... texts) {
    return of(BASIS, texts);
  }

  /** The hash of a list of texts that differs by what it begins with. */
  public static long of(long begin, String... texts) {
    long hash = begin;
    for (String text : texts) {
      for (int i = 0; i < text.length(); i++) {
        hash = (hash ^ text.charAt(i)) * PRIME;
      }
      hash = (hash ^ END) * PRIME;
    }
    return hash;
  }
}
