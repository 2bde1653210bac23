package org.drey.collect.firm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.crypto.spec.SecretKeySpec;
import org.drey.base.HmacSha256;
import org.drey.blocklist.publish.KeyFile;

/**
 * The key of the fingerprints in a file of pairs, beside it in {@code FILE.key}. It is made with
 * the file and stays for good: what was saved cannot be made over for another. So it is no key of
 * tokens, which change.
 */
final class PairKey {
  private static final int MIN_BYTES = 32;

  private PairKey() {}

  /**
   * Reads the key of a file, and makes it if there is neither.
   *
   * @throws IOException if the file is there and its key is not, or others may read it
   */
  static SecretKeySpec of(Path file) throws IOException {
    Path keyFile = file.resolveSibling(file.getFileName() + ".key");
    if (!Files.exists(keyFile)) {
      if (Files.exists(file) && Files.size(file) > 0) {
        throw new IOException(
            "its key "
                + keyFile
                + " is missing: restore it, or remove the file and fill it again with"
                + " ./drey collect pairs");
      }
      KeyFile.create(keyFile);
    }
    String text = new String(KeyFile.readOwned(keyFile), StandardCharsets.ISO_8859_1);
    byte[] secret = text.stripTrailing().getBytes(StandardCharsets.ISO_8859_1);
    KeyFile.checkSecret(
        "key file " + keyFile,
        secret,
        MIN_BYTES,
        "without " + file + " and its key the next run makes both anew, with a random key");
    return HmacSha256.key(secret);
  }
}
