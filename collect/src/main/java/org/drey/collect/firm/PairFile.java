package org.drey.collect.firm;

import java.util.zip.CRC32C;

import java.nio.charset.StandardCharsets;
import org.drey.base.HmacSha256;
import org.drey.blocklist.publish.KeyFile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;
import org.drey.base.OwnerOnly;
import org.jspecify.annotations.Nullable;

/**
 * The first payment of each pair of payer and payee, in memory and in a file that only grows. What
 * is saved outlives a kill; a record that is cut off or damaged is left out, and its pair begins
 * again with its next payment. Thread-safe.
 */
public final class PairFile implements AutoCloseable {
  /** So far must it reach back before a pair that is not in it counts as new. */
  public static final Duration REACH = Duration.ofDays(180);

  private static final int READ_BYTES = 1 << 20;
  private static final int NONE = -1; // a second of the year 2106
  private static final long LAST = 0xFFFF_FFFEL;
  private static final long DAY_SECONDS = 86_400;

  private final FingerprintTable firsts = new FingerprintTable(); // guarded by this
  private final ByteArrayOutputStream learned = new ByteArrayOutputStream(); // guarded by this
  private long earliest = Long.MAX_VALUE; // second of all first payments; guarded by this
  private final Object saving = new Object();
  private final RandomAccessFile out; // no channel, which an interrupt would close
  private final SecretKeySpec key;
  private byte[] unsaved = {}; // guarded by saving, as all below
  private long end;
  private boolean isClosed;
  private long damaged;

  private PairFile(RandomAccessFile out, SecretKeySpec key) {
    this.out = out;
    this.key = key;
  }

  /**
   * Opens a file, which is made if need be; no other process may have it open.
   *
   * @throws IOException if it is no file of pairs, or of another key; says what to do
   */
  public static PairFile open(Path file) throws IOException {
    SecretKeySpec key = PairKey.of(file);
    if (!Files.exists(file)) {
      Files.createFile(file, OwnerOnly.attributes(file));
    }
    RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw");
    PairFile pairs = new PairFile(opened, key);
    try {
      pairs.lock();
      pairs.begin(new AccountFingerprints(key));
      pairs.readAll();
    } catch (IOException | RuntimeException | Error e) {
      opened.close();
      throw e;
    }
    return pairs;
  }

  private void lock() throws IOException {
    try {
      if (out.getChannel().tryLock() != null) {
        return; // until it is closed
      }
    } catch (OverlappingFileLockException e) {
      // said below
    }
    throw new IOException("another collector uses it: stop that first");
  }

  /** Reads the head, or writes it if a kill left less than one. */
  private void begin(AccountFingerprints prints) throws IOException {
    byte[] wanted = PairRecords.head(prints);
    byte[] head = new byte[(int) Math.min(out.length(), wanted.length)];
    out.readFully(head);
    if (Arrays.equals(head, wanted)) {
      return;
    }
    if (head.length == wanted.length && PairRecords.isOfForm(head)) {
      throw new IOException(
          "it was made with another key: restore its FILE.key, or remove both and fill it again");
    }
    if (!Arrays.equals(head, Arrays.copyOf(wanted, head.length))) {
      throw new IOException("it is no file of pairs of this version of Drey");
    }
    out.seek(0);
    out.write(wanted);
    out.getFD().sync();
  }

  private void readAll() throws IOException {
    end = PairRecords.HEAD_BYTES;
    byte[] bytes = new byte[READ_BYTES];
    ByteBuffer records = ByteBuffer.wrap(bytes);
    long left = (out.length() - end) / PairRecords.RECORD_BYTES * PairRecords.RECORD_BYTES;
    while (left > 0) {
      int some = (int) Math.min(left, bytes.length);
      out.readFully(bytes, 0, some);
      for (int at = 0; at < some; at += PairRecords.RECORD_BYTES) {
        if (PairRecords.isWhole(records, at)) {
          put(records.getLong(at), records.getInt(at + Long.BYTES));
        } else {
          damaged++;
        }
      }
      left -= some;
      end += some; // half a record that a kill left is written over
    }
  }

  private synchronized void put(long print, int seconds) {
    firsts.put(print, seconds);
    earliest = Math.min(earliest, Integer.toUnsignedLong(seconds));
  }

  /** Returns what makes the fingerprints of its pairs, for one thread. */
  AccountFingerprints fingerprints() {
    return new AccountFingerprints(key);
  }

