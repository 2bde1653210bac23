package org.drey.blocklist.index;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A compiled list, or the difference between two, in its file; laid out as {@link ListFormat} says.
 *
 * <p>Immutable: a file is never changed, only replaced whole by another. What is opened is a copy
 * of the file that has no name any more, so that no one can cut or change what is searched.
 */
public final class ListFile {
  /** The reason why a list cannot be written: all of its file is mapped at once. */
  static final String TOO_LARGE =
      "a list file has at most 2 GiB, room for 50 million names or half as many URLs; split the"
          + " list";

  private static final Set<StandardOpenOption> COPY =
      Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);

  private final ListHeader header;
  private final ListSegment segment;
  private final String mac;

  private ListFile(ListHeader header, ListSegment segment, String mac) {
    this.header = header;
    this.segment = segment;
    this.mac = mac;
  }

  /**
   * A file that was read whole and is what its maker wrote.
   *
   * @param mac the MAC that ends the file, in hex
   */
  public record VerifiedFile(ListHeader header, String mac) {}

  /** Returns whether a file begins as a compiled list does. */
  public static boolean isCompiled(Path file) throws IOException {
    try (InputStream in = RegularListFile.open(file)) {
      return ListFormat.isMagic(in.readNBytes(ListFormat.MAGIC_BYTES));
    }
  }

  /**
   * Reads all of a file and checks it.
   *
   * @throws DamagedListException if it is no list file, or not whole, or not as it was made with
   *     this key
   */
  public static VerifiedFile check(Path file, ListKey key) throws IOException {
    try (InputStream in = RegularListFile.open(file)) {
      var read = ListFormat.read(name(file), in, size(file), key, OutputStream.nullOutputStream());
      return new VerifiedFile(read.header(), read.mac());
    }
  }

  /**
   * Opens a file, checked as by {@link #check}. Needs as much room in the folder of temporary files
   * ({@code java.io.tmpdir}) as the file has, for as long as it is open.
   */
  public static ListFile open(Path file, ListKey key) throws IOException {
    try (InputStream in = RegularListFile.open(file)) {
      return copied(name(file), in, size(file), key);
    }
  }

  /** Returns what a file says of the key that made it, whoever wrote it. */
  public static String statedKey(Path file) throws IOException {
    try (InputStream in = RegularListFile.open(file)) {
      return ListFormat.start(name(file), in, size(file)).header().keyCheck();
    }
  }

  /**
   * A list that has no file.
   *
   * @param key to check it; null for one that was made just now
   */
  static ListFile of(byte[] content, @Nullable ListKey key) throws IOException {
    try (InputStream in = new ByteArrayInputStream(content)) {
      OutputStream nowhere = OutputStream.nullOutputStream();
      var read = ListFormat.read("in memory", in, content.length, key, nowhere);
      return of("in memory", read, ByteBuffer.wrap(content));
    }
  }

  /** Returns what the file says of itself. */
  public ListHeader header() {
    return header;
  }

  /** The MAC that ends the file, in hex. */
  public String mac() {
    return mac;
  }

  ListSegment segment() {
    return segment;
  }

  private static ListFile copied(String name, InputStream in, long size, ListKey key)
      throws IOException {
    // Its name goes as soon as it is open, and the rest when it is let go of; only its owner may
    // open it until then.
    try (FileChannel copy = FileChannel.open(Files.createTempFile("drey", ".list"), COPY)) {
      var read = ListFormat.read(name, in, size, key, Channels.newOutputStream(copy));
      return of(name, read, copy.map(MapMode.READ_ONLY, 0, copy.size()));
    } catch (DamagedListException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(
          "list file "
              + name
              + ": cannot be copied to the folder of temporary files (java.io.tmpdir), which needs"
              + " as much room as the file has: "
              + e.getMessage(),
          e);
    }
  }

  private static ListFile of(String name, ListFormat.FileContent read, ByteBuffer all)
      throws DamagedListException {
    ListHeader header = read.header();
    TableLayout placement = header.placement();
    ListSegment segment =
        new ListSegment(
            all.order(ByteOrder.LITTLE_ENDIAN),
            read.sectionsAt(),
            placement,
            header.records(),
            header.passed());
    // It ends every search.
    if (segment.word(placement.tableWords() - 1) != 0) {
      throw new DamagedListException(name, "its table does not end");
    }
    return new ListFile(header, segment, read.mac());
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static long size(Path file) throws IOException {
    long size = Files.size(file);
    if (size > Integer.MAX_VALUE) {
      throw new DamagedListException(
          name(file), "larger than 2 GiB, which is more than can be mapped");
    }
    return size;
  }
}
