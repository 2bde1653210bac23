package org.drey.edge.rpz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.Name;
import org.xbill.DNS.TSIG;

/**
 * The file of a key that signs messages between DNS servers, as {@code tsig-keygen} writes it and
 * BIND reads it. Never says what the secret is.
 *
 * @param name the key's name, without a dot at its end
 * @param algorithm such as {@code hmac-sha256}
 * @param key signs
 */
public record TsigFile(String name, String algorithm, TSIG key) {
  private static final Pattern KEY =
      Pattern.compile(
          "key\\s+\"?([A-Za-z0-9._-]+)\"?\\s*\\{"
              + "\\s*algorithm\\s+\"?(hmac-sha(?:224|256|384|512))\"?\\s*;"
              + "\\s*secret\\s+\"([A-Za-z0-9+/=]+)\"\\s*;\\s*}\\s*;");

  /**
   * Reads the first key of a file.
   *
   * @throws IOException if there is none of this form
   */
  public static TsigFile read(Path file) throws IOException {
    Matcher matcher = KEY.matcher(Files.readString(file));
    if (!matcher.find()) {
      throw new IOException(
          "the file "
              + file
              + " has no key of the form that 'tsig-keygen NAME' writes, with hmac-sha224 to"
              + " hmac-sha512");
    }
    String name = matcher.group(1);
    String algorithm = matcher.group(2).toLowerCase(Locale.ROOT);
    try {
      byte[] secret = Base64.getDecoder().decode(matcher.group(3));
      Name keyName = ZoneSettings.origin(name);
      TSIG key = new TSIG(TSIG.algorithmToName(algorithm), keyName, secret);
      return new TsigFile(keyName.toString(true), algorithm, key);
    } catch (IllegalArgumentException e) {
      // The exception may hold a part of the secret, so it is not passed on.
      throw new IOException("the secret in the file " + file + " is not base64");
    }
  }

  @Override
  public String toString() {
    return "TsigFile[" + name + ", " + algorithm + "]";
  }
}