  /**
   * Returns for how many whole days a pair has been known, at least; 0 of one that is new. Null of
   * one that may have paid before the file begins: to rules, 0 is a stranger.
   */
  synchronized @Nullable Long days(long print, Instant at) {
    int first = firsts.get(print, NONE);
    long since = first == NONE ? at.getEpochSecond() : Integer.toUnsignedLong(first);
    long days = Math.max(0, at.getEpochSecond() - since) / DAY_SECONDS;
    boolean isKnown = days > 0 || at.getEpochSecond() - REACH.toSeconds() >= earliest;
    return isKnown ? days : null;
  }

  /** Returns when the earliest payment of all was, as far as it was seen. */
  public synchronized Optional<Instant> earliest() {
    return firsts.size() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(earliest));
  }

  /** Notes a payment of a pair: the earliest is the first, in whichever order they come. */
  synchronized void add(long print, Instant at) {
    int first = firsts.get(print, NONE);
    int seconds = seconds(at);
    if (first == NONE || Integer.compareUnsigned(seconds, first) < 0) {
      put(print, seconds);
      learned.writeBytes(PairRecords.record(print, seconds));
    }
  }

  /** The second in which it is: so 180 days later, to the millisecond, are 180. */
  private static int seconds(Instant at) {
    return (int) Math.max(0, Math.min(LAST, at.getEpochSecond()));
  }

  private synchronized byte[] takeLearned() {
    byte[] taken = learned.toByteArray();
    learned.reset();
    return taken;
  }

  /** Saves what was learned; if that fails, the next call tries again. */
  void save() throws IOException {
    synchronized (saving) {
      byte[] more = takeLearned();
      if (isClosed || more.length + unsaved.length == 0) {
        return;
      }
      unsaved = ByteBuffer.allocate(unsaved.length + more.length).put(unsaved).put(more).array();
      out.seek(end);
      out.write(unsaved);
      out.getFD().sync();
      end += unsaved.length;
      unsaved = new byte[0];
    }
  }

  /** Returns how many pairs there are. */
  public synchronized long size() {
    return firsts.size();
  }

  /** Returns how many records were damaged when the file was opened. */
  public long damaged() {
    synchronized (saving) {
      return damaged;
    }
  }

  /** Saves, and lets go of the file. */
  @Override
  public void close() throws IOException {
    synchronized (saving) {
      if (!isClosed) {
        try {
          save();
        } finally {
          isClosed = true;
          out.close();
        }
      }
    }
  }

  /**
   * The key of the fingerprints in a file of pairs, beside it in {@code FILE.key}. It is made with
   * the file and stays for good: what was saved cannot be made over for another. So it is no key of
   * tokens, which change.
   */
  private static final class PairKey {
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

  /**
   * The form of a file of pairs: a head of 32 bytes, then a record of 16 for each pair, its
   * fingerprint, the second of its first payment and a checksum. A later record of a pair is in place
   * of those before.
   */
  private static final class PairRecords {
    static final int HEAD_BYTES = 32;
    static final int RECORD_BYTES = 16;
    private static final byte[] FORM = {
      'd', 'r', 'e', 'y', ' ', 'p', 'a', 'i', 'r', 's', ' ', '1', '\n', 0, 0, 0
    };
    private static final int SUMMED_BYTES = 12;

    private PairRecords() {}

    /** Returns the head of a file whose fingerprints are made with a key. */
    static byte[] head(AccountFingerprints prints) {
      return ByteBuffer.allocate(HEAD_BYTES).put(FORM).putLong(prints.of("drey pairs")).array();
    }

    /** Returns whether a head is that of this form, whatever the key. */
    static boolean isOfForm(byte[] head) {
      return ByteBuffer.wrap(head, 0, FORM.length).equals(ByteBuffer.wrap(FORM));
    }

    /** Returns the record of a pair. */
    static byte[] record(long print, int seconds) {
      ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES).putLong(print).putInt(seconds);
      return record.putInt(sum(record, 0)).array();
    }

    /** Returns whether a record is as it was written. */
    static boolean isWhole(ByteBuffer records, int at) {
      return records.getInt(at + SUMMED_BYTES) == sum(records, at);
    }

    private static int sum(ByteBuffer records, int at) {
      CRC32C sum = new CRC32C();
      sum.update(records.slice(at, SUMMED_BYTES));
      return (int) sum.getValue();
    }
  }
}
