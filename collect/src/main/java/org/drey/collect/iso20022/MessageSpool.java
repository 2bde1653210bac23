package org.drey.collect.iso20022;

import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.drey.base.AtomicFile;
import org.drey.base.FileTurn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.drey.base.LogLimiter;
import org.drey.collect.iso20022.MessageSpool.SpoolFolder.SpoolFile;
import org.drey.collect.listen.PostEndpoint;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that were posted, on the disk until the brokers have all that became of them. Any thread
 * may put some in; one reads them, in the order in which they were taken.
 */
public final class MessageSpool implements MessageSource, PostEndpoint.BodyTaker, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MessageSpool.class);
  private static final long MOST_BYTES = 1L << 30;
  private static final long LEAST_BYTES = 4_096; // of a file on most disks; and so few have places
  private static final long WAIT_MILLIS = 200;
  private static final int MOST_AT_ONCE = 500;

  private final SpoolFolder folder;
  private final InstantSource clock;
  private final long mostBytes;
  private final LogLimiter limiter = new LogLimiter();
  private final LinkedBlockingQueue<SpooledMessage> unread = new LinkedBlockingQueue<>();
  private final List<SpooledMessage> freed = new ArrayList<>(); // of the reader
  private long bytes;
  private long next;
  private long turnedAway;
  private boolean isFull; // for the last that came
  private volatile @Nullable String problem;
  private volatile @Nullable String unwritable; // of the last that came

  /**
   * A message in the spool.
   *
   * @param bytes that it counts as
   * @param written whether it is on the disk, when that is known
   */
  private record SpooledMessage(SpoolFile file, long bytes, CompletableFuture<Boolean> written) {}

  /**
   * A spool in a folder, with the messages that are there.
   *
   * @throws IOException also if others may read the folder, or another process uses it
   */
  public MessageSpool(Path folder, InstantSource clock) throws IOException {
    this(folder, clock, MOST_BYTES);
  }

  MessageSpool(Path folder, InstantSource clock, long mostBytes) throws IOException {
    this.folder = new SpoolFolder(folder);
    this.clock = clock;
    this.mostBytes = mostBytes;
    for (SpoolFile file : this.folder.files()) {
      next = file.number() + 1;
      long size = counted(Files.size(this.folder.path(file)));
      bytes += size;
      unread.add(new SpooledMessage(file, size, CompletableFuture.completedFuture(true)));
    }
  }

  private static long counted(long size) {
    return Math.max(size, LEAST_BYTES);
  }

  /** Writes a message to the disk; returns false if there is no place for it. */
  @Override
  public boolean take(byte[] message) throws IOException {
    SpooledMessage spooled = reserve(message.length);
    if (spooled == null) {
      return false;
    }
    boolean isWritten = false;
    try {
      folder.write(spooled.file(), message);
      isWritten = true;
      unwritable = null;
    } catch (IOException e) {
      unwritable = "a message cannot be written to the spool: " + e.getMessage();
      throw e;
    } finally {
      if (!isWritten) {
        giveBack(spooled);
      }
      spooled.written().complete(isWritten);
    }
    return true;
  }

  /** Time and number are given together: messages are read in the order of their times. */
  private synchronized @Nullable SpooledMessage reserve(int length) {
    long size = counted(length);
    isFull = bytes + size > mostBytes;
    if (isFull) {
      turnedAway++;
      return null;
    }
    bytes += size;
    SpoolFile file = new SpoolFile(next, clock.instant());
    next++;
    SpooledMessage spooled = new SpooledMessage(file, size, new CompletableFuture<>());
    unread.add(spooled);
    return spooled;
  }

  private synchronized void giveBack(SpooledMessage spooled) {
    bytes -= spooled.bytes();
    isFull = false;
  }

  @Override
  public void read(MessageIntake intake) throws IOException, InterruptedException {
    SpooledMessage spooled = unread.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
    for (int count = 1; spooled != null; count++) {
      if (isWritten(spooled)) {
        read(spooled, intake);
      }
      spooled = count < MOST_AT_ONCE ? unread.poll() : null;
    }
  }

  private static boolean isWritten(SpooledMessage spooled) throws InterruptedException {
    try {
      return spooled.written().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // it never is completed this way
    }
  }

  private void read(SpooledMessage spooled, MessageIntake intake)
      throws IOException, InterruptedException {
    try (InputStream in = Files.newInputStream(folder.path(spooled.file()))) {
      String name = "message %d of the spool".formatted(spooled.file().number());
      intake.read(in, name, new SourceMark(taken(spooled), () -> freed.add(spooled)));
    }
  }

  /** A clock that was ahead once must not hold a message for ever. */
  private Instant taken(SpooledMessage spooled) {
    Instant now = clock.instant();
    return spooled.file().taken().isAfter(now) ? now : spooled.file().taken();
  }

  @Override
  public synchronized Instant readUntil() {
    SpooledMessage first = unread.peek();
    return first == null ? clock.instant() : taken(first);
  }

  @Override
  public boolean hasFreed() {
    return !freed.isEmpty();
  }

  @Override
  public void forgetFreed() {
    String failed = null;
    for (Iterator<SpooledMessage> all = freed.iterator(); all.hasNext(); ) {
      SpooledMessage one = all.next();
      try {
        Files.deleteIfExists(folder.path(one.file()));
        giveBack(one);
        all.remove();
      } catch (IOException e) { // the next attempt may succeed
        failed = "a message that was sent cannot be removed from the spool: " + e.getMessage();
        if (limiter.isDue("remove")) {
          LOG.warn("{}", failed);
        }
      }
    }
    problem = failed;
  }

  /** Returns how many bytes its messages count as. For any thread, as what follows. */
  public synchronized long bytes() {
    return bytes;
  }

  /** Returns how many messages were not taken, for there was no place. */
  public synchronized long turnedAway() {
    return turnedAway;
  }

  /** Returns what is not in order; null for nothing. */
  public synchronized @Nullable String problem() {
    if (isFull) {
      return "the spool is full: what is posted is answered with 503";
    }
    return unwritable != null ? unwritable : problem;
  }

  /** Lets go of the folder. */
  @Override
  public void close() throws IOException {
    folder.close();
  }

  /**
   * A folder of messages in the clear, each a file. Only its owner may read it, and only one process
   * uses it.
   */
  public static final class SpoolFolder implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("(\\d{1,18})-(\\d{1,15})\\.xml");
    private static final Pattern HALF_WRITTEN = Pattern.compile("\\..*\\.tmp");
    private static final Set<PosixFilePermission> OWNER_ONLY =
        PosixFilePermissions.fromString("rwx------");

    private final Path folder;
    private final FileTurn turn;

    /**
     * A message of the folder.
     *
     * @param number in the order in which messages were taken
     */
    record SpoolFile(long number, Instant taken) {
      private String name() {
        return "%018d-%013d.xml".formatted(number, taken.toEpochMilli());
      }

      private static Optional<SpoolFile> of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
          return Optional.empty();
        }
        try {
          Instant taken = Instant.ofEpochMilli(Long.parseLong(matcher.group(2)));
          return Optional.of(new SpoolFile(Long.parseLong(matcher.group(1)), taken));
        } catch (DateTimeException e) {
          return Optional.empty();
        }
      }
    }

    /**
     * Opens a folder, which is made if need be. What was half written when a process was killed is
     * removed: who sent it has no answer.
     *
     * @throws IOException also if others may read the folder, or another process uses it
     */
    SpoolFolder(Path folder) throws IOException {
      this.folder = folder;
      create(folder);
      checkOwnerOnly(folder);
      turn = new FileTurn(folder.resolve("lock"));
      if (!turn.take()) {
        turn.close();
        throw new IOException(folder + ": another collector uses it; give this one its own --state");
      }
      for (String name : names()) {
        if (HALF_WRITTEN.matcher(name).matches()) {
          Files.deleteIfExists(folder.resolve(name));
        }
      }
    }

    private static void create(Path folder) throws IOException {
      if (!Files.isDirectory(folder)) {
        boolean hasModes = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectory(
            folder,
            hasModes
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0]);
      }
    }

    private static void checkOwnerOnly(Path folder) throws IOException {
      var view = Files.getFileAttributeView(folder, PosixFileAttributeView.class);
      if (view != null && !OWNER_ONLY.containsAll(view.readAttributes().permissions())) {
        throw new IOException(
            folder
                + ": others may use it, and messages name people; repair that with: chmod 700 "
                + folder);
      }
    }

    private List<String> names() throws IOException {
      try (Stream<Path> files = Files.list(folder)) {
        return files.map(file -> file.getFileName().toString()).toList();
      }
    }

    /** Returns the messages that are there, in the order in which they were taken. */
    List<SpoolFile> files() throws IOException {
      List<SpoolFile> files = new ArrayList<>();
      for (String name : names()) {
        SpoolFile.of(name).ifPresent(files::add);
      }
      files.sort(Comparator.comparingLong(SpoolFile::number));
      return files;
    }

    /** Writes a message; returns when the disk has it. What cannot be written is not there. */
    void write(SpoolFile file, byte[] message) throws IOException {
      Path path = path(file);
      if (!Files.isDirectory(folder)) { // one that is made anew has neither lock nor mode
        throw new IOException(folder + " is gone: start the collector again");
      }
      try {
        AtomicFile.writePrivate(path, out -> out.write(message));
      } catch (IOException e) {
        Files.deleteIfExists(path);
        throw e;
      }
    }

    /** Returns where a message is. */
    Path path(SpoolFile file) {
      return folder.resolve(file.name());
    }

    @Override
    public void close() throws IOException {
      turn.close();
    }
  }
}
