package org.drey.blocklist.publish;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.drey.base.AtomicFile;
import org.drey.base.FileErrors;
import org.drey.base.OwnerOnly;
import org.drey.base.SecretFile;
import org.drey.blocklist.index.ListKey;

/**
 * The file that holds the secret of a list, and is its owner's alone. The secret is all of the
 * file's bytes but a line end at its end; it is never shown.
 */
public final class KeyFile {
  private static final int NEW_KEY_BYTES = 32;
  private static final int MAX_BYTES = 1 << 16;

  private KeyFile() {}

  /** A file or text that is no key; the message says what to do, and nothing of the key. */
  public static final class UnusableKeyException extends IOException {
    private static final long serialVersionUID = 1L;

    private UnusableKeyException(String message) {
      super(message);
    }
  }

  /**
   * Reads a key.
   *
   * @throws UnusableKeyException if the key is too short, too long or can be guessed; if others may
   *     read or replace the file, or it is another's
   */
  public static ListKey read(Path file) throws IOException {
    return key("key file " + file, readOwned(file));
  }

  /**
   * Reads a file of secrets.
   *
   * @throws UnusableKeyException if others may read or replace it, or it is larger than any key
   */
  public static byte[] readOwned(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw unusable("key file " + file, "is a folder");
    }
    Optional<String> problem = SecretFile.problem(file);
    if (problem.isPresent()) {
      throw unusable("key file " + file, problem.get());
    }
    if (Files.size(file) > MAX_BYTES) {
      throw unusable("key file " + file, "larger than any key");
    }
    return Files.readAllBytes(file);
  }

  /**
   * Returns what is thrown for a key that is not used.
   *
   * @param where it was found
   * @param why and what to do; nothing of the key
   */
  public static UnusableKeyException unusable(String where, String why) {
    return new UnusableKeyException(where + ": " + why);
  }

  /**
   * Checks that a secret is long enough and not easy to guess.
   *
   * @param where it was found, for messages
   * @param remedy how a random one is made, of the form that is read there
   */
  public static void checkSecret(String where, byte[] secret, int minBytes, String remedy)
      throws UnusableKeyException {
    if (secret.length < minBytes) {
      throw unusable(
          where, "a key has at least " + minBytes + " bytes, this one has " + secret.length);
    }
    if (KeyGuard.isWeak(secret)) {
      throw unusable(
          where,
          "a key that can be guessed: words, walks over the keyboard, or a few bytes again and"
              + " again; "
              + remedy);
    }
  }

  /**
   * A key that was given as text, such as by the environment.
   *
   * @param where it came from, for messages
   * @throws UnusableKeyException if it is too short or can be guessed
   */
  public static ListKey ofText(String where, String text) throws UnusableKeyException {
    return key(where, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Makes a new random key that only its owner may read.
   *
   * @throws UnusableKeyException if there is such a file already: the key in it may be in use
   */
  public static void create(Path file) throws IOException {
    byte[] random = new byte[NEW_KEY_BYTES];
    new SecureRandom().nextBytes(random);
    byte[] text = (HexFormat.of().formatHex(random) + "\n").getBytes(StandardCharsets.US_ASCII);
    create(file, out -> out.write(text));
  }

  /** The same with what is to be in it; a part of a key does not stay. */
  static void create(Path file, AtomicFile.Content content) throws IOException {
    try {
      Files.createFile(file, OwnerOnly.attributes(file));
    } catch (FileAlreadyExistsException e) {
      throw new UnusableKeyException(
          file + " is there already; a key is never replaced: choose another name");
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      content.writeTo(out);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw FileErrors.named(file.toString(), e);
    }
  }

  private static ListKey key(String where, byte[] bytes) throws UnusableKeyException {
    int end = bytes.length;
    if (end > 0 && bytes[end - 1] == '\n') {
      end--;
      if (end > 0 && bytes[end - 1] == '\r') {
        end--;
      }
    }
    byte[] secret = Arrays.copyOf(bytes, end);
    checkSecret(
        where,
        secret,
        ListKey.MIN_BYTES,
        "a random one is made by './drey blocklist key --output FILE'");
    return ListKey.of(secret);
  }

  /** A check for what makes a key no secret: what anyone would guess. */
  static final class KeyGuard {
    /** Random keys have fewer different bytes, or digits, less than once in ten million. */
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
     * Returns whether a key has too few different bytes, repeats itself or goes on in steps, or is
     * a text of words, names, dates and walks over the keyboard.
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
}
