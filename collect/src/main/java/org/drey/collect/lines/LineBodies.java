package org.drey.collect.lines;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.kafka.common.errors.InterruptException;
import org.drey.collect.feed.RefusalReason;
import org.drey.collect.listen.PostEndpoint;
import org.jspecify.annotations.Nullable;

/**
 * Bodies of lines, each a file of its own. One is safe when the brokers have all of it. A server
 * that does nothing until it has the answer of its format has it without waiting for them.
 *
 * @param feeds of the lines
 */
public record LineBodies(LineFeeds feeds) implements PostEndpoint.BodyTaker {
  @Override
  public boolean take(byte[] body) throws IOException, InterruptedException {
    long lost = feeds.lost();
    try {
      new LineSplitter(feeds.intake(), 0).readAll(new ByteArrayInputStream(body));
      if (answer() == null) {
        feeds.flush();
      }
    } catch (InterruptException e) {
      throw new InterruptedException(e.getMessage());
    }
    return feeds.lost() == lost;
  }

  @Override
  public void refused() {
    if (feeds.format().isSigned()) {
      feeds.counts().read(feeds.now());
      feeds.counts().refused(RefusalReason.UNSIGNED);
    }
  }

  @Override
  public @Nullable String answer() {
    return feeds.format().answer();
  }
}
