package org.drey.collect.lines;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.drey.event.wire.RecordLimits;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.drey.base.InterruptPause;
import org.drey.base.LogLimiter;
import org.drey.collect.feed.UnsavedFactsException;
import org.drey.collect.lines.LogFolder.LogFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log that is followed as it grows, through rotation by renaming and by cutting, and from where
 * an earlier run was. One file is read at a time. One that was renamed is read until it has been
 * silent for ten seconds, for its server may go on writing to it, or at once if nothing happened to
 * it for so long; then come those that were begun and renamed meanwhile, in their order. So there
 * is one place to note, and nothing before it is unread. For one thread.
 */
public final class FollowedLog {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedLog.class);
  private static final long PAUSE_MILLIS = 200;
  private static final long NOTE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Path path;
  private final LogFolder folder;
  private final Path note;
  private final LineFeeds feeds;
  private final LongSupplier nanos;
  private final LogLimiter limiter = new LogLimiter();
  private volatile @Nullable String problem;
  private @Nullable OpenLog log;
  private @Nullable Instant changed; // the file that was read last, or before; null at first
  private @Nullable FilePosition noted;
  private long lastNoted;
  private boolean isLeaving; // the file was renamed, and nothing was written to it since
  private long silentSince; // the first look at which it was so

  /**
   * A log of which nothing has been read.
   *
   * @param note the file that says how far an earlier run was, and will say how far this one is
   */
  public FollowedLog(Path path, Path note, LineFeeds feeds) {
    this(path, note, feeds, System::nanoTime);
  }

  /**
   * The same.
   *
   * @param nanos a clock in nanoseconds that never goes back
   */
  FollowedLog(Path path, Path note, LineFeeds feeds, LongSupplier nanos) {
    this.path = path;
    this.folder = new LogFolder(path);
    this.note = note;
    this.feeds = feeds;
    this.nanos = nanos;
    this.lastNoted = nanos.getAsLong();
  }

  /**
   * Reads until it is interrupted; then, too, it notes how far it is.
   *
   * @throws IOException if the file or the note cannot be used, or a topic takes nothing
   */
  public void run() throws IOException, InterruptedException {
    try {
      resume();
      while (!Thread.currentThread().isInterrupted()) {
        if (!step()) {
          note();
          Thread.sleep(PAUSE_MILLIS);
        } else if (nanos.getAsLong() - lastNoted > NOTE_NANOS) {
          note();
        }
      }
    } finally {
      InterruptPause.during(this::close); // which would not note how far it is
    }
  }

  /** Returns why it cannot be noted how far the log is read; null if it is. For any thread. */
  public @Nullable String problem() {
    return problem;
  }

  /** Reads to the end of what is there, and notes it. */
  void readOnce() throws IOException, InterruptedException {
    if (log == null) {
      resume();
    }
    while (step()) {
      // there may be more
    }
    note();
  }

  /** Goes on where an earlier run ended, though the file may have another name since. */
  private void resume() throws IOException, InterruptedException {
    Optional<FilePosition> before = FilePosition.read(note);
    if (before.isEmpty()) {
      return;
    }
    Optional<LogFile> found = folder.find(before.get());
    if (found.isPresent()) {
      open(found.get(), before.get().position());
    } else {
      changed = Files.getLastModifiedTime(note).toInstant();
      LOG.warn("{} was replaced; what was not yet read of the last file is not to be found", path);
    }
  }

  /** Reads one piece, or opens the file that comes next; returns whether there was any. */
  private boolean step() throws IOException, InterruptedException {
    OpenLog open = log;
    if (open == null) {
      return openNext("");
    }
    if (open.isCut()) {
      LOG.info("{} was cut, and is read from its beginning", path);
      end(open);
      changed = null;
      return true;
    }
    if (open.read()) {
      isLeaving = false;
      return true;
    }
    if (isStillUsed(open)) {
      return false;
    }
    // Once more: the server may have written between the last read and the look at the file.
    return open.read() || openNext(open.key());
  }

  /** Returns whether the server may still write to a file. */
  private boolean isStillUsed(OpenLog open) throws IOException {
    Optional<LogFile> present = folder.present();
    if (present.isEmpty() || present.get().key().equals(open.key())) {
      present.ifPresent(file -> changed = file.changed());
      isLeaving = false;
      return true; // if there is none, it was renamed, and the next is not there yet
    }
    if (!isLeaving) {
      if (folder.isLeft(open.key(), feeds.now())) {
        return false;
      }
      isLeaving = true;
      silentSince = nanos.getAsLong();
    }
    return nanos.getAsLong() - silentSince < SILENT_NANOS;
  }

  /** Goes over to the file after one, if it is there. */
  private boolean openNext(String read) throws IOException, InterruptedException {
    Instant since = changed;
    Optional<LogFile> next = since == null ? folder.present() : folder.after(read, since);
    if (next.isEmpty()) {
      return false;
    }
    if (log != null) {
      end(log);
    }
    return open(next.get(), 0);
  }

  private boolean open(LogFile file, long from) throws IOException, InterruptedException {
    changed = file.changed();
    try {
      log = new OpenLog(file, from, feeds.intake(file.path().toString()));
    } catch (NoSuchFileException e) { // it is found by its new name then
      return false;
    }
    isLeaving = false;
    return true;
  }

  private void end(OpenLog open) throws IOException, InterruptedException {
    open.end();
    open.close();
    log = null;
  }

  /** Notes how far the brokers have it. */
  private void note() throws IOException {
    OpenLog open = log;
    lastNoted = nanos.getAsLong();
    if (open == null) {
      return;
    }
    FilePosition now = open.position();
    if (!now.equals(noted)) {
      try {
        feeds.flush();
        now.write(note);
      } catch (UnsavedFactsException
          | FileSystemException e) { // the next may be written; until then more is read twice
        problem = "how far " + path + " is read cannot be noted: " + e.getMessage();
        if (limiter.isDue(path)) {
          LOG.warn("{}", problem);
        }
        return;
      }
      problem = null;
      noted = now;
    }
  }

  /** Notes how far it is, and lets go of the file. */
  void close() throws IOException {
    try {
      note();
    } finally {
      if (log != null) {
        log.close();
        log = null;
      }
    }
  }

  /** A log that is read as it grows. For one thread. */
  private static final class OpenLog implements AutoCloseable {
    private static final int PIECE = 1 << 16;

    private final FileChannel channel;
    private final String key;
    private final byte[] piece = new byte[PIECE];
    private final LineSplitter splitter;
    private byte[] start = new byte[0];
    private long read;

    /**
     * A log that is read from a place on.
     *
     * @param from the beginning of a line; what is before it is looked at, but not taken
     * @throws NoSuchFileException if it no longer has its name
     */
    OpenLog(LogFolder.LogFile file, long from, LineIntake intake)
        throws IOException, InterruptedException {
      this.channel = FileChannel.open(file.path(), StandardOpenOption.READ);
      try {
        if (!file.isThere()) {
          throw new NoSuchFileException(file.path().toString(), null, "it was just renamed");
        }
        this.key = file.key();
        this.read = from;
        this.splitter = new LineSplitter(intake, from);
        if (from > 0) {
          prepare(from, intake);
        }
        start = FilePosition.start(channel, read);
      } catch (IOException | InterruptedException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }

    /** Shows the reader the heads of the file, and counts the lines of the part that was begun. */
    private void prepare(long from, LineIntake intake) throws IOException, InterruptedException {
      long part = from / LineIds.PART_BYTES * LineIds.PART_BYTES;
      pass(0, Math.min(from, RecordLimits.MAX_RECORD_BYTES), intake::first);
      pass(Math.max(0, part - 1), from, intake::before); // from there to see where a line begins
    }

    /** A look at a line. */
    private interface Look {
      void at(byte[] line, long position);
    }

    private void pass(long from, long to, Look look) throws IOException, InterruptedException {
      LineSplitter passed =
          new LineSplitter(
              new LineSplitter.LineTaker() {
                @Override
                public void take(byte[] line, long position) {
                  look.at(line, position);
                }

                @Override
                public void tooLong(long position) {}
              },
              from);
      long at = from;
      while (at < to) {
        int length = channel.read(ByteBuffer.wrap(piece, 0, (int) Math.min(PIECE, to - at)), at);
        if (length <= 0) {
          return;
        }
        passed.take(piece, length);
        at += length;
      }
    }

    /** Reads what is there, at most one piece; returns whether there was any. */
    boolean read() throws IOException, InterruptedException {
      int length = channel.read(ByteBuffer.wrap(piece), read);
      if (length <= 0) {
        return false;
      }
      read += length;
      splitter.take(piece, length);
      if (start.length < FilePosition.HEAD_BYTES) {
        start = FilePosition.start(channel, read);
      }
      return true;
    }

    /** Takes what is there of a last line that does not end. */
    void end() throws IOException, InterruptedException {
      splitter.end();
    }

    /** Returns whether the file was cut: it is shorter than what was read, or begins otherwise. */
    boolean isCut() throws IOException {
      return channel.size() < read
          || !Arrays.equals(start, FilePosition.start(channel, start.length));
    }

    /** By what the system knows the file, whatever its name. */
    String key() {
      return key;
    }

    /** The place of the first line that was not taken. */
    FilePosition position() throws IOException {
      return FilePosition.of(key, channel, splitter.lineStart());
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
