package org.drey.collect.feed;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.drey.base.LogLimiter;
import org.drey.blocklist.publish.FileStamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content of a file as it is now. A change that cannot be used leaves the last good content,
 * and is a problem until it is repaired. Only {@link #look} and the constructor read the file.
 */
public final class FollowedFile<T> implements Supplier<T> {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedFile.class);

  private final Path file;
  private final FileContent<T> reader;
  private final LogLimiter limiter = new LogLimiter();
  private @Nullable FileStamp stamp;
  private volatile T content;
  private volatile @Nullable String problem;
  private final AtomicLong refused = new AtomicLong();

  /** A reader of a file; the message of what it throws says what is wrong, and nothing of it. */
  @FunctionalInterface
  public interface FileContent<T> {
    /** Reads the whole file. */
    T read(Path file) throws Exception;
  }

  /** Reads the file, and throws what its reader throws. */
  public FollowedFile(Path file, FileContent<T> reader) throws Exception {
    this.file = file;
    this.reader = reader;
    FileStamp before = FileStamp.of(file); // a change in between is seen later
    this.content = reader.read(file);
    this.stamp = before;
  }

  @Override
  public T get() {
    return content;
  }

  /** Returns why the newest state of the file is not in use; null if it is. */
  public @Nullable String problem() {
    return problem;
  }

  /** Returns how many of its changes could not be used. */
  public long refused() {
    return refused.get();
  }

  /** Reads the file if it has changed. */
  public synchronized void look() {
    FileStamp now = null;
    try {
      now = FileStamp.of(file);
      if (now.equals(stamp)) {
        return;
      }
      content = reader.read(file);
      problem = null;
    } catch (IOException e) {
      refuse("cannot be read: " + e.getMessage());
    } catch (OutOfMemoryError e) { // all that it took is free again
      refuse("needs more memory than there is: -Xmx in JAVA_TOOL_OPTIONS");
    } catch (Exception e) {
      refuse(String.valueOf(e.getMessage()));
    }
    stamp = now; // one that cannot be used is not read again until it changes
  }

  private void refuse(String why) {
    problem = file + ": " + why;
    refused.incrementAndGet();
    if (limiter.isDue(file)) {
      LOG.warn("{}; what it said before is in use", problem);
    }
  }
}
