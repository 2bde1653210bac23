package org.drey.blocklist.publish;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** A check for what makes a key no secret: what anyone would guess. */
final class KeyGuard {
  /** Of 16 random bytes, or 32 random hex digits, fewer differ less than once in ten million. */
  private static final int LEAST_DIFFERENT = 8;

  /** Decimal digits of the guesses that it takes: a key is guessed without asking any server. */
  private static final double LEAST_GUESSES = 19;

  /** A text of this length has enough, or it would not be guessed by what comes after. */
  private static final int LONGEST_ESTIMATED = 64;

  /** The form of keys that are made; 16 bytes at least, in which no word is looked for. */
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{32,}|[0-9A-F]{32,}");

  private static final Pattern TEXT = Pattern.compile("[ -~]+");

  private KeyGuard() {}

  /**
   * Returns whether a key has too few different bytes, repeats itself or goes on in steps, or is a
   * text of words, names, dates and walks over the keyboard.
   */
  static boolean isWeak(byte[] key) {
    return isMonotonous(key) || isGuessable(new String(key, StandardCharsets.ISO_8859_1));
  }

  private static boolean isMonotonous(byte[] key) {
    Set<Byte> bytes = new HashSet<>();
    Set<Integer> steps = new HashSet<>();
    for (int i = 0; i < key.length; i++) {
      bytes.add(key[i]);
      if (i > 0) {
        steps.add(key[i] - key[i - 1]);
      }
    }
    return bytes.size() < LEAST_DIFFERENT || steps.size() < LEAST_DIFFERENT / 2 || repeats(key);
  }

  private static boolean repeats(byte[] key) {
    for (int period = 1; period <= key.length / 2; period++) {
      int at = period;
      while (at < key.length && key[at] == key[at - period]) {
        at++;
      }
      if (at == key.length) {
        return true;
      }
    }
    return false;
  }

  private static boolean isGuessable(String key) {
    if (HEX.matcher(key).matches() || !TEXT.matcher(key).matches()) {
      return false;
    }
    String first = key.substring(0, Math.min(key.length(), LONGEST_ESTIMATED));
    return new Zxcvbn().measure(first).getGuessesLog10() < LEAST_GUESSES;
  }
}
