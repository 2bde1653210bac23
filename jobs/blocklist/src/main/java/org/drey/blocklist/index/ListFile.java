package org.drey.blocklist.index;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A compiled list, or the difference between two, in its file.
 *
 * <p>Layout, little-endian: the eight letters {@code DREYLIST}; format and length of the header, 32
 * bits each; the header in JSON, filled with blanks up to a multiple of eight bytes; the sections
 * of {@link Segment}; the SHA-256 of everything before.
 *
 * <p>Immutable: a file is never changed, only replaced whole by another.
 */
public final class ListFile {
  private static final byte[] MAGIC = "DREYLIST".getBytes(StandardCharsets.US_ASCII);

  /** Why a list cannot be written: all of its file is mapped at once. */
  static final String TOO_LARGE =
      "a list file has at most 2 GiB, room for 50 million names or half as many URLs; split the list";

  private static final int FORMAT = 2;
  private static final int HEADER_AT = MAGIC.length + 2 * Integer.BYTES;
  private static final int DIGEST_BYTES = 32;
  private static final int MAX_HEADER = 1 << 20;

  private final ListHeader header;
  private final Segment segment;
  private final String checksum;

  private ListFile(ListHeader header, Segment segment, String checksum) {
    this.header = header;
    this.segment = segment;
    this.checksum = checksum;
  }

  /** Whether a file begins as a compiled list does. */
  public static boolean isCompiled(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Opens a file and checks all of it.
   *
   * @throws DamagedListException if it is no list file, or not whole, or changed since it was made
   */
  public static ListFile open(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    String checksum = check(name, file);
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, channel.size());
      return of(name, bytes, checksum);
    }
  }

  /** A list that was compiled in memory and has no file. */
  static ListFile of(byte[] content) throws IOException {
    String checksum;
    try (InputStream in = new ByteArrayInputStream(content)) {
      checksum = check("in memory", in, content.length);
    }
    return of("in memory", ByteBuffer.wrap(content), checksum);
  }

  /** What the file says of itself. */
  public ListHeader header() {
    return header;
  }

  /** The SHA-256 that ends the file, in hex. */
  public String checksum() {
    return checksum;
  }

  Segment segment() {
    return segment;
  }

  /** Writes a file's content. The stream is not closed. */
  static void write(OutputStream out, ListHeader header, ByteSource sections) throws IOException {
    MessageDigest digest = Digests.sha256();
    DigestOutputStream checked = new DigestOutputStream(out, digest);
    byte[] json = header.toBytes();
    int length = (json.length + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    ByteBuffer start = ByteBuffer.allocate(HEADER_AT + length).order(ByteOrder.LITTLE_ENDIAN);
    start.put(MAGIC).putInt(FORMAT).putInt(length).put(json);
    while (start.hasRemaining()) {
      start.put((byte) ' ');
    }
    checked.write(start.array());
    sections.writeTo(checked);
    checked.flush();
    out.write(digest.digest());
  }

  /** What writes itself to a stream. */
  interface ByteSource {
    void writeTo(OutputStream out) throws IOException;
  }

  private static ListFile of(String name, ByteBuffer all, String checksum) throws IOException {
    ByteBuffer bytes = all.order(ByteOrder.LITTLE_ENDIAN);
    int length = bytes.getInt(MAGIC.length + Integer.BYTES);
    byte[] json = new byte[length];
    bytes.get(HEADER_AT, json);
    ListHeader header = ListHeader.of(json);
    if (header == null || !header.isPossible()) {
      throw new DamagedListException(name, "its header lacks something or is impossible");
    }
    Placement placement = header.placement();
    int sections = HEADER_AT + length;
    long expected = sections + Segment.size(placement, header.records(), header.passed());
    if (expected + DIGEST_BYTES != bytes.capacity()) {
      throw new DamagedListException(name, "its sections are not as long as its header says");
    }
    Segment segment = new Segment(bytes, sections, placement, header.records(), header.passed());
    // It ends every search.
    if (segment.word(placement.tableWords() - 1) != 0) {
      throw new DamagedListException(name, "its table does not end");
    }
    return new ListFile(header, segment, checksum);
  }

  private static String check(String name, Path file) throws IOException {
    long size = Files.size(file);
    if (size > Integer.MAX_VALUE) {
      throw new DamagedListException(name, "larger than 2 GiB, which is more than can be mapped");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return check(name, in, size);
    }
  }

  private static String check(String name, InputStream in, long size) throws IOException {
    if (size < HEADER_AT + DIGEST_BYTES) {
      throw new DamagedListException(name, "too short for a compiled list");
    }
    MessageDigest digest = Digests.sha256();
    DigestInputStream checked = new DigestInputStream(in, digest);
    ByteBuffer start =
        ByteBuffer.wrap(checked.readNBytes(HEADER_AT)).order(ByteOrder.LITTLE_ENDIAN);
    if (!Arrays.equals(start.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new DamagedListException(name, "not a compiled list");
    }
    if (start.getInt(MAGIC.length) != FORMAT) {
      throw new DamagedListException(name, "of a format that this version does not know");
    }
    int header = start.getInt(MAGIC.length + Integer.BYTES);
    if (header < 0 || header > MAX_HEADER || header > size - HEADER_AT - DIGEST_BYTES) {
      throw new DamagedListException(name, "its header is damaged");
    }
    skip(checked, size - HEADER_AT - DIGEST_BYTES);
    byte[] found = digest.digest();
    if (!Arrays.equals(found, in.readNBytes(DIGEST_BYTES))) {
      throw new DamagedListException(name, "its checksum does not fit: cut off or changed");
    }
    return HexFormat.of().formatHex(found);
  }

  private static void skip(InputStream in, long count) throws IOException {
    byte[] buffer = new byte[1 << 16];
    for (long left = count; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        return;
      }
      left -= read;
    }
  }
}
