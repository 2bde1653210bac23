package org.drey.collect.dnstap;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.drey.collect.feed.CollectFeed;
import org.drey.collect.feed.RefusalReason;

/** A recorded file of dnstap, read to its end. */
public final class DnstapFile {
  private DnstapFile() {}

  /**
   * Reads all of a file, and waits until the brokers have it.
   *
   * @param queries whether to take questions, and not answers
   */
  public static void read(Path file, CollectFeed feed, boolean queries)
      throws IOException, InterruptedException {
    FileTaker taker = new FileTaker(feed, new DnstapEvents(feed, queries));
    feed.counts().readsAt(() -> "frame " + taker.frames + " of " + file);
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      new FrameConversation(in, null, taker).run();
    }
    feed.flush();
  }

  private static final class FileTaker implements FrameConversation.FrameTaker {
    private final CollectFeed feed;
    private final DnstapEvents events;
    private long frames;

    FileTaker(CollectFeed feed, DnstapEvents events) {
      this.feed = feed;
      this.events = events;
    }

    @Override
    public void started() {}

    @Override
    public void take(byte[] array, int offset, int length)
        throws IOException, InterruptedException {
      frames++;
      events.take(array, offset, length);
    }

    @Override
    public void refused(RefusalReason reason) {
      frames++;
      feed.counts().read(feed.clock().instant());
      feed.counts().refused(reason);
    }
  }
}
