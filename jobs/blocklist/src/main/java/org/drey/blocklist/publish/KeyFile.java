package org.drey.blocklist.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
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
}
