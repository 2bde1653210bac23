package org.drey.blocklist.index;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * The format of a list's file, little-endian: the eight letters {@code DREYLIST}; format and length
 * of the header, 32 bits each; the header in JSON, filled with blanks up to a multiple of eight
 * bytes; the sections of {@link ListSegment}; the HMAC-SHA256 of everything before, under a key
 * that is derived from the list's secret for nothing else.
 */
final class ListFormat {
  private static final byte[] MAGIC = "DREYLIST".getBytes(StandardCharsets.US_ASCII);

  /** With how many bytes a list file begins. */
  static final int MAGIC_BYTES = MAGIC.length;

  private static final int FORMAT = 1;

  private static final int HEADER_AT = MAGIC.length + 2 * Integer.BYTES;
  private static final int MAC_BYTES = 32;
  private static final int MAX_HEADER = 1 << 20;
  private static final int BUFFER = 1 << 16;

  private ListFormat() {}

  /** A source that writes itself to a stream. */
  interface ByteSource {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * The beginning of a file.
   *
   * @param bytes all up to the sections
   */
  record FileHead(ListHeader header, byte[] bytes) {}

  /**
   * A file that was read whole.
   *
   * @param sectionsAt where its sections begin, in bytes
   * @param mac what ends it, in hex
   */
  record FileContent(ListHeader header, int sectionsAt, String mac) {}

  static boolean isMagic(byte[] bytes) {
    return Arrays.equals(bytes, MAGIC);
  }

  /** Writes a file's content. The stream is not closed. */
  static void write(OutputStream out, ListHeader header, ListKey key, ByteSource sections)
      throws IOException {
    MacStream authenticated = new MacStream(out, key.fileMac());
    byte[] json = header.toBytes();
    int length = (json.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    ByteBuffer start = ByteBuffer.allocate(HEADER_AT + length).order(ByteOrder.LITTLE_ENDIAN);
    start.put(MAGIC).putInt(FORMAT).putInt(length).put(json);
    while (start.hasRemaining()) {
      start.put((byte) ' ');
    }
    authenticated.write(start.array());
    sections.writeTo(authenticated);
    authenticated.flush();
    out.write(authenticated.end());
  }

  /**
   * Reads a file to its end.
   *
   * @param size how long it is
   * @param key that made it; null to believe it
   * @param copy gets every byte
   */
  static FileContent read(
      String name, InputStream in, long size, @Nullable ListKey key, OutputStream copy)
      throws IOException {
    FileHead start = start(name, in, size);
    if (key != null && !start.header().keyCheck().equals(key.check())) {
      throw new DamagedListException(name, "made with another key than the one given");
    }
    Mac mac = key == null ? null : key.fileMac();
    OutputStream out = mac == null ? copy : new MacStream(copy, mac);
    out.write(start.bytes());
    copy(in, size - start.bytes().length - MAC_BYTES, out);
    byte[] found = in.readNBytes(MAC_BYTES);
    copy.write(found);
    boolean whole = found.length == MAC_BYTES && in.read() < 0;
    if (!whole || (mac != null && !MessageDigest.isEqual(mac.doFinal(), found))) {
      throw new DamagedListException(
          name, "its MAC does not fit: cut off, changed, or not made with this key");
    }
    return new FileContent(start.header(), start.bytes().length, HexFormat.of().formatHex(found));
  }

  /** Reads up to the sections; sizes are those of the file, which is not authenticated yet. */
  static FileHead start(String name, InputStream in, long size) throws IOException {
    if (size < HEADER_AT + MAC_BYTES) {
      throw new DamagedListException(name, "too short for a compiled list");
    }
    byte[] fixed = in.readNBytes(HEADER_AT);
    ByteBuffer start = ByteBuffer.wrap(fixed).order(ByteOrder.LITTLE_ENDIAN);
    if (fixed.length < HEADER_AT || !isMagic(Arrays.copyOf(fixed, MAGIC.length))) {
      throw new DamagedListException(name, "not a compiled list");
    }
    if (start.getInt(MAGIC.length) != FORMAT) {
      throw new DamagedListException(
          name,
          "of a format that this release does not know; compile it again, or start a newer one");
    }
    int length = start.getInt(MAGIC.length + Integer.BYTES);
    if (length < 0 || length > MAX_HEADER || length > size - HEADER_AT - MAC_BYTES) {
      throw new DamagedListException(name, "its header is damaged");
    }
    byte[] json = in.readNBytes(length);
    ListHeader header = header(name, json);
    long sections = ListSegment.size(header.placement(), header.records(), header.passed());
    if (json.length != length || HEADER_AT + length + sections + MAC_BYTES != size) {
      throw new DamagedListException(name, "its sections are not as long as its header says");
    }
    byte[] bytes = Arrays.copyOf(fixed, HEADER_AT + length);
    System.arraycopy(json, 0, bytes, HEADER_AT, length);
    return new FileHead(header, bytes);
  }

  /** Parses a header; a parser's message on bytes from anywhere is not repeated. */
  private static ListHeader header(String name, byte[] json) throws DamagedListException {
    ListHeader header;
    try {
      header = ListHeader.of(json);
    } catch (IOException e) {
      throw new DamagedListException(name, "its header is damaged");
    }
    if (header == null || !header.isPossible()) {
      throw new DamagedListException(name, "its header lacks something or is impossible");
    }
    return header;
  }

  private static void copy(InputStream in, long count, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (long left = count; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        return;
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }

  /** Passes bytes on and authenticates them. */
  private static final class MacStream extends FilterOutputStream {
    private final Mac mac;

    MacStream(OutputStream out, Mac mac) {
      super(out);
      this.mac = mac;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      mac.update((byte) b);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
      mac.update(bytes, from, count);
    }

    /** The MAC of everything so far. */
    byte[] end() {
      return mac.doFinal();
    }
  }
}
