package org.drey.collect.iso20022;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an input, in the encoding that its mark or its first line says, else in UTF-8. The
 * platform's parser would decode it, too, but prints what it cannot decode to standard error. What
 * comes before such bytes is read.
 */
final class MessageText extends Reader {
  private static final int HEAD_BYTES = 256;
  private static final int BUFFER_BYTES = 8_192;
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
  private final CharBuffer chars = CharBuffer.allocate(BUFFER_BYTES).flip();
  private boolean isAtEnd;

  private MessageText(InputStream in, byte[] head, TextEncoding encoding) {
    this.in = in;
    this.decoder = encoding.charset.newDecoder();
    bytes.put(head, encoding.markBytes, head.length - encoding.markBytes).flip();
  }

  /** An encoding, and the length of the mark that says it. */
  private record TextEncoding(Charset charset, int markBytes) {}

  /**
   * Opens the text of an input.
   *
   * @throws UnsupportedEncodingException if it is in none that is known
   */
  static MessageText of(InputStream in) throws IOException {
    byte[] head = in.readNBytes(HEAD_BYTES);
    return new MessageText(in, head, encoding(head));
  }

  private static TextEncoding encoding(byte[] head) throws UnsupportedEncodingException {
    if (startsWith(head, 0xEF, 0xBB, 0xBF)) {
      return new TextEncoding(StandardCharsets.UTF_8, 3);
    }
    if (startsWith(head, 0xFE, 0xFF) || startsWith(head, 0, '<')) {
      return new TextEncoding(StandardCharsets.UTF_16BE, head[0] == 0 ? 0 : 2);
    }
    if (startsWith(head, 0xFF, 0xFE) || startsWith(head, '<', 0)) {
      return new TextEncoding(StandardCharsets.UTF_16LE, head[0] == '<' ? 0 : 2);
    }
    Matcher declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
    return new TextEncoding(
        declared.find() ? charset(declared.group(1)) : StandardCharsets.UTF_8, 0);
  }

  private static boolean startsWith(byte[] head, int... first) {
    for (int at = 0; at < first.length; at++) {
      if (at >= head.length || Byte.toUnsignedInt(head[at]) != first[at]) {
        return false;
      }
    }
    return true;
  }

  private static Charset charset(String name) throws UnsupportedEncodingException {
    try {
      Charset charset = Charset.forName(name);
      boolean isWide = charset.name().startsWith("UTF-16"); // but its first characters are not
      return isWide ? StandardCharsets.UTF_8 : charset;
    } catch (IllegalArgumentException e) {
      throw new UnsupportedEncodingException("an encoding that is not known");
    }
  }

  @Override
  public int read(char[] into, int offset, int length) throws IOException {
    while (!chars.hasRemaining()) {
      chars.clear();
      CoderResult result = decoder.decode(bytes, chars, isAtEnd);
      chars.flip();
      if (chars.hasRemaining()) {
        break;
      }
      if (result.isError()) {
        result.throwException();
      }
      if (isAtEnd) {
        return -1;
      }
      fill();
    }
    int count = Math.min(length, chars.remaining());
    chars.get(into, offset, count);
    return count;
  }

  private void fill() throws IOException {
    bytes.compact();
    int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
    isAtEnd = count < 0;
    bytes.position(bytes.position() + Math.max(0, count)).flip();
  }

  /** Leaves the input open: it is not its own. */
  @Override
  public void close() {}
}
